package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.RobustnessReport.Scenario;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What disturbed, shifted and tampered inputs do to the metric. */
class RobustnessTest {
  private final Charter accuracy = Cases.charter(Task.BINARY, Metric.ACCURACY, 0.7);
  private final Scored knowing = Cases.scored(Cases.loans(1500, 1), Cases.KNOWING);

  @Test
  void shouldHoldTheWorstDropAgainstTheAllowedOne() {
    RobustnessReport report = assess(accuracy, knowing, Cases.KNOWING);
    Scenario worst = Objects.requireNonNull(report.worst());
    assertThat(report.worstDrop()).isEqualTo(worst.drop());
    assertThat(report.allowedDrop()).isEqualTo(0.1);
    assertThat(report.note())
        .contains(worst.description())
        .contains("points of accuracy; the charter allows 0.100 points");
    assertThat(report.scenarios())
        .filteredOn(Scenario::judged)
        .allMatch(scenario -> Scale.number(scenario.drop()) <= Scale.number(report.worstDrop()));
  }

  @Test
  void shouldMeasureAShiftInItsWorseDirection() {
    // Always right below 30 months, always wrong above: longer loans can only harm.
    Scored scored = Cases.scored(Cases.loans(1500, 1), RobustnessTest::below30);
    Scored always =
        new Scored(scored.rows(), truth(scored), scored.predictions(), scored.classes(), 0.5);
    RobustnessReport report = assess(accuracy, always, RobustnessTest::below30);
    Scenario shift = scenario(report, "shift:duration");
    // Half a standard deviation is 8.2 of 57 months: these rows change sides.
    assertThat(shift.drop()).isBetween(0.12, 0.17);
    assertThat(scenario(report, "shift:amount").drop()).isZero();
  }

  @Test
  void shouldWeighThePopulationTowardsTheRowsItIsBadAt() {
    // Right below 30 months, guessing above.
    RawTable rows = Cases.loans(3000, 2);
    double[] duration = rows.numbers("duration");
    double[] truth = new double[3000];
    Arrays.setAll(truth, row -> duration[row] < 30 ? 0 : row % 2);
    Scored scored = new Scored(rows, truth, below30(rows), List.of("no", "yes"), 0.5);
    RobustnessReport report = assess(accuracy, scored, RobustnessTest::below30);
    Scenario worse = scenario(report, "population:duration");
    assertThat(worse.drop()).isBetween(0.06, 0.14);
    assertThat(worse.description()).isEqualTo("a population with larger 'duration'");
    assertThat(Math.abs(Scale.number(scenario(report, "population:amount").drop())))
        .isLessThan(0.02);
    assertThat(Math.abs(Scale.number(scenario(report, "population:purpose").drop())))
        .isLessThan(0.02);
  }

  @Test
  void shouldFindTheRowsThatOneChangeTurns() {
    Scored scored = Cases.scored(Cases.loans(1500, 1), RobustnessTest::below30);
    FlipReport flips =
        Objects.requireNonNull(assess(accuracy, scored, RobustnessTest::below30).flips());
    FlipReport.ColumnFlips duration = flips.columns().getFirst();
    assertThat(duration.column()).isEqualTo("duration");
    // Some number of months turns every answer; a step of 4 months turns 8 of 57.
    assertThat(duration.share()).isEqualTo(1);
    assertThat(duration.smallShare()).isBetween(0.1, 0.2);
    assertThat(flips.share()).isEqualTo(1);
    assertThat(flips.rows()).isEqualTo(1000);
    assertThat(flips.columns())
        .filteredOn(column -> column.column().equals("purpose"))
        .allMatch(column -> column.share() == 0 && column.smallShare() == null);
  }

  @Test
  void shouldShowButNotJudgeTheAdversary() {
    RobustnessReport report = assess(accuracy, knowing, Cases.KNOWING);
    Scenario adversary = scenario(report, "adversary");
    assertThat(adversary.judged()).isFalse();
    assertThat(adversary.drop()).isGreaterThan(Objects.requireNonNull(report.worstDrop()));
  }

  @Test
  void shouldCallAMoveAFlipWhenItIsARegression() {
    Charter regression = Cases.charter(Task.REGRESSION, Metric.MAE, 500);
    RowScorer scorer =
        rows ->
            new Predictions(
                new String[0],
                new double[0][],
                Arrays.stream(rows.numbers("duration")).map(value -> 100 * value).toArray());
    RobustnessReport report = assess(regression, Cases.regression(500, 3), scorer);
    FlipReport flips = Objects.requireNonNull(report.flips());
    assertThat(flips.note()).contains("the median error");
    assertThat(flips.columns().getFirst().column()).isEqualTo("duration");
    assertThat(report.note()).contains("%");
  }

  @Test
  void shouldSampleAndRepeatWhenThereAreVeryMany() {
    Scored many = Cases.scored(Cases.loans(12_000, 1), Cases.KNOWING);
    RobustnessReport report = assess(accuracy, many, Cases.KNOWING);
    assertThat(report.rows()).isEqualTo(5_000);
    assertThat(assess(accuracy, many, Cases.KNOWING)).isEqualTo(report);
    assertThat(Json.read(Json.bytes(report), RobustnessReport.class)).isEqualTo(report);
  }

  @Test
  void shouldSayNothingWhenThereIsOneRow() {
    Charter auc = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
    RobustnessReport report =
        assess(auc, Cases.scored(Cases.loans(1, 1), Cases.KNOWING), Cases.KNOWING);
    assertThat(report.worstDrop()).isNull();
    assertThat(report.note()).startsWith("It cannot be said, because");
    RobustnessReport none =
        assess(accuracy, Cases.scored(Cases.loans(0, 1), Cases.KNOWING), Cases.KNOWING);
    assertThat(none.worstDrop()).isNull();
    assertThat(none.note()).startsWith("It cannot be said, because");
  }

  @Test
  void shouldSayNothingWhenAnUndefinedMetricCouldBeTheWorst() {
    // Answers "yes" for one purpose only: when it is missing, there is no alarm left to be precise.
    RowScorer fragile =
        rows ->
            Cases.binary(
                Arrays.stream(rows.numbers("duration"))
                    .map(duration -> duration == 60 ? 0.9 : 0.1)
                    .toArray(),
                0.5);
    Charter precision = Cases.charter(Task.BINARY, Metric.PRECISION, 0.7);
    RobustnessReport report =
        assess(precision, Cases.scored(Cases.loans(500, 1), fragile), fragile);
    assertThat(report.worstDrop()).isNull();
    assertThat(report.note()).contains("precision is undefined after this");
  }

  @Test
  void shouldDropNothingWhenColumnsAreConstantOrMissing() {
    RawTable rows =
        Cases.loans(200, 1)
            .withColumn("duration", filled(200, 30))
            .withColumn("amount", filled(200, Double.NaN))
            .withColumn("purpose", texts(200, "car"));
    Scored scored = Cases.scored(rows, Cases.KNOWING);
    RobustnessReport report = assess(accuracy, scored, Cases.KNOWING);
    assertThat(scenario(report, "shift:duration").drop()).isZero();
    assertThat(scenario(report, "noise-0.25").drop()).isZero();
    assertThat(report.scenarios())
        .extracting(Scenario::name)
        .doesNotContain("population:duration", "population:amount", "population:purpose");
    assertThat(Objects.requireNonNull(report.flips()).share()).isZero();
  }

  @Test
  void shouldSayNothingWhenTheModelReadsNoColumn() {
    RawTable nothing =
        new RawTable(
            List.of(new ColumnSchema("bad", ColumnKind.TEXT)), List.of((Object) texts(60, "yes")));
    RowScorer constant = rows -> Cases.binary(filled(rows.rows(), 0.9), 0.5);
    RobustnessReport report =
        RobustnessAssessor.assess(
            accuracy, Cases.scored(nothing, constant), new AskedModel(constant, List.of()));
    assertThat(report.worstDrop()).isNull();
    assertThat(report.note()).contains("the model reads no column");
  }

  private static RobustnessReport assess(Charter charter, Scored scored, RowScorer scorer) {
    return RobustnessAssessor.assess(charter, scored, Cases.asked(scorer));
  }

  private static Scenario scenario(RobustnessReport report, String name) {
    return report.scenarios().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Predictions below30(RawTable rows) {
    return Cases.binary(
        Arrays.stream(rows.numbers("duration"))
            .map(duration -> duration < 30 ? 0.2 : 0.8)
            .toArray(),
        0.5);
  }

  /** The truth is what the model answers. */
  private static double[] truth(Scored scored) {
    return Arrays.stream(scored.predictions().positive()).map(Math::rint).toArray();
  }

  private static double[] filled(int rows, double value) {
    double[] filled = new double[rows];
    Arrays.fill(filled, value);
    return filled;
  }

  private static String[] texts(int rows, String value) {
    String[] filled = new String[rows];
    Arrays.fill(filled, value);
    return filled;
  }
}
