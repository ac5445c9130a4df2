package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Shows the primary metric by the segments that the charter declares: each text, or the quarters of
 * a number column (each value if there are few).
 *
 * <p>A segment is weak if it is worse than the remaining rows beyond chance: the bootstrap standard
 * error of the difference is exceeded one-sidedly at 5 %, Holm-corrected over all segments.
 * Segments under {@value #MIN_ROWS} rows are shown without a value. Weak segments that nobody
 * declared are looked for by {@link WeakSegmentFinder}.
 */
public final class SegmentAssessor {
  /** A segment with fewer rows has no value. */
  public static final int MIN_ROWS = 30;

  private static final double LEVEL = 0.05;

  private SegmentAssessor() {}

  /** A segment while it is being assessed. */
  private record Part(String column, String name, int[] inside, int[] outside) {
    int rows() {
      return inside.length;
    }
  }

  /** The primary metric on some of the rows, and its standard error. */
  private record Figure(double value, double error) {
    static Figure of(Metric metric, Outcomes outcomes, long seed) {
      return new Figure(
          Metrics.value(metric, outcomes),
          new Bootstrap(outcomes.rows(), seed, List.of(Metrics.weighted(metric, outcomes)))
              .standardError(0));
    }
  }

  /** Assesses every declared segment column. */
  public static SegmentReport assess(Charter charter, Scored scored) {
    Metric metric = charter.success().primary().metric();
    Outcomes outcomes = scored.outcomes(charter.costs());
    double overall = Metrics.value(metric, outcomes);
    double baseline = Baselines.value(metric, outcomes);
    List<String> notes = new ArrayList<>();
    List<Part> parts = parts(charter, scored.rows(), notes);
    List<Part> judged = parts.stream().filter(part -> part.rows() >= MIN_ROWS).toList();
    List<Figure> inside = new ArrayList<>();
    List<Figure> outside = new ArrayList<>();
    double[] chances = new double[judged.size()];
    for (int index = 0; index < chances.length; index++) {
      Part part = judged.get(index);
      // Rows of different parts are drawn by different numbers, as they are different rows.
      inside.add(Figure.of(metric, outcomes.of(part.inside()), charter.seed()));
      outside.add(Figure.of(metric, outcomes.of(part.outside()), charter.seed() + 1));
      double difference =
          Scale.goodness(metric, inside.get(index).value())
              - Scale.goodness(metric, outside.get(index).value());
      chances[index] =
          chance(difference / Math.hypot(inside.get(index).error(), outside.get(index).error()));
    }
    boolean[] weak = Holm.rejected(chances, LEVEL);
    List<SegmentResult> results = new ArrayList<>();
    for (Part part : parts) {
      int index = judged.indexOf(part);
      if (index < 0) {
        results.add(tooSmall(part));
        continue;
      }
      double value = inside.get(index).value();
      Interval interval =
          MetricIntervals.of(List.of(metric), outcomes.of(part.inside()), charter.seed())
              .getFirst();
      results.add(
          new SegmentResult(
              part.column(),
              part.name(),
              part.rows(),
              Scale.said(value),
              interval == null ? null : interval.lower(),
              interval == null ? null : interval.upper(),
              Scale.said(Scale.drop(metric, outside.get(index).value(), value, baseline)),
              weak[index],
              unsaid(metric, outcomes.of(part.inside()))));
    }
    String obstacle = WeakSegmentFinder.obstacle(scored, outcomes);
    List<WeakSegment> found =
        obstacle.isEmpty() ? WeakSegmentFinder.find(charter, scored) : List.of();
    if (!obstacle.isEmpty()) {
      notes.add(obstacle);
    }
    return new SegmentReport(metric, Scale.said(overall), results, found, notes);
  }

  /** How likely so small a standardised difference is by chance; NaN if it cannot be said. */
  private static double chance(double standardised) {
    return Double.isNaN(standardised)
        ? Double.NaN
        : NormalDistribution.of(0, 1).cumulativeProbability(standardised);
  }

  private static String unsaid(Metric metric, Outcomes part) {
    String because = Unsaid.because(metric, part);
    return because.isEmpty() ? "" : "It cannot be said, because " + because + ".";
  }

  private static SegmentResult tooSmall(Part part) {
    return new SegmentResult(
        part.column(),
        part.name(),
        part.rows(),
        null,
        null,
        null,
        null,
        false,
        "It cannot be said, because there are only %d rows; at least %d are needed."
            .formatted(part.rows(), MIN_ROWS));
  }

  private static List<Part> parts(Charter charter, RawTable rows, List<String> notes) {
    if (charter.columns().segment().isEmpty()) {
      notes.add("The charter declares no segment columns.");
    }
    List<Part> parts = new ArrayList<>();
    for (String column : charter.columns().segment()) {
      Grouping grouping = grouping(rows, column);
      if (!grouping.fault().isEmpty()) {
        notes.add(grouping.fault());
      }
      for (int group = 0; group < grouping.names().size(); group++) {
        // A column with one value splits nothing.
        if (grouping.names().size() > 1) {
          parts.add(
              new Part(
                  column,
                  grouping.names().get(group),
                  grouping.rows(group, true),
                  grouping.rows(group, false)));
        }
      }
    }
    return parts;
  }

  private static Grouping grouping(RawTable rows, String column) {
    ProtectedAttribute plain = new ProtectedAttribute(column, Map.of(), List.of(), true);
    if (!rows.has(column) || rows.kind(column) != ColumnKind.NUMBER) {
      return Grouping.of(rows, plain);
    }
    Grouping values = Grouping.of(rows, plain);
    return values.fault().isEmpty()
        ? values
        : Grouping.ofCutPoints(rows.numbers(column), quarters(rows.numbers(column)));
  }

  private static List<Double> quarters(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    TreeSet<Double> cuts = new TreeSet<>();
    for (double share : new double[] {0.25, 0.5, 0.75}) {
      cuts.add(sorted[(int) (share * sorted.length)]);
    }
    return List.copyOf(cuts);
  }
}
