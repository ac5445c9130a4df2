package io.steward.evaluation;

import io.steward.evaluation.ShapSummary.ColumnShap;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes the summary of Shapley values over many rows. */
final class ShapSummaries {
  /** Answers that a summary may cost; more columns mean fewer rows. */
  static final int MOST_ANSWERS = 300_000;

  private static final int MOST_ROWS = 500;
  private static final int LEAST_ROWS = 30;
  private static final int MOST_POINTS = 100;

  /** Rows that stand for what is usual. */
  static final int BACKGROUND = 50;

  private ShapSummaries() {}

  /**
   * Explains a sample of the rows against training rows.
   *
   * @param sample training rows, at least one
   */
  static ShapSummary of(Scored all, AskedModel model, RawTable sample, SplittableRandom random) {
    RawTable background = RowSample.of(sample, BACKGROUND, random);
    Shapley shapley = new Shapley(model, background, 1);
    int columns = shapley.columns().size();
    int affordable = MOST_ANSWERS / Math.max(1, 2 * columns * background.rows());
    Scored scored = RowSample.of(all, Math.clamp(affordable, LEAST_ROWS, MOST_ROWS), random);
    int rows = scored.truth().length;
    RawTable table = model.narrowed(scored.rows());
    int[] answers = answers(scored);
    long[] seeds = IntStream.range(0, rows).mapToLong(_ -> random.nextLong()).toArray();
    List<Shapley.Contributions> contributions =
        IntStream.range(0, rows)
            .parallel()
            .mapToObj(row -> shapley.explain(table, row, new Answer(answers[row]), seeds[row]))
            .toList();
    List<ColumnShap> summaries = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int of = column;
      double[] values = contributions.stream().mapToDouble(row -> row.values()[of]).toArray();
      summaries.add(
          new ColumnShap(
              shapley.columns().get(column).name(),
              Arrays.stream(values).map(Math::abs).average().orElse(0),
              points(places(table, shapley.columns().get(column).name()), values)));
    }
    summaries.sort(
        Comparator.comparingDouble(ColumnShap::meanAbsolute)
            .reversed()
            .thenComparing(ColumnShap::column));
    return new ShapSummary(
        explained(scored.classes()),
        rows,
        background.rows(),
        contributions.stream().mapToDouble(Shapley.Contributions::base).average().orElse(0),
        summaries);
  }

  /** The class whose probability is explained, by row: the positive one, or the answered one. */
  private static int[] answers(Scored scored) {
    int rows = scored.truth().length;
    int[] answers = new int[rows];
    for (int row = 0; row < rows; row++) {
      answers[row] =
          switch (scored.classes().size()) {
            case 0 -> -1;
            case 2 -> 1;
            default -> scored.classes().indexOf(scored.predictions().labels()[row]);
          };
    }
    return answers;
  }

  private static String explained(List<String> classes) {
    return switch (classes.size()) {
      case 0 -> "the value";
      case 2 -> "the probability of '" + classes.get(1) + "'";
      default -> "the probability of the class that is answered";
    };
  }

  /** Sorted by place, so that points of different columns cannot be joined to rows. */
  private static List<Point> points(double[] places, double[] values) {
    int step = Math.max(1, (values.length + MOST_POINTS - 1) / MOST_POINTS);
    return IntStream.range(0, values.length)
        .filter(row -> row % step == 0)
        .mapToObj(row -> new Point(places[row], values[row]))
        .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
        .toList();
  }

  private static double[] places(RawTable table, String column) {
    double[] places = new double[table.rows()];
    Arrays.fill(places, -1);
    if (table.kind(column) == ColumnKind.NUMBER) {
      double[] values = table.numbers(column);
      double[] sorted = Arrays.stream(Disturbances.there(values)).sorted().toArray();
      for (int row = 0; row < places.length; row++) {
        if (!Double.isNaN(values[row])) {
          places[row] = Ranks.of(sorted, values[row]);
        }
      }
    }
    return places;
  }
}
