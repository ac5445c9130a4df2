package io.steward.training;

import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.RawCells;
import io.steward.features.RecipeApplier;
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
    for (FeatureRecipe.Used used : recipe.used()) {
      Object[] cells =
          Arrays.stream(features)
              .map(row -> RawCells.of(used.column(), own(row, used.places())))
              .toArray();
      columns.add(
          used.column() instanceof NumberRecipe
              ? Arrays.stream(cells).mapToDouble(cell -> (Double) cell).toArray()
              : Arrays.stream(cells).map(cell -> (String) cell).toArray(String[]::new));
    }
  }

  /** How many raw columns there are. */
  int columns() {
    return columns.size();
  }

  /** Makes a cell missing, if {@code missing}, or else something that was not in training. */
  void disturb(int row, int column, boolean missing) {
    switch (columns.get(column)) {
      case double[] numbers -> numbers[row] = missing ? Double.NaN : 50 * numbers[row] + 1;
      case String[] texts ->
          texts[row] = missing ? "" : RawCells.unseen(recipe.usedColumns().get(column));
      default -> throw new IllegalStateException("A column is numbers or texts.");
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

  /** All features of a column; 0 where the selection left one out. */
  private static double[] own(double[] row, int[] places) {
    return Arrays.stream(places).mapToDouble(place -> place < 0 ? 0 : row[place]).toArray();
  }
}
