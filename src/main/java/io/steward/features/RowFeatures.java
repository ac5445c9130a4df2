package io.steward.features;

import io.steward.features.ColumnRecipe.RowWriter;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;

/** Applies a recipe to rows in memory, some rows at a time. */
final class RowFeatures {
  /** So few rows that their features stay in the processor's cache until all columns are done. */
  private static final int ROWS_AT_ONCE = 256;

  private RowFeatures() {}

  static double[][] of(FeatureRecipe recipe, RawTable rows) {
    double[][] x = new double[rows.rows()][recipe.featureNames().size()];
    List<RowWriter> writers = writers(recipe, rows, x);
    for (int from = 0; from < x.length; from += ROWS_AT_ONCE) {
      int to = Math.min(x.length, from + ROWS_AT_ONCE);
      for (RowWriter writer : writers) {
        writer.write(from, to);
      }
    }
    return x;
  }

  private static List<RowWriter> writers(FeatureRecipe recipe, RawTable rows, double[][] x) {
    int[] places = recipe.places();
    List<String> used = recipe.usedColumns().stream().map(ColumnRecipe::column).toList();
    List<RowWriter> writers = new ArrayList<>();
    int feature = 0;
    for (ColumnRecipe column : recipe.columns()) {
      if (used.contains(column.column())) {
        writers.add(column.writer(rows, new ColumnRecipe.Places(x, places, feature)));
      }
      feature += column.featureNames().size();
    }
    for (Interaction interaction : recipe.interactions()) {
      int place = places[feature++];
      if (place >= 0) {
        writers.add(product(recipe, interaction, rows, x, place));
      }
    }
    return writers;
  }

  private static RowWriter product(
      FeatureRecipe recipe, Interaction interaction, RawTable rows, double[][] x, int place) {
    NumberRecipe left = recipe.number(interaction.left());
    NumberRecipe right = recipe.number(interaction.right());
    double[] leftValues = rows.numbers(left.column());
    double[] rightValues = rows.numbers(right.column());
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        x[row][place] = left.steps().apply(leftValues[row]) * right.steps().apply(rightValues[row]);
      }
    };
  }
}
