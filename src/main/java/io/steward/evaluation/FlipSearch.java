package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.evaluation.FlipReport.ColumnFlips;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tries on each row every single change of one value to another one that occurs in that column: the
 * adversary who may lie in one answer. Numbers take small steps of {@value #SMALL_STEP} standard
 * deviations and quantiles of the column; texts take its most frequent levels.
 */
final class FlipSearch {
  static final double SMALL_STEP = 0.25;

  /** More rows than this are sampled. */
  static final int MOST_ROWS = 1000;

  private static final int MOST_LEVELS = 8;
  private static final double[] QUANTILES = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99};

  private final Scored scored;
  private final AskedModel model;
  private final double usualError;
  private final double[][] worstProbabilities;
  private final double[] worstValues;

  private FlipSearch(Scored scored, AskedModel model) {
    this.scored = scored;
    this.model = model;
    this.worstProbabilities = scored.predictions().probabilities().clone();
    this.worstValues = scored.predictions().values().clone();
    this.usualError = usualError(scored);
  }

  /**
   * What was found.
   *
   * @param scored the rows that were tried
   * @param worst the answers when each row gets the change that its truth likes least
   */
  record Found(FlipReport report, Scored scored, Predictions worst) {}

  /** Searches on a sample of these rows. */
  static Found search(Scored all, AskedModel model, SplittableRandom random) {
    return new FlipSearch(RowSample.of(all, MOST_ROWS, random), model).search();
  }

  private Found search() {
    int rows = scored.truth().length;
    RawTable table = model.narrowed(scored.rows());
    boolean[] any = new boolean[rows];
    boolean[] anySmall = new boolean[rows];
    List<ColumnFlips> columns = new ArrayList<>();
    for (ColumnSchema column : table.columns()) {
      boolean number = column.kind() == ColumnKind.NUMBER;
      boolean[] small = new boolean[rows];
      boolean[] turned = new boolean[rows];
      if (number) {
        turns(table, column.name(), steps(table.numbers(column.name())), small);
        turns(table, column.name(), quantiles(table.numbers(column.name())), turned);
        or(turned, small);
      } else {
        turns(table, column.name(), levels(table.texts(column.name())), turned);
      }
      or(any, turned);
      or(anySmall, small);
      columns.add(new ColumnFlips(column.name(), share(turned), number ? share(small) : null));
    }
    columns.sort(
        Comparator.comparingDouble(ColumnFlips::share)
            .reversed()
            .thenComparing(ColumnFlips::column));
    FlipReport report =
        rows == 0 || columns.isEmpty() || Double.isNaN(usualError)
            ? new FlipReport(
                rows, null, null, List.of(), "It cannot be said, because there is nothing to try.")
            : new FlipReport(rows, share(any), share(anySmall), columns, turn());
    return new Found(
        report, scored, new Predictions(new String[0], worstProbabilities, worstValues));
  }

  private String turn() {
    return scored.classes().isEmpty()
        ? "A row turns if its value moves by more than %.4g, the median error."
            .formatted(usualError)
        : "A row turns if its label changes.";
  }

  /** Marks the rows that one of the values turns; each candidate is one value a row. */
  private void turns(RawTable table, String column, List<Object> candidates, boolean[] turned) {
    if (candidates.isEmpty() || turned.length == 0) {
      return;
    }
    int rows = turned.length;
    int[] repeated = IntStream.range(0, rows * candidates.size()).map(i -> i % rows).toArray();
    Predictions answers =
        model.score(table.select(repeated).withColumn(column, joined(candidates, rows)));
    for (int asked = 0; asked < repeated.length; asked++) {
      int row = repeated[asked];
      if (scored.classes().isEmpty()) {
        double value = answers.values()[asked];
        turned[row] |= Math.abs(value - scored.predictions().values()[row]) > usualError;
        if (Math.abs(value - scored.truth()[row])
            > Math.abs(worstValues[row] - scored.truth()[row])) {
          worstValues[row] = value;
        }
      } else {
        turned[row] |= !answers.labels()[asked].equals(scored.predictions().labels()[row]);
        int truth = (int) scored.truth()[row];
        double[] probabilities = answers.probabilities()[asked];
        if (probabilities[truth] < worstProbabilities[row][truth]) {
          worstProbabilities[row] = probabilities;
        }
      }
    }
  }

  private static Object joined(List<Object> candidates, int rows) {
    if (candidates.getFirst() instanceof double[]) {
      double[] joined = new double[rows * candidates.size()];
      for (int i = 0; i < candidates.size(); i++) {
        System.arraycopy((double[]) candidates.get(i), 0, joined, i * rows, rows);
      }
      return joined;
    }
    String[] joined = new String[rows * candidates.size()];
    for (int i = 0; i < candidates.size(); i++) {
      System.arraycopy((String[]) candidates.get(i), 0, joined, i * rows, rows);
    }
    return joined;
  }

  /** A small step up and down, within the column's range; whole numbers stay whole. */
  private static List<Object> steps(double[] values) {
    double[] there = Disturbances.there(values);
    double step = SMALL_STEP * Disturbances.deviation(values);
    if (!(step > 0)) {
      return List.of();
    }
    double least = Arrays.stream(there).min().orElseThrow();
    double most = Arrays.stream(there).max().orElseThrow();
    boolean whole = Arrays.stream(there).allMatch(value -> value == Math.rint(value));
    double by = whole ? Math.max(1, Math.floor(step)) : step;
    return List.of(
        Arrays.stream(values).map(value -> Math.min(most, value + by)).toArray(),
        Arrays.stream(values).map(value -> Math.max(least, value - by)).toArray());
  }

  private static List<Object> quantiles(double[] values) {
    double[] sorted = Arrays.stream(Disturbances.there(values)).sorted().toArray();
    return sorted.length == 0
        ? List.of()
        : Arrays.stream(QUANTILES)
            .map(share -> sorted[(int) (share * (sorted.length - 1))])
            .distinct()
            .mapToObj(value -> (Object) filled(value, values.length))
            .toList();
  }

  private static double[] filled(double value, int rows) {
    double[] filled = new double[rows];
    Arrays.fill(filled, value);
    return filled;
  }

  private static List<Object> levels(String[] values) {
    return Levels.mostFrequent(values, MOST_LEVELS).stream()
        .map(
            level -> {
              String[] filled = new String[values.length];
              Arrays.fill(filled, level);
              return (Object) filled;
            })
        .toList();
  }

  private static void or(boolean[] into, boolean[] other) {
    for (int row = 0; row < into.length; row++) {
      into[row] |= other[row];
    }
  }

  private static double share(boolean[] turned) {
    return IntStream.range(0, turned.length).filter(row -> turned[row]).count()
        / (double) turned.length;
  }

  /** The median absolute error of a regression; 0 for classes, NaN where there is no row. */
  private static double usualError(Scored scored) {
    if (!scored.classes().isEmpty()) {
      return 0;
    }
    double[] errors =
        IntStream.range(0, scored.truth().length)
            .mapToDouble(row -> Math.abs(scored.truth()[row] - scored.predictions().values()[row]))
            .sorted()
            .toArray();
    return errors.length == 0 ? Double.NaN : Quantiles.of(errors, 0.5);
  }
}
