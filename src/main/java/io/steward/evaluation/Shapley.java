package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shapley values of raw columns (Lundberg and Lee 2017, interventional: what is not known of a row
 * is taken from background rows). Estimated by walking from each background row to the explained
 * row, one column after the other, in a random order and back in the reverse one (antithetic
 * permutation sampling; Mitchell, Cooper, Frank and Holmes 2022). Each walk tells the whole way, so
 * the contributions sum exactly to the answer minus the mean answer for the background; and an
 * order with its reverse is exact wherever no more than two columns act together.
 *
 * <p>Safe for use by many threads; equal seeds give equal values.
 */
final class Shapley {
  /** Hybrids scored at once: bounds memory. */
  private static final int BATCH = 8192;

  private final AskedModel model;
  private final RawTable background;
  private final List<ColumnSchema> columns;
  private final Predictions backgroundAnswers;
  private final int pairs;

  /**
   * Explains against this background.
   *
   * @param background rows of all columns that the model reads, at least one
   * @param pairs how many orders are walked, each with its reverse, from each background row
   */
  Shapley(AskedModel model, RawTable background, int pairs) {
    this.model = model;
    this.background = model.narrowed(background);
    this.columns = this.background.columns();
    this.backgroundAnswers = model.score(this.background);
    this.pairs = pairs;
  }

  /**
   * The contributions to one answer.
   *
   * @param base the mean answer for the background
   * @param values one a column of {@link #columns}; their sum is the answer minus the base
   */
  record Contributions(double base, double[] values) {}

  /** The columns that contribute, in the order of the values. */
  List<ColumnSchema> columns() {
    return columns;
  }

  /** Explains one row of a table. */
  Contributions explain(RawTable rows, int row, Answer answer, long seed) {
    RawTable one = model.narrowed(rows).select(new int[] {row});
    double[] base = answer.in(backgroundAnswers);
    double own = answer.in(model.scorer().score(one))[0];
    Walks walks = new Walks(one, answer, own, base);
    SplittableRandom random = new SplittableRandom(seed);
    for (int from = 0; from < background.rows(); from++) {
      int[] differing = differing(one, from);
      for (int pair = 0; pair < pairs; pair++) {
        int[] order = RowSample.shuffled(differing.length, random);
        int[] forth = new int[order.length];
        int[] back = new int[order.length];
        for (int place = 0; place < order.length; place++) {
          forth[place] = differing[order[place]];
          back[order.length - 1 - place] = differing[order[place]];
        }
        walks.walk(from, forth);
        walks.walk(from, back);
      }
    }
    walks.finish();
    double sum = 0;
    for (double answered : base) {
      sum += answered;
    }
    double[] values = walks.contributions;
    for (int column = 0; column < values.length; column++) {
      values[column] /= 2.0 * pairs * background.rows();
    }
    return new Contributions(sum / base.length, values);
  }

  /** The columns in which a background row differs; the others contribute nothing from there. */
  private int[] differing(RawTable one, int from) {
    List<Integer> differing = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      String name = columns.get(column).name();
      boolean same =
          columns.get(column).kind() == ColumnKind.NUMBER
              ? Double.compare(one.numbers(name)[0], background.numbers(name)[from]) == 0
              : one.texts(name)[0].equals(background.texts(name)[from]);
      if (!same) {
        differing.add(column);
      }
    }
    return differing.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Gathers the steps of many walks, scores them together and books what each column did. */
  private final class Walks {
    private final double[] contributions = new double[columns.size()];
    private final double own;
    private final double[] base;
    private final Answer answer;
    private final HybridRows hybrids;
    private final List<int[]> orders = new ArrayList<>();
    private final List<Integer> origins = new ArrayList<>();

    Walks(RawTable one, Answer answer, double own, double[] base) {
      this.own = own;
      this.base = base;
      this.answer = answer;
      this.hybrids = new HybridRows(one, background, columns, BATCH);
    }

    void walk(int from, int[] order) {
      if (order.length == 0) {
        return;
      }
      if (order.length - 1 > hybrids.free()) {
        finish();
      }
      hybrids.walk(from, order);
      orders.add(order);
      origins.add(from);
    }

    void finish() {
      double[] answers =
          hybrids.isEmpty() ? new double[0] : answer.in(model.scorer().score(hybrids.table()));
      int next = 0;
      for (int walk = 0; walk < orders.size(); walk++) {
        int[] order = orders.get(walk);
        double before = base[origins.get(walk)];
        for (int place = 0; place < order.length; place++) {
          double after = place == order.length - 1 ? own : answers[next++];
          contributions[order[place]] += after - before;
          before = after;
        }
      }
      orders.clear();
      origins.clear();
      hybrids.clear();
    }
  }
}
