package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.metrics.Counts;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures single groups. Shares have Wilson's interval, means Student's, absolute errors and the
 * primary metric those of {@link MetricIntervals}.
 */
final class GroupFigures {
  /** With fewer rows the calibration error is mostly chance. */
  static final int MIN_CALIBRATION_ROWS = 100;

  private final Charter charter;
  private final Outcomes all;

  GroupFigures(Charter charter, Outcomes all) {
    this.charter = charter;
    this.all = all;
  }

  /** Measures a group of rows, which may be none. */
  GroupFairness of(String name, int[] rows) {
    Outcomes group = all.of(rows);
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    boolean binary = charter.task() == Task.BINARY && rows.length > 0;
    Counts counts =
        binary ? Counts.of(group.truth(), group.answers(), 1, ones) : new Counts(0, 0, 0, 0);
    String obstacle = obstacle(group);
    List<GroupFigure> figures =
        GroupMeasure.of(charter.task()).stream()
            .map(
                measure ->
                    obstacle.isEmpty()
                        ? figure(measure, group, counts)
                        : GroupFigure.unsaid(measure, obstacle))
            .toList();
    String note =
        figures.stream()
            .filter(figure -> figure.value() == null)
            .map(GroupFigure::note)
            .distinct()
            .collect(Collectors.joining("; "));
    return new GroupFairness(name, rows.length, (long) counts.positives(), figures, note);
  }

  /** Why nothing can be said about a group; empty if something can. */
  private String obstacle(Outcomes group) {
    if (group.rows() < FairnessAssessor.MIN_ROWS) {
      return few(group.rows(), FairnessAssessor.MIN_ROWS, "rows");
    }
    long unanswered = group.unanswered();
    return unanswered == 0
        ? ""
        : "%d rows for which the model gives no number".formatted(unanswered);
  }

  private GroupFigure figure(GroupMeasure measure, Outcomes group, Counts counts) {
    double alarms = counts.truePositives() + counts.falsePositives();
    return switch (measure) {
      case SELECTION_RATE -> share(measure, alarms, counts.rows(), "rows");
      case TRUE_POSITIVE_RATE ->
          share(measure, counts.truePositives(), counts.positives(), "positive rows");
      case FALSE_POSITIVE_RATE ->
          share(measure, counts.falsePositives(), counts.negatives(), "negative rows");
      case PRECISION -> share(measure, counts.truePositives(), alarms, "positive answers");
      case CALIBRATION -> {
        double[] positive = group.positive();
        yield mean(measure, group.rows(), row -> positive[row] - group.truth()[row]);
      }
      case CALIBRATION_ERROR -> calibrationError(group);
      case MEAN_ERROR ->
          mean(measure, group.rows(), row -> group.values()[row] - group.truth()[row]);
      // Absolute errors are never below 0 and skewed: Student's interval is too short for them.
      case MEAN_ABSOLUTE_ERROR -> metric(measure, Metric.MAE, group);
      case PRIMARY -> metric(measure, charter.success().primary().metric(), group);
    };
  }

  private static GroupFigure share(GroupMeasure measure, double hits, double of, String what) {
    return of < FairnessAssessor.MIN_CLASS_ROWS
        ? GroupFigure.unsaid(measure, few(of, FairnessAssessor.MIN_CLASS_ROWS, what))
        : new GroupFigure(measure, hits / of, Intervals.share(hits, of), "");
  }

  private static GroupFigure mean(GroupMeasure measure, int rows, IntToDoubleFunction term) {
    double[] terms = IntStream.range(0, rows).mapToDouble(term).toArray();
    return new GroupFigure(measure, Intervals.mean(terms, Double.NaN), Intervals.mean(terms), "");
  }

  private static GroupFigure calibrationError(Outcomes group) {
    GroupMeasure measure = GroupMeasure.CALIBRATION_ERROR;
    if (group.rows() < MIN_CALIBRATION_ROWS) {
      return GroupFigure.unsaid(
          measure, few(group.rows(), MIN_CALIBRATION_ROWS, "rows for a calibration error"));
    }
    double error = Curves.calibrationError(Curves.calibration(group.truth(), group.positive()));
    return new GroupFigure(
        measure, error, null, "no interval, because chance can only make this error larger");
  }

  private GroupFigure metric(GroupMeasure measure, Metric metric, Outcomes group) {
    double value = Metrics.value(metric, group);
    @Nullable Interval interval =
        MetricIntervals.of(List.of(metric), group, charter.seed()).getFirst();
    return Double.isFinite(value)
        ? new GroupFigure(measure, value, interval, "")
        : GroupFigure.unsaid(
            measure,
            "no %s, because %s".formatted(metric.written(), Unsaid.because(metric, group)));
  }

  private static String few(double rows, int least, String what) {
    return rows == 0
        ? "no " + what
        : "only %d %s, at least %d are needed".formatted((long) rows, what, least);
  }

  /** The indices of each group's rows. */
  static List<int[]> rows(Grouping grouping) {
    return IntStream.range(0, grouping.names().size())
        .mapToObj(group -> grouping.rows(group, true))
        .toList();
  }
}
