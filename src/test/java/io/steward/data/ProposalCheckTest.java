package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.proposal.Proposals;
import io.steward.proposal.RowCondition;
import io.steward.proposal.RowCondition.Is;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalCheckTest {
  @TempDir static Path folder;
  static DataFixture data;
  static Snapshot before;
  static Snapshot now;
  static ProposalCheck check;

  /** Two rows more: one of a young person for education that went bad, one without an age. */
  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
    String rows =
        """
        age,purpose,class
        20,education,good
        24.5,car,bad
        30,education,bad
        41,car,good
        """;
    before = data.collect(rows);
    now = data.collect(rows + "22,education,bad\n,car,good\n");
    check = new ProposalCheck(data.store, data.engine);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  @Test
  void shouldSayHowManyMoreThereAreWhenTheProposalWasFollowed() {
    DataFinding young =
        only(
            rows(
                RowCondition.limit("age", Is.BELOW, 25),
                RowCondition.oneOf("purpose", List.of("education", "radio"))),
            now);

    assertThat(young.severity()).isEqualTo(Severity.INFO);
    assertThat(young.rule()).isEqualTo(ProposalCheck.FOLLOWED);
    assertThat(young.message())
        .contains("The last evaluation proposed: Collect these.")
        .contains("The new data has 2 such rows, the last had 1.");
  }

  @Test
  void shouldAskAPersonWhenThereAreNoMoreOfTheseRows() {
    DataFinding old = only(rows(RowCondition.limit("age", Is.AT_LEAST, 41)), now);

    assertThat(old.severity()).isEqualTo(Severity.REVIEW);
    assertThat(old.rule()).isEqualTo(ProposalCheck.OPEN);
    assertThat(old.message())
        .contains("The new data has 1 such rows, no more than the last (1).")
        .contains("accept the data and say why");
  }

  @Test
  void shouldUnderstandEveryCondition() {
    assertThat(counted(new RowCondition("age", Is.MISSING, null, List.of(), false))).isEqualTo(1);
    assertThat(counted(new RowCondition("age", Is.PRESENT, null, List.of(), false))).isEqualTo(5);
    assertThat(counted(new RowCondition("age", Is.BELOW, 25.0, List.of(), true))).isEqualTo(4);
    assertThat(counted(RowCondition.oneOf("age", List.of("24.5", "41")))).isEqualTo(2);
    assertThat(counted(new RowCondition("age", Is.NONE_OF, null, List.of("24.5"), false)))
        .isEqualTo(5);
    assertThat(counted(new RowCondition("purpose", Is.NONE_OF, null, List.of("car"), false)))
        .isEqualTo(3);
    assertThat(counted(new RowCondition("purpose", Is.MISSING, null, List.of(), false))).isZero();
    assertThat(counted(RowCondition.oneOf("age", List.of("no number")))).isZero();
    assertThat(counted(RowCondition.oneOf("purpose", List.of("it's \"odd\"")))).isZero();
  }

  @Test
  void shouldSayWhyItCannotBeSaidWhenAColumnIsGone() {
    DataFinding finding = only(rows(RowCondition.oneOf("region", List.of("north"))), now);

    assertThat(finding.severity()).isEqualTo(Severity.REVIEW);
    assertThat(finding.message()).contains("cannot be said, because", "'region'");
  }

  @Test
  void shouldSayWhyItCannotBeSaidWhenAColumnIsOfAnotherKindNow() {
    Snapshot texts = data.collect("age,purpose,class\nyoung,car,good\nold,car,bad\n");

    assertThat(only(rows(RowCondition.limit("age", Is.BELOW, 25)), texts).message())
        .contains("'age' of the same kind");
  }

  @Test
  void shouldCompareRowsAndColumnsOfTheWhole() {
    Snapshot wider = data.collect("age,purpose,class,income\n20,car,good,5\n30,car,bad,6\n");

    assertThat(only(about(Kind.COLLECT_MORE), now).message())
        .contains("The new data has 6 rows in all, the last had 4.");
    assertThat(only(about(Kind.COLLECT_MORE), wider).rule()).isEqualTo(ProposalCheck.OPEN);
    assertThat(only(about(Kind.COLLECT_COLUMNS), wider).message()).contains("'income'");
    assertThat(only(about(Kind.COLLECT_COLUMNS), now).rule()).isEqualTo(ProposalCheck.OPEN);
  }

  @Test
  void shouldSayNothingOfProposalsForOtherStages() {
    assertThat(
            check.check(
                new Proposals(0, Digest.of("x"), List.of(about(Kind.DROP_COLUMN))), before, now))
        .isEmpty();
  }

  private static long counted(RowCondition condition) {
    return only(rows(condition), now).rows();
  }

  private static DataFinding only(Proposal proposal, Snapshot collected) {
    List<DataFinding> findings =
        check.check(new Proposals(0, Digest.of("x"), List.of(proposal)), before, collected);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static Proposal rows(RowCondition... conditions) {
    return new Proposal(
        Kind.COLLECT_ROWS,
        "rows",
        List.of(),
        List.of(conditions),
        "Collect these.",
        Map.of("rows", 1.0));
  }

  private static Proposal about(Kind kind) {
    return new Proposal(kind, "whole", List.of(), List.of(), "Collect these.", Map.of());
  }
}
