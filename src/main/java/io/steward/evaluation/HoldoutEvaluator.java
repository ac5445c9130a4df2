package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model on the sealed holdout by the thresholds that were signed.
 *
 * <p><b>The rule.</b> A metric is UNDECIDED if its value cannot be computed, if there are fewer
 * than {@value #MIN_ROWS} rows, or if a class that occurs among the classes has fewer than {@value
 * #MIN_CLASS_ROWS} rows in the holdout. Else it is REACHED if the value itself reaches the
 * threshold and MISSED if it does not. The 95 % interval (see {@link MetricIntervals}; seed of the
 * charter) does not decide; the note says when it holds the threshold, so that the verdict could be
 * otherwise on other rows.
 */
public final class HoldoutEvaluator {
  /** Fewer rows than this decide nothing. */
  public static final int MIN_ROWS = 30;

  /** Fewer rows of a class than this decide nothing. */
  public static final int MIN_CLASS_ROWS = 5;

  private HoldoutEvaluator() {}

  /** Evaluates the scored holdout; the same input always gives the same result. */
  public static HoldoutEvaluation evaluate(Charter charter, Scored scored) {
    Outcomes outcomes = scored.outcomes(charter.costs());
    boolean regression = charter.task() == Task.REGRESSION;
    boolean some = outcomes.rows() > 0 && outcomes.unanswered() == 0;
    boolean binary = some && outcomes.binary();
    double[] positive = binary ? outcomes.positive() : new double[0];
    List<CalibrationBin> calibration = some ? calibration(outcomes) : List.of();
    String obstacle = obstacle(scored, outcomes);
    List<MetricResult> metrics = metrics(charter, outcomes, obstacle);
    return new HoldoutEvaluation(
        outcomes.rows(),
        metrics,
        regression ? null : ConfusionMatrix.of(scored.classes(), outcomes),
        binary ? Curves.roc(scored.truth(), positive) : List.of(),
        binary ? Curves.precisionRecall(scored.truth(), positive) : List.of(),
        binary ? Lift.gain(scored.truth(), positive) : List.of(),
        binary ? Lift.bins(scored.truth(), positive) : List.of(),
        calibration,
        Scale.said(Metrics.value(Metric.BRIER, outcomes)),
        calibration.isEmpty() ? null : Scale.said(Curves.calibrationError(calibration)),
        metrics.getFirst().baseline(),
        Scale.said(Metrics.value(Metric.EXPECTED_COST, outcomes)),
        binary ? Scale.said(Baselines.value(Metric.EXPECTED_COST, outcomes)) : null,
        regression && some ? ResidualSummary.of(scored.truth(), outcomes.values()) : null,
        WorthAssessor.assess(charter, scored),
        predictions(charter.task(), scored),
        notes(metrics, obstacle));
  }

  /** How the predictions are spread, by task. */
  static Distribution predictions(Task task, Scored scored) {
    return switch (task) {
      case BINARY -> NumberDistribution.of(scored.predictions().positive());
      case REGRESSION -> NumberDistribution.of(scored.predictions().values());
      case MULTICLASS -> LevelDistribution.of(scored.predictions().labels());
    };
  }

  private static List<MetricResult> metrics(Charter charter, Outcomes outcomes, String obstacle) {
    Map<Metric, @Nullable Double> wanted = new LinkedHashMap<>();
    MetricThreshold primary = charter.success().primary();
    wanted.put(primary.metric(), primary.threshold());
    charter
        .success()
        .secondary()
        .forEach(secondary -> wanted.putIfAbsent(secondary.metric(), secondary.threshold()));
    for (Metric metric : Metric.values()) {
      if (metric.suits(charter.task()) && !wanted.containsKey(metric)) {
        wanted.put(metric, null);
      }
    }
    List<Metric> order = List.copyOf(wanted.keySet());
    List<@Nullable Interval> intervals = MetricIntervals.of(order, outcomes, charter.seed());
    return IntStream.range(0, order.size())
        .mapToObj(
            index ->
                result(
                    order.get(index),
                    Metrics.value(order.get(index), outcomes),
                    Unsaid.because(order.get(index), outcomes),
                    intervals.get(index),
                    wanted.get(order.get(index)),
                    Scale.said(Baselines.value(order.get(index), outcomes)),
                    obstacle))
        .toList();
  }

  private static MetricResult result(
      Metric metric,
      double value,
      String because,
      @Nullable Interval interval,
      @Nullable Double threshold,
      @Nullable Double baseline,
      String obstacle) {
    boolean said = Double.isFinite(value);
    Verdict verdict;
    String note =
        !said
            ? "It cannot be said, because " + because + "."
            : interval == null
                ? "How sure it is cannot be said, because drawing the rows anew does not change it,"
                    + " or leaves it undefined too often."
                : "";
    if (threshold == null) {
      verdict = Verdict.INFORMATIVE;
    } else if (!said || !obstacle.isEmpty()) {
      verdict = Verdict.UNDECIDED;
      note = obstacle.isEmpty() ? note : obstacle;
    } else {
      verdict = metric.reaches(value, threshold) ? Verdict.REACHED : Verdict.MISSED;
      if (interval != null && interval.lower() < threshold && threshold < interval.upper()) {
        note = "The threshold lies within the interval: other rows could turn the verdict.";
      }
    }
    return new MetricResult(
        metric,
        Scale.said(value),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        threshold,
        verdict,
        baseline,
        note);
  }

  /** Why the holdout is too small to decide anything; empty if it is not. */
  private static String obstacle(Scored scored, Outcomes outcomes) {
    if (outcomes.unanswered() > 0) {
      return "The model gives no number for %d rows. Mend it: nothing can be decided on the others."
          .formatted(outcomes.unanswered());
    }
    int rows = scored.truth().length;
    if (rows < MIN_ROWS) {
      return "The holdout has %d rows; at least %d are needed to decide. Collect more data."
          .formatted(rows, MIN_ROWS);
    }
    for (int index = 0; index < scored.classes().size(); index++) {
      int of = index;
      long count = Arrays.stream(scored.truth()).filter(truth -> truth == of).count();
      if (count < MIN_CLASS_ROWS) {
        return ("The holdout has %d rows of class '%s'; at least %d are needed to decide."
                + " Collect more of them.")
            .formatted(count, scored.classes().get(index), MIN_CLASS_ROWS);
      }
    }
    return "";
  }

  private static List<CalibrationBin> calibration(Outcomes outcomes) {
    if (outcomes.classes() == 0) {
      return List.of();
    }
    if (outcomes.binary()) {
      return Curves.calibration(outcomes.truth(), outcomes.positive());
    }
    int[] answers = outcomes.answers();
    double[] hit = new double[answers.length];
    double[] probability = new double[answers.length];
    for (int row = 0; row < answers.length; row++) {
      hit[row] = outcomes.truth()[row] == answers[row] ? 1 : 0;
      probability[row] = outcomes.probabilities()[row][answers[row]];
    }
    return Curves.calibration(hit, probability);
  }

  private static List<String> notes(List<MetricResult> metrics, String obstacle) {
    List<String> notes = new ArrayList<>();
    if (!obstacle.isEmpty()) {
      notes.add(obstacle);
    }
    MetricResult primary = metrics.getFirst();
    Double value = primary.value();
    Double baseline = primary.baseline();
    if (value != null && baseline != null && !better(primary.metric(), value, baseline)) {
      notes.add(
          ("The model's %s of %.4g is no better than %.4g, which an answer that is the same for"
                  + " every row reaches.")
              .formatted(primary.metric().written(), value, baseline));
    }
    return notes;
  }

  private static boolean better(Metric metric, double value, double other) {
    return Scale.goodness(metric, value) > Scale.goodness(metric, other);
  }
}
