package io.steward.training;

import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.TextRecipe;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Raw rows that a recipe turns into given features. The matrix that candidates learn from has no
 * raw columns, but the exported graph reads them; so rows are turned back. Turning back rounds, so
 * the features of the raw rows are computed anew and used for both sides of a comparison.
 */
final class RecipeRows {
  private final FeatureRecipe recipe;
  private final List<Object> columns = new ArrayList<>();

  /** Raw rows for these features. */
  RecipeRows(FeatureRecipe recipe, double[][] features) {
    this.recipe = recipe;
    int at = 0;
    for (ColumnRecipe column : recipe.columns()) {
      int start = at;
      switch (column) {
        case NumberRecipe number ->
            columns.add(
                Arrays.stream(features).mapToDouble(row -> raw(number, row, start)).toArray());
        case TextRecipe text ->
            columns.add(
                Arrays.stream(features).map(row -> raw(text, row, start)).toArray(String[]::new));
      }
      at += column.featureNames().size();
    }
  }

  /** How many raw columns there are. */
  int columns() {
    return columns.size();
  }

  /** Makes a cell missing, if {@code missing}, or else something that was not in training. */
  void disturb(int row, int column, boolean missing) {
    switch (recipe.columns().get(column)) {
      case NumberRecipe number ->
          ((double[]) columns.get(column))[row] =
              missing ? Double.NaN : number.mean() + 50 * number.scale();
      case TextRecipe text ->
          ((String[]) columns.get(column))[row] = missing ? "" : unseen(text.levels());
    }
  }

  /** The raw rows. */
  RawTable table() {
    return new RawTable(recipe.inputs(), columns);
  }

  /** The features of the raw rows, as the recipe makes them. */
  double[][] features() {
    return RecipeApplier.apply(recipe, table());
  }

  private static double raw(NumberRecipe number, double[] row, int at) {
    if (number.indicator() && row[at + 1] == 1) {
      return Double.NaN;
    }
    double value = row[at] * number.scale() + number.mean();
    return number.log() ? Math.expm1(value) : value;
  }

  private static String raw(TextRecipe text, double[] row, int at) {
    for (int level = 0; level < text.levels().size(); level++) {
      if (row[at + level] == 1) {
        return text.levels().get(level);
      }
    }
    return unseen(text.levels());
  }

  private static String unseen(List<String> levels) {
    String unseen = "never seen";
    while (levels.contains(unseen)) {
      unseen += "!";
    }
    return unseen;
  }
}
