package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever a report cannot say it says so, with the reason: never 0, and never as passed. Each bad
 * input is held to all parts of the evaluation.
 */
class CannotBeSaidTest {
  private static final String BECAUSE = "cannot be said, because ";
  private static final int ROWS = 300;
  private final Scored good = Cases.scored(Cases.loans(ROWS, 4), Cases.KNOWING);

  @TestFactory
  Stream<DynamicTest> shouldSayWhyWhenAGroupHasNoRowsOrFew() {
    return Stream.of(0, 1, 5)
        .map(rows -> DynamicTest.dynamicTest(rows + " rows", () -> fewRows(rows)));
  }

  private void fewRows(int rows) {
    double[] ages = new double[ROWS];
    Arrays.setAll(ages, row -> row < rows ? 20 : 40);
    Scored scored = with(good.rows().withColumn("age", ages), good.truth(), good.predictions());
    String reason = rows == 0 ? "no rows" : "only %d rows".formatted(rows);
    AttributeFairness age =
        FairnessAssessor.assess(charter(FairnessMetric.EQUALIZED_ODDS_DIFFERENCE), scored)
            .attributes()
            .getLast();
    FairnessJudgement judgement = age.judgements().getFirst();
    assertThat(judgement.verdict()).isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(judgement.value()).isNull();
    assertThat(judgement.reason()).contains(BECAUSE).contains("'below 25'").contains(reason);
    assertThat(age.groups())
        .filteredOn(group -> group.group().equals("below 25"))
        .singleElement()
        .satisfies(group -> assertThat(group.figures()).allMatch(f -> f.value() == null))
        .satisfies(group -> assertThat(group.note()).contains(reason));
    List<GroupComparison> compared =
        ChampionComparator.compare(charter(Metric.AUC), scored, scored).groups().stream()
            .filter(group -> group.group().equals("below 25"))
            .toList();
    assertThat(compared).hasSize(Math.min(1, rows));
    assertThat(compared)
        .allMatch(group -> group.verdict() == GroupComparison.Verdict.CANNOT_BE_SAID)
        .allMatch(group -> group.difference() == null && group.lower() == null)
        .allMatch(group -> group.note().contains(BECAUSE) && group.note().contains(reason));
  }

  @Test
  void shouldSayWhyWhenAGroupHasNoPositives() {
    String[] sex = good.rows().texts("sex");
    Scored scored =
        with(good.rows(), truthWhere(row -> !sex[row].equals("female")), good.predictions());
    AttributeFairness fairness =
        FairnessAssessor.assess(charter(Metric.AUC), scored).attributes().getFirst();
    GroupFairness women = fairness.groups().getFirst();
    assertThat(women.value(GroupMeasure.TRUE_POSITIVE_RATE)).isNull();
    assertThat(women.value(GroupMeasure.PRIMARY)).isNull();
    assertThat(women.note())
        .contains("no positive rows")
        .contains("no auc, because no row is positive");
    assertThat(fairness.gaps())
        .filteredOn(gap -> gap.measure() == GapMeasure.EQUALIZED_ODDS_DIFFERENCE)
        .singleElement()
        .satisfies(gap -> assertThat(gap.value()).isNull())
        .satisfies(gap -> assertThat(gap.note()).contains("no positive rows"));
    assertThat(ChampionComparator.compare(charter(Metric.AUC), scored, scored).groups())
        .filteredOn(group -> group.group().equals("female"))
        .singleElement()
        .satisfies(
            group -> assertThat(group.note()).contains(BECAUSE).contains("0 rows of class 'yes'"));
  }

  @Test
  void shouldSayWhyWhenASegmentHasNoPositives() {
    String[] purpose = good.rows().texts("purpose");
    Scored scored =
        with(good.rows(), truthWhere(row -> !purpose[row].equals("car")), good.predictions());
    assertThat(SegmentAssessor.assess(charter(Metric.AUC), scored).segments())
        .filteredOn(segment -> segment.segment().equals("car"))
        .singleElement()
        .satisfies(segment -> assertThat(segment.value()).isNull())
        .satisfies(segment -> assertThat(segment.gap()).isNull())
        .satisfies(segment -> assertThat(segment.weak()).isFalse())
        .satisfies(
            segment ->
                assertThat(segment.note()).isEqualTo("It " + BECAUSE + "no row is positive."));
  }

  @Test
  void shouldSayWhyWhenAllPredictionsAreEqual() {
    double[] same = new double[ROWS];
    Arrays.fill(same, 0.2);
    Scored scored = with(good.rows(), good.truth(), Cases.binary(same, 0.5));
    HoldoutEvaluation evaluation = HoldoutEvaluator.evaluate(charter(Metric.AUC), scored);
    assertThat(evaluation.primary().value()).isEqualTo(0.5);
    assertThat(evaluation.primary().lower()).isNull();
    assertThat(evaluation.primary().verdict()).isEqualTo(Verdict.MISSED);
    assertThat(evaluation.primary().note()).contains(BECAUSE + "drawing the rows anew");
    assertThat(result(evaluation, Metric.PRECISION).value()).isNull();
    assertThat(result(evaluation, Metric.PRECISION).note())
        .isEqualTo("It " + BECAUSE + "no row is answered with the positive class.");
    assertThat(evaluation.notes()).anyMatch(note -> note.contains("no better than"));
    assertThat(Objects.requireNonNull(evaluation.worth()).verdict()).doesNotContain("is worth it:");
    FairnessJudgement ratio =
        FairnessAssessor.assess(charter(FairnessMetric.DEMOGRAPHIC_PARITY_RATIO), scored)
            .attributes()
            .getLast()
            .judgements()
            .getFirst();
    assertThat(ratio.verdict()).isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(ratio.reason()).contains(BECAUSE);
  }

  @Test
  void shouldSayWhyWhenAProtectedAttributeIsMissing() {
    Charter charter =
        Cases.charter(
            Task.BINARY,
            List.of(new MetricThreshold(Metric.AUC, 0.7)),
            List.of(new FairnessLimit("religion", FairnessMetric.EQUALIZED_ODDS_DIFFERENCE, 0.1)));
    AttributeFairness religion = FairnessAssessor.assess(charter, good).attributes().getLast();
    assertThat(religion.judgements().getFirst().verdict())
        .isEqualTo(FairnessJudgement.Verdict.CANNOT_BE_SAID);
    assertThat(religion.judgements().getFirst().reason())
        .contains("cannot be said, because")
        .contains("no column 'religion'");
  }

  @TestFactory
  Stream<DynamicTest> shouldSayWhyWhenAMetricIsNotANumber() {
    double[] positive = good.predictions().positive().clone();
    positive[3] = Double.NaN;
    Scored broken = with(good.rows(), good.truth(), Cases.binary(positive, 0.5));
    String reason = "the model gives no number for 1 of 300 rows";
    Charter charter = charter(Metric.AUC);
    return Stream.of(
        DynamicTest.dynamicTest(
            "holdout",
            () ->
                assertThat(HoldoutEvaluator.evaluate(charter, broken).metrics())
                    .allMatch(metric -> metric.value() == null && metric.lower() == null)
                    .allMatch(metric -> metric.verdict() != Verdict.REACHED)
                    .filteredOn(metric -> metric.verdict() == Verdict.INFORMATIVE)
                    .allMatch(metric -> metric.note().equals("It " + BECAUSE + reason + "."))),
        DynamicTest.dynamicTest(
            "worth",
            () ->
                assertThat(
                        Objects.requireNonNull(HoldoutEvaluator.evaluate(charter, broken).worth())
                            .comparisons())
                    .allMatch(each -> each.words().contains(BECAUSE + reason))),
        DynamicTest.dynamicTest(
            "robustness",
            () -> {
              RobustnessReport report =
                  RobustnessAssessor.assess(charter, broken, Cases.asked(Cases.KNOWING));
              assertThat(report.worstDrop()).isNull();
              assertThat(report.note()).isEqualTo("It " + BECAUSE + reason + ".");
            }),
        DynamicTest.dynamicTest(
            "importance",
            () ->
                assertThat(
                        Explainer.explain(
                                charter, broken, Cases.asked(Cases.KNOWING), Cases.loans(50, 2))
                            .notes())
                    .anyMatch(note -> note.contains("cannot be said") && note.contains(reason))),
        DynamicTest.dynamicTest(
            "champion",
            () -> {
              ChampionComparison comparison = ChampionComparator.compare(charter, broken, good);
              assertThat(comparison.difference()).isNull();
              assertThat(comparison.note())
                  .contains("cannot be said")
                  .contains("because " + reason);
            }),
        DynamicTest.dynamicTest(
            "segments",
            () ->
                assertThat(SegmentAssessor.assess(charter, broken).notes())
                    .anyMatch(note -> note.contains("cannot be searched for, because"))));
  }

  @Test
  void shouldNameTheReasonForEveryMetricThatCannotBeSaid() {
    Scored none = with(good.rows(), new double[ROWS], Cases.binary(new double[ROWS], 0.5));
    HoldoutEvaluation evaluation = HoldoutEvaluator.evaluate(charter(Metric.AUC), none);
    assertThat(evaluation.metrics())
        .filteredOn(metric -> metric.value() == null)
        .extracting(MetricResult::metric)
        .containsExactlyInAnyOrder(
            Metric.AUC, Metric.AVERAGE_PRECISION, Metric.F1, Metric.RECALL, Metric.PRECISION);
    for (Metric metric : List.of(Metric.AVERAGE_PRECISION, Metric.F1, Metric.RECALL)) {
      assertThat(result(evaluation, metric).note()).contains(BECAUSE + "no row is positive");
    }
  }

  private static MetricResult result(HoldoutEvaluation evaluation, Metric metric) {
    return evaluation.metrics().stream()
        .filter(result -> result.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  private Scored with(RawTable rows, double[] truth, Predictions predictions) {
    return new Scored(rows, truth, predictions, good.classes(), 0.5);
  }

  private double[] truthWhere(IntPredicate kept) {
    double[] truth = good.truth().clone();
    Arrays.setAll(truth, row -> kept.test(row) ? good.truth()[row] : 0);
    return truth;
  }

  private static Charter charter(Metric primary) {
    return Cases.charter(Task.BINARY, primary, 0.7);
  }

  private static Charter charter(FairnessMetric limit) {
    return Cases.charter(
        Task.BINARY,
        List.of(new MetricThreshold(Metric.AUC, 0.7)),
        List.of(new FairnessLimit("age", limit, 0.3)));
  }
}
