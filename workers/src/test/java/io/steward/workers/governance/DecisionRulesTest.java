package io.steward.workers.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.governance.Approval;
import io.steward.governance.Person;
import io.steward.workers.governance.DecisionRules.Attempt;
import io.steward.workers.governance.DecisionRules.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionRulesTest {
  private static final Digest DOSSIER = Digest.of("dossier");
  private static final Person OWNER = new Person("owner", Set.of("business-owner"));
  private static final Person DEMO =
      new Person("demo", Set.of("business-owner", "ml-engineer", "validator"));

  @Test
  void shouldAcceptWhenTheRoleFits() {
    Verdict verdict = judge("sign-off-problem", OWNER, "business-owner", " Approve ", "");

    assertThat(verdict).isEqualTo(new Verdict(true, "", "business-owner", "approve"));
  }

  @Test
  void shouldDenyWhenTheRoleIsMissing() {
    Verdict verdict = judge("review-data", OWNER, "data-steward", "accept", "");

    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.notice()).contains("owner may not decide here").contains("data-steward");
  }

  @Test
  void shouldDenyWhenNobodyIsKnownToHaveDecided() {
    assertThat(judge("sign-off-problem", null, "business-owner", "approve", "").accepted())
        .isFalse();
  }

  @Test
  void shouldDenySignOffWhenTheSamePersonStartedTheRun() {
    Verdict verdict =
        DecisionRules.judge(
            attempt("sign-off-problem", DEMO, "business-owner", "approve", "", "DEMO", List.of()));

    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.notice()).contains("four-eyes");
  }

  @Test
  void shouldDenyApprovalWhenTheSamePersonApprovedInAnotherRole() {
    Approval earlier = new Approval("validator", "demo", "approve", DOSSIER, "");

    Verdict verdict =
        DecisionRules.judge(
            attempt(
                "approve-model",
                DEMO,
                "business-owner",
                "approve",
                "",
                "engineer",
                List.of(earlier)));

    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.notice()).contains("validator");
  }

  @Test
  void shouldAskForACommentWhenSomebodyElseHasToUnderstand() {
    assertThat(judge("sign-off-problem", OWNER, "business-owner", "reject", " ").notice())
        .contains("needs a comment");
    assertThat(judge("sign-off-problem", OWNER, "business-owner", "reject", "No.").accepted())
        .isTrue();
  }

  @Test
  void shouldAskForAReasonWhenABudgetIsExtended() {
    assertThat(judge("extend-budget", OWNER, "business-owner", "extend", "").notice())
        .contains("needs a comment");
    assertThat(judge("extend-budget", OWNER, "business-owner", "extend", "Why not.").accepted())
        .isTrue();
  }

  @Test
  void shouldNameTheChoicesWhenTheDecisionIsUnknown() {
    assertThat(judge("sign-off-problem", OWNER, "business-owner", "maybe", "x").notice())
        .contains("'maybe'")
        .contains("approve, changes, reject");
    assertThat(judge("sign-off-problem", OWNER, "business-owner", null, "x").accepted()).isFalse();
  }

  private static Verdict judge(
      String task,
      @Nullable Person person,
      String role,
      @Nullable String decision,
      String comment) {
    return DecisionRules.judge(
        attempt(task, person, role, decision, comment, "engineer", List.of()));
  }

  private static Attempt attempt(
      String task,
      @Nullable Person person,
      String role,
      @Nullable String decision,
      String comment,
      String requestedBy,
      List<Approval> earlier) {
    return new Attempt(
        UserTaskRule.of(task).orElseThrow(),
        person,
        Set.of(role),
        decision,
        comment,
        requestedBy,
        earlier);
  }
}
