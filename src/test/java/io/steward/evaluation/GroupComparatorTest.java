package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.GroupComparison.Verdict;
import io.steward.schema.RawTable;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who would lose by a new model. */
class GroupComparatorTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);

  /** Better than guessing for men, guessing for women. */
  private static Predictions unfair(RawTable rows) {
    double[] positive = Cases.KNOWING.score(rows).positive();
    double[] noise = Cases.IGNORANT.score(rows).positive();
    for (int row = 0; row < positive.length; row++) {
      positive[row] = rows.texts("sex")[row].equals("female") ? noise[row] : positive[row];
    }
    return Cases.binary(positive, 0.5);
  }

  @Test
  void shouldFlagTheGroupThatTheNewModelIsWorseFor() {
    RawTable rows = Cases.loans(800, 1);
    ChampionComparison comparison =
        ChampionComparator.compare(
            charter,
            Cases.scored(rows, GroupComparatorTest::unfair),
            Cases.scored(rows, Cases.KNOWING));
    assertThat(comparison.worseGroups())
        .extracting(GroupComparison::group)
        .contains("female")
        .doesNotContain("male");
    assertThat(comparison.note()).contains("It is worse for group 'female' of 'sex'");
    GroupComparison female = group(comparison, "female");
    assertThat(female.upper()).isNegative();
    assertThat(female.chance()).isLessThan(0.001);
    assertThat(female.challenger()).isLessThan(female.champion());
    assertThat(group(comparison, "male").difference()).isZero();
    assertThat(Json.read(Json.bytes(comparison), ChampionComparison.class)).isEqualTo(comparison);
  }

  @Test
  void shouldTellTheGateAndSayWhatToDo() {
    RawTable rows = Cases.loans(800, 1);
    Scored challenger = Cases.scored(rows, GroupComparatorTest::unfair);
    ChampionComparison comparison =
        ChampionComparator.compare(charter, challenger, Cases.scored(rows, Cases.KNOWING));
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                charter,
                HoldoutEvaluator.evaluate(charter, challenger),
                new FairnessReport(List.of(), List.of()),
                new SegmentReport(Metric.AUC, 0.8, List.of(), List.of(), List.of()),
                new RobustnessReport(Metric.AUC, 800, 0.8, List.of(), 0.01, 0.1, null, ""),
                comparison,
                0.85));
    assertThat(gate.worseGroups()).isEqualTo(comparison.worseGroups().size()).isPositive();
    assertThat(gate.robustnessAllowed()).isEqualTo(0.1);
    assertThat(gate.proposal())
        .contains("worse than the live model for group 'female' of 'sex'")
        .contains("Collect more rows of this group");
  }

  @Test
  void shouldGiveTheMetricItselfWhenLessIsBetter() {
    Charter loss = Cases.charter(Task.BINARY, Metric.LOG_LOSS, 0.7);
    RawTable rows = Cases.loans(800, 1);
    GroupComparison female =
        group(
            ChampionComparator.compare(
                loss,
                Cases.scored(rows, GroupComparatorTest::unfair),
                Cases.scored(rows, Cases.KNOWING)),
            "female");
    assertThat(female.challenger()).isPositive().isGreaterThan(female.champion());
    assertThat(female.difference()).isNegative();
  }

  /** Both models see the truth through independent noise of the same size. */
  @Test
  void shouldFlagNobodyWhenTheModelsAreEquallyGood() {
    int flagged = 0;
    for (int seed = 0; seed < 60; seed++) {
      RawTable rows = Cases.loans(400, seed);
      flagged +=
          ChampionComparator.compare(
                      charter, blurred(rows, 1000 + seed), blurred(rows, 2000 + seed))
                  .worseGroups()
                  .isEmpty()
              ? 0
              : 1;
    }
    // 5 % of 60 are 3; 8 or more have a chance below 1 %.
    assertThat(flagged).isLessThan(8);
  }

  @Test
  void shouldSayWhyWhenAGroupIsSmall() {
    RawTable rows = Cases.loans(90, 1);
    List<GroupComparison> groups =
        ChampionComparator.compare(
                charter,
                Cases.scored(rows, Cases.KNOWING),
                Cases.scored(rows, GroupComparatorTest::unfair))
            .groups();
    assertThat(groups)
        .filteredOn(group -> group.rows() < 50)
        .isNotEmpty()
        .allMatch(group -> group.verdict() == Verdict.CANNOT_BE_SAID)
        .allMatch(group -> group.note().startsWith("It cannot be said, because there are only"));
  }

  @Test
  void shouldSayWhyWhenAnAttributeOrAClassIsNotThere() {
    RawTable rows = Cases.loans(200, 1);
    Scored good =
        new Scored(rows, new double[200], Cases.KNOWING.score(rows), List.of("no", "yes"), 0.5);
    assertThat(ChampionComparator.compare(charter, good, good).groups())
        .isNotEmpty()
        .allMatch(group -> group.verdict() == Verdict.CANNOT_BE_SAID)
        .anyMatch(group -> group.note().contains("0 rows of class 'yes'"));
    RawTable without =
        new RawTable(
            rows.columns().stream().filter(column -> !column.name().equals("sex")).toList(),
            List.of(
                rows.numbers("id"),
                rows.numbers("duration"),
                rows.numbers("amount"),
                rows.numbers("age"),
                rows.texts("purpose"),
                rows.texts("bad")));
    Scored scored = Cases.scored(without, Cases.KNOWING);
    assertThat(ChampionComparator.compare(charter, scored, scored).groups())
        .filteredOn(group -> group.column().equals("sex"))
        .singleElement()
        .satisfies(group -> assertThat(group.note()).contains("The data has no column 'sex'"));
  }

  private static Scored blurred(RawTable rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] positive = Cases.KNOWING.score(rows).positive();
    for (int row = 0; row < positive.length; row++) {
      positive[row] = 1 / (1 + Math.exp(-4 * (positive[row] - 0.5) - random.nextGaussian()));
    }
    return Cases.scored(rows, _ -> Cases.binary(positive, 0.5));
  }

  private static GroupComparison group(ChampionComparison comparison, String name) {
    return comparison.groups().stream()
        .filter(group -> group.group().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
