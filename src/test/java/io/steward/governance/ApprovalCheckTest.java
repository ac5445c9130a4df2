package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.governance.ApprovalOutcome.Approved;
import io.steward.governance.ApprovalOutcome.ChangesRequested;
import io.steward.governance.ApprovalOutcome.NotValid;
import io.steward.governance.ApprovalOutcome.Rejected;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalCheckTest {
  private static final Digest DOSSIER = Digest.of("dossier");
  private static final List<String> ROLES = List.of(Roles.BUSINESS_OWNER, Roles.VALIDATOR);

  private static Approval approval(String role, String user, String decision) {
    return new Approval(role, user, decision, DOSSIER, "because");
  }

  private static ApprovalOutcome check(Approval... approvals) {
    return ApprovalCheck.check("engineer", DOSSIER, ROLES, List.of(approvals));
  }

  @Test
  void shouldApproveWhenEveryRequiredRoleApprovedThisDossier() {
    ApprovalOutcome outcome =
        check(
            approval(Roles.BUSINESS_OWNER, "owner", Approval.APPROVE),
            approval(Roles.VALIDATOR, "validator", Approval.APPROVE));

    assertThat(outcome).isEqualTo(new Approved());
    assertThat(outcome.outcome()).isEqualTo("approved");
    assertThat(outcome.notice()).isEmpty();
  }

  @Test
  void shouldNotApproveWhenARoleIsMissing() {
    ApprovalOutcome outcome = check(approval(Roles.BUSINESS_OWNER, "owner", Approval.APPROVE));

    assertThat(outcome).isInstanceOf(NotValid.class);
    assertThat(outcome.outcome()).isEqualTo("changes");
    assertThat(outcome.notice()).contains("The approval of the role validator is missing.");
  }

  @Test
  void shouldNotApproveWhenNobodyWasAskedOrNobodyAnswered() {
    assertThat(ApprovalCheck.check("engineer", DOSSIER, List.of(), List.of()))
        .isInstanceOf(NotValid.class);
    assertThat(check()).isInstanceOf(NotValid.class);
  }

  @Test
  void shouldNotCountAnApprovalWhenApproverStartedTheRun() {
    ApprovalOutcome outcome =
        check(
            approval(Roles.BUSINESS_OWNER, "Engineer ", Approval.APPROVE),
            approval(Roles.VALIDATOR, "validator", Approval.APPROVE));

    assertThat(outcome.notice()).contains("four-eyes");
    assertThat(outcome.outcome()).isNotEqualTo("approved");
  }

  @Test
  void shouldNotCountTwoRolesOfOnePerson() {
    ApprovalOutcome outcome =
        check(
            approval(Roles.BUSINESS_OWNER, "owner", Approval.APPROVE),
            approval(Roles.VALIDATOR, "owner", Approval.APPROVE));

    assertThat(outcome.notice()).contains("these must be two people");
    assertThat(outcome.outcome()).isNotEqualTo("approved");
  }

  @Test
  void shouldNotCountAnApprovalOfAnotherDossier() {
    Approval stale =
        new Approval(
            Roles.VALIDATOR, "validator", Approval.APPROVE, Digest.of("older dossier"), "");
    ApprovalOutcome outcome =
        check(approval(Roles.BUSINESS_OWNER, "owner", Approval.APPROVE), stale);

    assertThat(outcome).isInstanceOf(NotValid.class);
    assertThat(outcome.notice()).contains(DOSSIER.shortForm());
  }

  @Test
  void shouldNotCountADecisionThatIsNone() {
    assertThat(
            check(
                approval(Roles.BUSINESS_OWNER, "owner", "yes"),
                approval(Roles.VALIDATOR, "validator", Approval.APPROVE)))
        .isInstanceOf(NotValid.class);
  }

  @Test
  void shouldRejectWhenOneRejectsWhateverTheOthersSay() {
    ApprovalOutcome outcome =
        check(
            approval(Roles.BUSINESS_OWNER, "owner", Approval.CHANGES),
            approval(Roles.VALIDATOR, "validator", Approval.REJECT));

    assertThat(outcome).isEqualTo(new Rejected("Rejected by validator (validator): because"));
    assertThat(outcome.outcome()).isEqualTo("rejected");
  }

  @Test
  void shouldAskForChangesWhenOneDoes() {
    ApprovalOutcome outcome =
        check(
            approval(Roles.BUSINESS_OWNER, "owner", Approval.APPROVE),
            approval(Roles.VALIDATOR, "validator", Approval.CHANGES));

    assertThat(outcome)
        .isEqualTo(new ChangesRequested("Changes requested by validator (validator): because"));
  }

  @Test
  void shouldLetAPersonDecideInARoleThatSheHolds() {
    Person validator = new Person("validator", Set.of(Roles.VALIDATOR));

    assertThat(ApprovalCheck.denial(validator, Roles.VALIDATOR, "engineer", List.of())).isEmpty();
    assertThat(ApprovalCheck.denial(validator, Roles.BUSINESS_OWNER, "engineer", List.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("does not hold the role"));
    assertThat(ApprovalCheck.denial(validator, Roles.VALIDATOR, "validator", List.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("four-eyes"));
  }

  @Test
  void shouldNotLetAPersonDecideInASecondRole() {
    Person both = new Person("kim", Set.of(Roles.VALIDATOR, Roles.BUSINESS_OWNER));
    List<Approval> earlier = List.of(approval(Roles.VALIDATOR, "kim", Approval.APPROVE));

    assertThat(ApprovalCheck.denial(both, Roles.BUSINESS_OWNER, "engineer", earlier))
        .hasValueSatisfying(why -> assertThat(why).contains("has decided as validator already"));
    assertThat(ApprovalCheck.denial(both, Roles.VALIDATOR, "engineer", earlier)).isEmpty();
    assertThat(both.holdsAnyOf(List.of(Roles.AUDITOR, Roles.VALIDATOR))).isTrue();
    assertThat(both.holdsAnyOf(List.of(Roles.AUDITOR))).isFalse();
  }
}
