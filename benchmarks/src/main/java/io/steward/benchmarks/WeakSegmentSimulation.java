package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentAssessor;
import io.steward.evaluation.SegmentCondition;
import io.steward.evaluation.WeakSegment;
import io.steward.schema.RawTable;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Many worlds with a planted weak segment, and many without one: what does the search find? */
final class WeakSegmentSimulation {
  /** The truth about a segment is that of so many rows. */
  private static final int TRUTH_ROWS = 200_000;

  private final Charter charter;
  private final Scored many = EvaluationWorld.binary(TRUTH_ROWS, 3, true);

  WeakSegmentSimulation() {
    Charter all = EvaluationWorld.charter("binary", Metric.AUC);
    // Declared segments are another matter.
    charter =
        all.withColumns(
            new Charter.Columns(
                List.of(), List.of(), all.columns().protectedAttributes(), List.of()));
  }

  /**
   * What came of some worlds.
   *
   * @param found share of the worlds in which the planted segment was found
   * @param raised share of clean worlds in which any segment was raised
   * @param held share of the segments found whose interval holds the true difference of errors
   */
  record Outcome(double found, double raised, double held) {}

  /** Searches in so many worlds of either kind. */
  Outcome simulate(int rows, int worlds) {
    List<List<WeakSegment>> planted = search(rows, worlds, 5_000, true);
    List<List<WeakSegment>> clean = search(rows, worlds, 9_000, false);
    List<WeakSegment> all = planted.stream().flatMap(List::stream).toList();
    return new Outcome(
        share(planted, found -> found.stream().anyMatch(WeakSegmentSimulation::isPlanted)),
        share(clean, found -> !found.isEmpty()),
        share(all, this::holdsTruth));
  }

  private List<List<WeakSegment>> search(int rows, int worlds, int seed, boolean planted) {
    return IntStream.range(0, worlds)
        .parallel()
        .mapToObj(
            world ->
                SegmentAssessor.assess(charter, EvaluationWorld.binary(rows, seed + world, planted))
                    .found())
        .toList();
  }

  private static <T> double share(List<T> of, Predicate<T> which) {
    return of.stream().filter(which).count() / (double) of.size();
  }

  /** Named by both of its columns, and not much larger than it is. */
  private static boolean isPlanted(WeakSegment segment) {
    return segment.segment().contains("text_0 = a")
        && segment.segment().contains("number_0 <")
        && segment.share() < 0.06;
  }

  private boolean holdsTruth(WeakSegment segment) {
    RawTable rows = many.rows();
    double[] positive = many.predictions().positive();
    double[] sums = new double[2];
    double[] counts = new double[2];
    for (int row = 0; row < positive.length; row++) {
      int of = row;
      int side = segment.conditions().stream().allMatch(c -> holds(c, rows, of)) ? 1 : 0;
      double given = positive[row];
      double chance = EvaluationWorld.isPlanted(rows, row) ? 0.5 : given;
      double loss = chance * (1 - given) * (1 - given) + (1 - chance) * given * given;
      counts[side]++;
      sums[side] +=
          segment.kind() == WeakSegment.Kind.LARGER_ERRORS
              ? loss - given * (1 - given)
              : chance - given;
    }
    double truth = sums[1] / counts[1] - sums[0] / counts[0];
    return segment.interval().lower() <= truth && truth <= segment.interval().upper();
  }

  private static boolean holds(SegmentCondition condition, RawTable rows, int row) {
    String column = condition.column();
    return switch (condition.kind()) {
      case BELOW -> rows.numbers(column)[row] < number(condition);
      case AT_LEAST -> rows.numbers(column)[row] >= number(condition);
      case IS -> rows.texts(column)[row].equals(condition.text());
      case IS_NOT -> !rows.texts(column)[row].equals(condition.text());
      // Nothing is missing in this world.
      case MISSING -> false;
      case PRESENT -> true;
    };
  }

  private static double number(SegmentCondition condition) {
    Double number = condition.number();
    return number == null ? Double.NaN : number;
  }
}
