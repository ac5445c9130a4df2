package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FairnessAssessorTest {

  @Test
  void shouldNotPassWhenAGroupIsTooSmall() {
    for (int rows : new int[] {1, 5, 29}) {
      FairnessReport report =
          assess(world(100, rows, 0.5), limit(FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.9));
      FairnessJudgement judgement = report.attributes().getFirst().judgements().getFirst();
      assertThat(judgement.verdict()).isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
      assertThat(judgement.reason()).contains("because").contains("'b'").contains("only " + rows);
      assertThat(report.undecided()).isEqualTo(1);
      assertThat(report.violated()).isZero();
      GroupFairness small = report.attributes().getFirst().groups().getLast();
      assertThat(small.selectionRate()).isNull();
      assertThat(small.primary()).isNull();
    }
  }

  @Test
  void shouldNotPassWhenAGroupHasNoPositives() {
    Scored world = world(100, 60, 0);
    FairnessJudgement opportunity =
        only(assess(world, limit(FairnessMetric.EQUAL_OPPORTUNITY_DIFFERENCE, 0.9)));
    assertThat(opportunity.verdict()).isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(opportunity.reason()).contains("no positive rows");
    FairnessJudgement parity =
        only(assess(world, limit(FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.99)));
    assertThat(parity.verdict()).isEqualTo(FairnessJudgement.Verdict.KEPT);
  }

  @Test
  void shouldFindTheViolationWhenAThirdGroupIsTooSmall() {
    RawTable rows = table(100, 60, 3);
    double[] positive = new double[163];
    Arrays.fill(positive, 0, 100, 0.9);
    Scored world = scored(rows, positive, truth(163));
    FairnessJudgement judgement =
        only(assess(world, limit(FairnessMetric.DEMOGRAPHIC_PARITY_RATIO, 0.8)));
    assertThat(judgement.verdict()).isEqualTo(FairnessJudgement.Verdict.VIOLATED);
    assertThat(judgement.value()).isEqualTo(0.0);
  }

  @Test
  void shouldSayNothingWhenAllPredictionsAreNegative() {
    Scored world = scored(table(60, 60, 0), new double[120], truth(120));
    FairnessJudgement ratio =
        only(assess(world, limit(FairnessMetric.DEMOGRAPHIC_PARITY_RATIO, 0.8)));
    assertThat(ratio.verdict()).isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(ratio.reason()).contains("no row of any group");
  }

  @Test
  void shouldSayNothingWhenTheColumnIsMissing() {
    Scored world = world(60, 60, 0.5);
    FairnessReport report =
        FairnessAssessor.assess(
            charter(new FairnessLimit("religion", FairnessMetric.EQUALIZED_ODDS_DIFFERENCE, 0.1)),
            world);
    AttributeFairness religion = report.attributes().getLast();
    assertThat(religion.column()).isEqualTo("religion");
    assertThat(religion.judgements().getFirst().verdict())
        .isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(religion.note()).contains("no column 'religion'");
  }

  @Test
  void shouldSayNothingWhenThereIsOneGroup() {
    Scored world = scored(table(100, 0, 0), probabilities(100), truth(100));
    assertThat(only(assess(world, limit(FairnessMetric.EQUALIZED_ODDS_DIFFERENCE, 0.5))).reason())
        .contains("only one group");
  }

  @Test
  void shouldSetRowsWithoutAValueAside() {
    RawTable rows = table(60, 60, 10);
    String[] sex = rows.texts("sex").clone();
    Arrays.fill(sex, 120, 130, "");
    Scored world = scored(rows.withColumn("sex", sex), probabilities(130), truth(130));
    AttributeFairness fairness =
        assess(world, limit(FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.5))
            .attributes()
            .getFirst();
    assertThat(fairness.note()).contains("10 rows without a value");
    assertThat(fairness.judgements().getFirst().verdict())
        .isEqualTo(FairnessJudgement.Verdict.KEPT);
  }

  @Test
  void shouldCutNumbersIntoGroups() {
    Scored scored = Cases.scored(Cases.loans(400, 2), Cases.KNOWING);
    FairnessReport report =
        FairnessAssessor.assess(Cases.charter(Task.BINARY, Metric.AUC, 0.7), scored);
    AttributeFairness age = report.attributes().getLast();
    assertThat(age.groups())
        .extracting(GroupFairness::group)
        .containsExactly("below 25", "25 and above");
    double[] ages = scored.rows().numbers("age");
    assertThat(age.groups().getFirst().rows())
        .isEqualTo(Arrays.stream(ages).filter(years -> years < 25).count());
    assertThat(Json.read(Json.bytes(report), FairnessReport.class)).isEqualTo(report);
  }

  @Test
  void shouldNotJudgeWhenTheTaskIsARegression() {
    Charter charter =
        Cases.charter(
            Task.REGRESSION,
            List.of(new MetricThreshold(Metric.RMSE, 1)),
            List.of(limit(FairnessMetric.EQUALIZED_ODDS_DIFFERENCE, 0.1)));
    FairnessReport report = FairnessAssessor.assess(charter, Cases.regression(200, 1));
    assertThat(report.undecided()).isEqualTo(1);
    assertThat(report.attributes().getFirst().groups().getFirst().primary()).isPositive();
    assertThat(Json.read(Json.bytes(report), FairnessReport.class)).isEqualTo(report);
  }

  @Test
  void shouldNameAGroupOfTheCharterThatHasNoRow() {
    Scored scored = Cases.scored(Cases.loans(200, 2), Cases.KNOWING);
    double[] ages = scored.rows().numbers("age").clone();
    Arrays.setAll(ages, row -> Math.max(30, ages[row]));
    Scored nobodyYoung =
        new Scored(
            scored.rows().withColumn("age", ages),
            scored.truth(),
            scored.predictions(),
            scored.classes(),
            0.5);
    FairnessReport report =
        FairnessAssessor.assess(
            charter(new FairnessLimit("age", FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.9)),
            nobodyYoung);
    AttributeFairness age = report.attributes().getLast();
    assertThat(age.groups())
        .filteredOn(group -> group.group().equals("below 25"))
        .singleElement()
        .satisfies(group -> assertThat(group.rows()).isZero())
        .satisfies(group -> assertThat(group.figures()).allMatch(f -> f.value() == null))
        .satisfies(group -> assertThat(group.note()).isEqualTo("no rows"));
    assertThat(age.judgements().getFirst().verdict())
        .isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(age.judgements().getFirst().reason()).contains("group 'below 25' has no rows");
  }

  @Test
  void shouldSayNothingOfAGroupWhenThePredictionsAreNoNumbers() {
    Scored world = world(100, 100, 0.5);
    double[] positive = world.predictions().positive();
    positive[150] = Double.NaN;
    FairnessReport report =
        assess(
            scored(world.rows(), positive, world.truth()),
            limit(FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.9));
    GroupFairness broken = report.attributes().getFirst().groups().getLast();
    assertThat(broken.figures()).allMatch(figure -> figure.value() == null);
    assertThat(broken.note()).contains("1 rows for which the model gives no number");
    assertThat(report.undecided()).isEqualTo(1);
  }

  @Test
  void shouldGiveIntervalsThatHoldTheValueAndSayWhenThereIsNone() {
    FairnessReport report = assess(world(200, 200, 0.5));
    AttributeFairness sex = report.attributes().getFirst();
    for (GroupFairness group : sex.groups()) {
      for (GroupFigure figure : group.figures()) {
        Interval interval = figure.interval();
        if (interval == null) {
          assertThat(figure.note()).as(figure.measure().words()).isNotEmpty();
        } else {
          assertThat(figure.value()).isBetween(interval.lower(), interval.upper());
        }
      }
    }
    for (FairnessGap gap : sex.gaps()) {
      Interval interval = Objects.requireNonNull(gap.interval(), gap.measure().written());
      assertThat(gap.value()).isBetween(interval.lower(), interval.upper());
      assertThat(gap.complete()).isTrue();
    }
  }

  @Test
  void shouldCrossAttributesWhenThereAreSome() {
    Scored scored = Cases.scored(Cases.loans(2000, 2), Cases.KNOWING);
    FairnessReport report = FairnessAssessor.assess(charter(), scored);
    AttributeFairness crossed = report.crossings().getFirst();
    assertThat(report.crossings()).hasSize(1);
    assertThat(crossed.column()).isEqualTo("sex × age");
    assertThat(crossed.groups())
        .extracting(GroupFairness::group)
        .containsExactly(
            "female × 25 and above", "female × below 25", "male × 25 and above", "male × below 25");
    assertThat(crossed.groups().stream().mapToLong(GroupFairness::rows).sum()).isEqualTo(2000);
    assertThat(crossed.judgements()).isEmpty();
  }

  @Test
  void shouldSayWhyACrossingCannotBeMadeWhenAnAttributeIsMissing() {
    FairnessReport report =
        FairnessAssessor.assess(
            charter(new FairnessLimit("religion", FairnessMetric.EQUALIZED_ODDS_DIFFERENCE, 0.1)),
            Cases.scored(Cases.loans(200, 2), Cases.KNOWING));
    assertThat(report.crossings())
        .filteredOn(crossing -> crossing.column().contains("religion"))
        .hasSize(2)
        .allMatch(crossing -> crossing.note().contains("no column 'religion'"))
        .allMatch(crossing -> crossing.groups().isEmpty() && crossing.gaps().isEmpty());
  }

  @Test
  void shouldShowWhatOtherThresholdsGive() {
    AttributeFairness sex = assess(world(300, 300, 0.5)).attributes().getFirst();
    assertThat(sex.thresholds()).hasSizeBetween(9, 40);
    assertThat(sex.thresholds())
        .filteredOn(ThresholdPoint::chosen)
        .singleElement()
        .satisfies(chosen -> assertThat(chosen.threshold()).isEqualTo(0.5))
        .satisfies(
            chosen ->
                assertThat(chosen.selectionDifference())
                    .isEqualTo(sex.demographicParityDifference()));
  }

  private static FairnessJudgement only(FairnessReport report) {
    return report.attributes().getFirst().judgements().getFirst();
  }

  private static FairnessLimit limit(FairnessMetric metric, double limit) {
    return new FairnessLimit("sex", metric, limit);
  }

  private static Charter charter(FairnessLimit... limits) {
    return Cases.charter(
        Task.BINARY, List.of(new MetricThreshold(Metric.AUC, 0.7)), List.of(limits));
  }

  private static FairnessReport assess(Scored scored, FairnessLimit... limits) {
    return FairnessAssessor.assess(charter(limits), scored);
  }

  /** Groups a and b; the given share of b's rows is positive. */
  private static Scored world(int a, int b, double positivesOfB) {
    double[] truth = truth(a + b);
    for (int row = a; row < a + b; row++) {
      truth[row] = row - a < positivesOfB * b ? 1 : 0;
    }
    return scored(table(a, b, 0), probabilities(a + b), truth);
  }

  private static double[] truth(int rows) {
    double[] truth = new double[rows];
    Arrays.setAll(truth, row -> row % 3 == 0 ? 1 : 0);
    return truth;
  }

  private static double[] probabilities(int rows) {
    double[] positive = new double[rows];
    Arrays.setAll(positive, row -> (row * 7 % 10) / 10.0);
    return positive;
  }

  private static RawTable table(int a, int b, int c) {
    String[] sex = new String[a + b + c];
    Arrays.setAll(sex, row -> row < a ? "a" : row < a + b ? "b" : "c");
    return new RawTable(List.of(new ColumnSchema("sex", ColumnKind.TEXT)), List.of((Object) sex));
  }

  private static Scored scored(RawTable rows, double[] positive, double[] truth) {
    return new Scored(rows, truth, Cases.binary(positive, 0.5), List.of("no", "yes"), 0.5);
  }
}
