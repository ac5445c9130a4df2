package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.WeakSegment.Kind;
import io.steward.schema.RawTable;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The benchmark {@code evaluation} holds the same in a hundred simulations. */
class WeakSegmentsTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);

  /** Young people with a car (3 %) pay back or not by the toss of a coin, whatever is said. */
  static Scored planted(int rows, long seed) {
    Scored scored = Cases.scored(Cases.loans(rows, seed), Cases.KNOWING);
    SplittableRandom random = new SplittableRandom(seed);
    double[] truth = scored.truth().clone();
    for (int row = 0; row < rows; row++) {
      if (scored.rows().numbers("age")[row] < 25
          && scored.rows().texts("purpose")[row].equals("car")) {
        truth[row] = random.nextInt(2);
      }
    }
    return new Scored(scored.rows(), truth, scored.predictions(), scored.classes(), 0.5);
  }

  @Test
  void shouldFindThePlantedSegmentAndSayWhatToDo() {
    int found = 0;
    for (int seed = 0; seed < 8; seed++) {
      found +=
          WeakSegmentFinder.find(charter, planted(6000, seed)).stream()
                  .anyMatch(
                      segment ->
                          segment.segment().contains("age < 2")
                              && segment.segment().contains("purpose = car"))
              ? 1
              : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(7);
    SegmentReport report = SegmentAssessor.assess(charter, planted(6000, 0));
    WeakSegment segment = report.found().getFirst();
    assertThat(segment.share()).isBetween(0.01, 0.06);
    assertThat(segment.inside()).isLessThan(Objects.requireNonNull(segment.outside()));
    assertThat(segment.interval().lower()).isPositive();
    assertThat(segment.chance()).isLessThan(0.05);
    assertThat(segment.finding()).contains("Where").contains("purpose = car").contains("interval");
    assertThat(segment.proposal()).startsWith("Collect more rows where ");
    assertThat(Json.read(Json.bytes(report), SegmentReport.class)).isEqualTo(report);
    assertThat(Json.bytes(SegmentAssessor.assess(charter, planted(6000, 0))))
        .isEqualTo(Json.bytes(report));
  }

  @Test
  void shouldRaiseNoneWhenTheProbabilitiesAreRight() {
    int raised = 0;
    for (int seed = 0; seed < 20; seed++) {
      Scored clean = Cases.scored(Cases.loans(3000, 100 + seed), Cases.KNOWING);
      raised += WeakSegmentFinder.find(charter, clean).isEmpty() ? 0 : 1;
    }
    assertThat(raised).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldNameWhereValuesAreTooLow() {
    Charter regression = Cases.charter(Task.REGRESSION, Metric.RMSE, 350);
    Scored scored = Cases.regression(3000, 4);
    double[] truth = scored.truth().clone();
    for (int row = 0; row < truth.length; row++) {
      truth[row] += scored.rows().texts("purpose")[row].equals("radio") ? 400 : 0;
    }
    Scored shifted = new Scored(scored.rows(), truth, scored.predictions(), scored.classes(), 0.5);
    List<WeakSegment> found = SegmentAssessor.assess(regression, shifted).found();
    assertThat(found).isNotEmpty();
    assertThat(found.getFirst().segment()).isEqualTo("purpose = radio");
    assertThat(found).anyMatch(segment -> segment.kind() != Kind.TOO_HIGH);
    assertThat(SegmentAssessor.assess(regression, Cases.regression(3000, 5)).found()).isEmpty();
  }

  @Test
  void shouldFindWhatIsMissing() {
    Scored scored = Cases.scored(Cases.loans(4000, 8), Cases.KNOWING);
    double[] amount = scored.rows().numbers("amount").clone();
    double[] truth = scored.truth().clone();
    SplittableRandom random = new SplittableRandom(1);
    IntStream.range(0, amount.length)
        .filter(row -> row % 20 == 0)
        .forEach(
            row -> {
              amount[row] = Double.NaN;
              truth[row] = random.nextInt(2);
            });
    RawTable rows = scored.rows().withColumn("amount", amount);
    Scored holes = new Scored(rows, truth, scored.predictions(), scored.classes(), 0.5);
    assertThat(SegmentAssessor.assess(charter, holes).found())
        .extracting(WeakSegment::segment)
        .anyMatch(words -> words.contains("amount is missing"));
  }

  @Test
  void shouldSayThatNothingCanBeSearchedWhenThereAreFewRowsOrNoNumbers() {
    SegmentReport few =
        SegmentAssessor.assess(charter, Cases.scored(Cases.loans(100, 1), Cases.KNOWING));
    assertThat(few.found()).isEmpty();
    assertThat(few.notes()).anyMatch(note -> note.contains("because there are only 100 rows"));
    Scored scored = Cases.scored(Cases.loans(400, 1), Cases.KNOWING);
    double[] positive = scored.predictions().positive();
    positive[7] = Double.NaN;
    Predictions broken = Cases.binary(positive, 0.5);
    SegmentReport report =
        SegmentAssessor.assess(
            charter, new Scored(scored.rows(), scored.truth(), broken, scored.classes(), 0.5));
    assertThat(report.found()).isEmpty();
    assertThat(report.notes()).anyMatch(note -> note.contains("gives no number"));
  }

  @Test
  void shouldRaiseNothingWhenAllPredictionsAreEqual() {
    Scored scored = Cases.scored(Cases.loans(1000, 1), Cases.KNOWING);
    Predictions equal = Cases.binary(new double[1000], 0.5);
    double[] truth = new double[1000];
    SegmentReport report =
        SegmentAssessor.assess(
            charter, new Scored(scored.rows(), truth, equal, scored.classes(), 0.5));
    assertThat(report.found()).isEmpty();
    assertThat(report.segments()).allMatch(segment -> segment.value() == null);
  }
}
