package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds what a report shows beside its metrics (curves, tables, baselines, closed intervals) to
 * scikit-learn, SciPy and statsmodels; the vectors are made by {@code figures_reference.py}.
 */
class FiguresReferenceTest {
  private final JsonNode reference = reference();

  @Test
  void shouldDrawCurvesThatLieOnTheirs() {
    for (JsonNode vector : reference.get("binary")) {
      HoldoutEvaluation evaluation = binary(vector, Metric.AUC);
      onCurve(evaluation.roc(), vector.get("roc"), 0);
      // Ours begins level with the strictest threshold, theirs at precision 1.
      onCurve(evaluation.precisionRecall(), vector.get("precisionRecall"), 1);
      assertThat(evaluation.roc().getLast()).isEqualTo(new Point(1, 1));
      assertThat(evaluation.precisionRecall().getLast().x()).isEqualTo(1);
    }
  }

  @Test
  void shouldAgreeOnCalibration() {
    for (JsonNode vector : reference.get("binary")) {
      HoldoutEvaluation evaluation = binary(vector, Metric.AUC);
      same(evaluation.calibrationError(), vector.get("calibrationError"));
      // On the border of two bins they count a row to the lower one.
      if (vector.get("distinct").asBoolean()) {
        JsonNode bins = vector.get("calibration");
        List<CalibrationBin> own = evaluation.calibration();
        assertThat(own).hasSize(bins.get("rows").size());
        for (int bin = 0; bin < own.size(); bin++) {
          assertThat(own.get(bin).rows()).isEqualTo(bins.get("rows").get(bin).asLong());
          same(own.get(bin).predicted(), bins.get("predicted").get(bin));
          same(own.get(bin).observed(), bins.get("observed").get(bin));
        }
      }
    }
  }

  @Test
  void shouldAgreeOnConfusionAndLift() {
    for (JsonNode vector : reference.get("binary")) {
      HoldoutEvaluation evaluation = binary(vector, Metric.AUC);
      ConfusionMatrix confusion = Objects.requireNonNull(evaluation.confusion());
      for (int truth = 0; truth < 2; truth++) {
        for (int answer = 0; answer < 2; answer++) {
          assertThat(confusion.counts().get(truth).get(answer))
              .isEqualTo(vector.get("confusion").get(truth).get(answer).asLong());
        }
      }
      if (vector.get("distinct").asBoolean()) {
        for (int tenth = 0; tenth < 10; tenth++) {
          LiftBin bin = evaluation.lift().get(tenth);
          same(bin.rate(), vector.get("rates").get(tenth));
          same(bin.lift(), vector.get("lift").get(tenth));
          same(bin.interval(), vector.get("wilson").get(tenth));
        }
      }
    }
  }

  @Test
  void shouldAgreeOnConstantAnswers() {
    for (JsonNode vector : reference.get("binary")) {
      same(binary(vector, Metric.LOG_LOSS).baseline(), vector.get("baselineLogLoss"));
      same(binary(vector, Metric.BRIER).baseline(), vector.get("baselineBrier"));
    }
    for (JsonNode vector : reference.get("regression")) {
      same(regression(vector, Metric.RMSE).baseline(), vector.get("baselineRmse"));
      same(regression(vector, Metric.MAE).baseline(), vector.get("baselineMae"));
    }
  }

  @Test
  void shouldAgreeOnErrorsOfValues() {
    for (JsonNode vector : reference.get("regression")) {
      ResidualSummary own = Objects.requireNonNull(regression(vector, Metric.RMSE).residuals());
      same(own.mean(), vector.get("mean"));
      same(own.standardDeviation(), vector.get("standardDeviation"));
      same(own.largest(), vector.get("largest"));
      for (int index = 0; index < own.quantiles().size(); index++) {
        same(own.quantiles().get(index), vector.get("quantiles").get(index));
      }
      for (int tenth = 0; tenth < 10; tenth++) {
        ResidualBin bin = own.deciles().get(tenth);
        same(bin.error(), vector.get("tenthErrors").get(tenth));
        same(bin.absoluteError(), vector.get("tenthAbsolute").get(tenth));
        same(bin.interval(), vector.get("tenthIntervals").get(tenth));
      }
    }
  }

  @Test
  void shouldAgreeOnTheTestBetweenErrors() {
    JsonNode vector = reference.get("welch");
    double[] inside = numbers(vector.get("inside"));
    double[] outside = numbers(vector.get("outside"));
    double[] errors = Arrays.copyOf(inside, inside.length + outside.length);
    System.arraycopy(outside, 0, errors, inside.length, outside.length);
    ErrorContrast contrast =
        ErrorContrast.of(
            errors,
            new double[errors.length],
            IntStream.range(0, errors.length).toArray(),
            row -> row < inside.length);
    same(contrast.difference(), vector.get("difference"));
    same(contrast.freedom(), vector.get("freedom"));
    same(contrast.standardised(), vector.get("standardised"));
    same(contrast.chanceOfSize(), vector.get("chance"));
    same(contrast.interval().lower(), vector.get("lower"));
    same(contrast.interval().upper(), vector.get("upper"));
    assertThat(contrast.rows()).isEqualTo(inside.length);
  }

  @Test
  void shouldAgreeOnTheCorrectionForManyTests() {
    double[] corrected = Holm.corrected(numbers(reference.get("holm").get("chances")));
    assertThat(corrected)
        .containsExactly(numbers(reference.get("holm").get("corrected")), within(1e-9));
  }

  /** Our curves are thinned to a hundred points; each must be one of theirs. */
  private static void onCurve(List<Point> own, JsonNode theirs, int from) {
    double[] x = numbers(theirs.get(0));
    double[] y = numbers(theirs.get(1));
    assertThat(own).hasSizeGreaterThan(5);
    for (Point point : own.subList(from, own.size())) {
      double nearest =
          IntStream.range(0, x.length)
              .mapToDouble(at -> Math.hypot(x[at] - point.x(), y[at] - point.y()))
              .min()
              .orElseThrow();
      assertThat(nearest).as("(%s, %s)", point.x(), point.y()).isLessThan(1e-9);
    }
  }

  private static HoldoutEvaluation binary(JsonNode vector, Metric metric) {
    double[] truth = numbers(vector.get("truth"));
    double threshold = vector.get("threshold").asDouble();
    Predictions predictions = Cases.binary(numbers(vector.get("probability")), threshold);
    return HoldoutEvaluator.evaluate(
        Cases.charter(Task.BINARY, metric, 0.5),
        new Scored(rows(truth.length), truth, predictions, List.of("no", "yes"), threshold));
  }

  private static HoldoutEvaluation regression(JsonNode vector, Metric metric) {
    double[] truth = numbers(vector.get("truth"));
    Predictions predictions =
        new Predictions(new String[0], new double[0][], numbers(vector.get("value")));
    return HoldoutEvaluator.evaluate(
        Cases.charter(Task.REGRESSION, metric, 0.5),
        new Scored(rows(truth.length), truth, predictions, List.of(), 0.5));
  }

  private static RawTable rows(int count) {
    return new RawTable(
        List.of(new ColumnSchema("nothing", ColumnKind.NUMBER)),
        List.of((Object) new double[count]));
  }

  private static void same(@Nullable Interval own, JsonNode theirs) {
    Interval interval = Objects.requireNonNull(own);
    same(interval.lower(), theirs.get(0));
    same(interval.upper(), theirs.get(1));
  }

  private static void same(@Nullable Double own, JsonNode theirs) {
    assertThat(own).isCloseTo(theirs.asDouble(), within(1e-9));
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, index -> array.get(index).asDouble());
    return numbers;
  }

  private static JsonNode reference() {
    try (InputStream in =
        Objects.requireNonNull(
            FiguresReferenceTest.class.getResourceAsStream("figures-reference.json"))) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
