package io.steward.features;

import io.steward.artifact.ArtifactStore;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.DataException;
import io.steward.data.Dialect;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Targets;
import io.steward.data.TrainingPart;
import io.steward.data.Workspace;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies a recipe: to the training rows as one SQL projection, to rows in memory in plain Java.
 * Both give the same features to within 1e-12, and so does the graph of a bundle.
 */
public final class RecipeApplier {
  private static final String TARGET = "target";
  private static final int COLUMNS_A_READ = 16;

  private final ArtifactStore store;
  private final DataEngine engine;

  /** An applier to Parquet blobs of this store. */
  public RecipeApplier(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /** The features, outcomes and folds of the training part of a split. */
  public FeatureMatrix matrix(Charter charter, FeatureRecipe recipe, Split split) {
    return matrix(charter, recipe, split.trainingPart());
  }

  /**
   * The features, outcomes and folds of these rows, in the order of the source.
   *
   * @throws DataException if a row's target is no known class
   */
  public FeatureMatrix matrix(Charter charter, FeatureRecipe recipe, TrainingPart part) {
    try (Workspace workspace = new Workspace(store, engine)) {
      URI rows = workspace.fetch(part.parquet());
      String target = charter.target().column();
      ColumnSchema targetColumn =
          engine.describe(rows).stream()
              .filter(column -> column.name().equals(target))
              .findFirst()
              .orElseThrow(() -> unknown("The training rows have no column '" + target + "'."));
      URI features = workspace.uri("features.parquet");
      engine.materialise(projection(recipe, engine.relation(rows), target), features);
      return matrix(recipe, part, features, targetColumn.kind());
    }
  }

  /**
   * The features of rows in memory, one array a row.
   *
   * @param rows must have the recipe's columns in their kinds; others are not looked at
   * @throws IllegalArgumentException if a column is missing or of another kind
   */
  public static double[][] apply(FeatureRecipe recipe, RawTable rows) {
    double[][] x = new double[rows.rows()][recipe.featureNames().size()];
    int feature = 0;
    for (ColumnRecipe column : recipe.columns()) {
      switch (column) {
        case NumberRecipe number -> apply(number, rows.numbers(number.column()), x, feature);
        case TextRecipe text -> apply(text, rows.texts(text.column()), x, feature);
      }
      feature += column.featureNames().size();
    }
    return x;
  }

  private static void apply(NumberRecipe number, double[] values, double[][] x, int feature) {
    for (int row = 0; row < values.length; row++) {
      x[row][feature] = number.value(values[row]);
      if (number.indicator()) {
        x[row][feature + 1] = Double.isNaN(values[row]) ? 1 : 0;
      }
    }
  }

  private static void apply(TextRecipe text, String[] values, double[][] x, int feature) {
    for (int row = 0; row < values.length; row++) {
      int level = text.levels().indexOf(values[row]);
      if (level >= 0) {
        x[row][feature + level] = 1;
      }
    }
  }

  private String projection(FeatureRecipe recipe, String table, String target) {
    Dialect sql = engine.dialect();
    List<String> select = new ArrayList<>();
    List<String> features = RecipeSql.features(sql, recipe);
    for (int i = 0; i < features.size(); i++) {
      select.add(features.get(i) + " AS f" + i);
    }
    select.add(sql.name(target) + " AS " + TARGET);
    select.add(Split.FOLD);
    return "SELECT " + String.join(", ", select) + " FROM " + table + " ORDER BY " + Snapshot.ROW;
  }

  private FeatureMatrix matrix(
      FeatureRecipe recipe, TrainingPart part, URI features, ColumnKind targetKind) {
    int count = recipe.featureNames().size();
    double[][] x = new double[Math.toIntExact(part.rows())][count];
    // Some columns at a time, so that the features are not held twice.
    for (int start = 0; start < count; start += COLUMNS_A_READ) {
      List<ColumnSchema> columns = new ArrayList<>();
      for (int i = start; i < Math.min(count, start + COLUMNS_A_READ); i++) {
        columns.add(new ColumnSchema("f" + i, ColumnKind.NUMBER));
      }
      RawTable some = engine.read(features, columns);
      for (int i = start; i < start + columns.size(); i++) {
        double[] values = some.numbers("f" + i);
        for (int row = 0; row < x.length; row++) {
          x[row][i] = values[row];
        }
      }
    }
    RawTable table =
        engine.read(
            features,
            List.of(
                new ColumnSchema(TARGET, targetKind),
                new ColumnSchema(Split.FOLD, ColumnKind.NUMBER)));
    double[] y = Targets.truth(table, TARGET, part.classes());
    for (int row = 0; row < y.length; row++) {
      if (Double.isNaN(y[row])) {
        throw unknown(
            "Training row "
                + row
                + " has a target that is none of the classes "
                + part.classes()
                + ".");
      }
    }
    double[] foldNumbers = table.numbers(Split.FOLD);
    int[] folds = new int[foldNumbers.length];
    for (int row = 0; row < folds.length; row++) {
      folds[row] = (int) foldNumbers[row];
    }
    return new FeatureMatrix(x, y, folds, recipe.featureNames());
  }

  private static DataException unknown(String message) {
    return new DataException(
        "training-part", message + " Split the data again with this charter.", null);
  }
}
