package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Permutation importance of the raw columns (Breiman 2001; Fisher, Rudin and Dominici 2019): the
 * values of one column are shuffled among the rows, {@value #REPEATS} times, and the loss in the
 * primary metric is its importance. Of columns that say the same, each looks less important than
 * both are together.
 */
public final class Explainer {
  static final int REPEATS = 5;

  /** More rows than this are sampled: importance needs no more. */
  static final int MOST_ROWS = 20_000;

  private Explainer() {}

  /** Explains the model on the scored rows, with the charter's seed. */
  public static ExplanationReport explain(Charter charter, Scored all, RowScorer scorer) {
    Metric metric = charter.success().primary().metric();
    SplittableRandom random = new SplittableRandom(charter.seed());
    Scored scored = sample(all, scorer, random);
    double base = Metrics.value(metric, scored.outcomes(charter.costs()));
    List<ExplanationReport.Importance> importances = new ArrayList<>();
    if (Double.isFinite(base)) {
      for (ColumnSchema column : ModelColumns.of(charter, scored.rows())) {
        importances.add(importance(charter, scored, scorer, base, column.name(), random.split()));
      }
    }
    importances.sort(
        Comparator.comparingDouble(ExplanationReport.Importance::drop)
            .reversed()
            .thenComparing(ExplanationReport.Importance::column));
    return new ExplanationReport(metric, Scale.said(base), scored.truth().length, importances);
  }

  private static ExplanationReport.Importance importance(
      Charter charter,
      Scored scored,
      RowScorer scorer,
      double base,
      String column,
      SplittableRandom random) {
    Metric metric = charter.success().primary().metric();
    double[] drops = new double[REPEATS];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      int[] order = shuffled(scored.truth().length, random);
      RawTable shuffled = withShuffled(scored.rows(), column, order);
      Outcomes outcomes = scored.outcomes(scorer.score(shuffled), charter.costs());
      drops[repeat] =
          Scale.goodness(metric, base) - Scale.goodness(metric, Metrics.value(metric, outcomes));
    }
    double mean = Arrays.stream(drops).average().orElse(0);
    double squares = Arrays.stream(drops).map(drop -> (drop - mean) * (drop - mean)).sum();
    return new ExplanationReport.Importance(column, mean, Math.sqrt(squares / (REPEATS - 1)));
  }

  private static RawTable withShuffled(RawTable rows, String column, int[] order) {
    return switch (rows.kind(column)) {
      case NUMBER -> {
        double[] values = rows.numbers(column);
        yield rows.withColumn(column, Arrays.stream(order).mapToDouble(i -> values[i]).toArray());
      }
      case TEXT, DATE -> {
        String[] values = rows.texts(column);
        yield rows.withColumn(
            column, Arrays.stream(order).mapToObj(i -> values[i]).toArray(String[]::new));
      }
    };
  }

  private static int[] shuffled(int rows, SplittableRandom random) {
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      int other = random.nextInt(row + 1);
      order[row] = order[other];
      order[other] = row;
    }
    return order;
  }

  private static Scored sample(Scored all, RowScorer scorer, SplittableRandom random) {
    if (all.truth().length <= MOST_ROWS) {
      return all;
    }
    int[] chosen = Arrays.copyOf(shuffled(all.truth().length, random), MOST_ROWS);
    Arrays.sort(chosen);
    RawTable rows = all.rows().select(chosen);
    double[] truth = Arrays.stream(chosen).mapToDouble(row -> all.truth()[row]).toArray();
    return new Scored(rows, truth, scorer.score(rows), all.classes(), all.threshold());
  }
}
