package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.ExplanationReport.Importance;
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
final class PermutationImportance {
  static final int REPEATS = 5;

  private PermutationImportance() {}

  /**
   * The importance of each column that the model reads, the most important first; none where the
   * metric cannot be said.
   *
   * @param base the metric on the untouched rows
   */
  static List<Importance> of(
      Charter charter, Scored scored, AskedModel model, double base, SplittableRandom random) {
    List<Importance> importances = new ArrayList<>();
    if (Double.isFinite(base)) {
      RawTable table = model.narrowed(scored.rows());
      for (ColumnSchema column : table.columns()) {
        importances.add(of(charter, scored, table, model, base, column.name(), random.split()));
      }
    }
    importances.sort(
        Comparator.comparingDouble(Importance::drop).reversed().thenComparing(Importance::column));
    return importances;
  }

  private static Importance of(
      Charter charter,
      Scored scored,
      RawTable table,
      AskedModel model,
      double base,
      String column,
      SplittableRandom random) {
    Metric metric = charter.success().primary().metric();
    double[] drops = new double[REPEATS];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      int[] order = RowSample.shuffled(scored.truth().length, random);
      Outcomes outcomes =
          scored.outcomes(model.score(withShuffled(table, column, order)), charter.costs());
      drops[repeat] =
          Scale.goodness(metric, base) - Scale.goodness(metric, Metrics.value(metric, outcomes));
    }
    double mean = Arrays.stream(drops).average().orElse(0);
    double squares = Arrays.stream(drops).map(drop -> (drop - mean) * (drop - mean)).sum();
    return new Importance(column, mean, Math.sqrt(squares / (REPEATS - 1)));
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
}
