package io.steward.features;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.DataException;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Targets;
import io.steward.data.TrainingPart;
import io.steward.data.Workspace;
import io.steward.features.FittedViews.TargetFeature;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Applies a recipe: to Parquet as one SQL projection, to rows in memory in plain Java. Both give
 * the same features to within 1e-12, and so does the graph of a bundle.
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
   * The features, outcomes and folds of these rows, in the order of the source, with what each
   * round of cross-validation may see of them.
   *
   * @throws DataException if a row's target is no known class
   */
  public FeatureMatrix matrix(Charter charter, FeatureRecipe recipe, TrainingPart part) {
    Rows rows = rows(charter, recipe.unselected(), part);
    boolean plain = rows.views.isPlain();
    int[] kept = recipe.kept().stream().mapToInt(Integer::intValue).toArray();
    double[][] x = rows.views.outOfFold();
    if (kept.length < rows.names.size()) {
      x = rows.views.restricted(x, kept).x();
    }
    return plain
        ? new FeatureMatrix(x, rows.y, rows.folds, recipe.featureNames())
        : new FeatureMatrix(x, rows.y, rows.folds, recipe.featureNames(), rows.views);
  }

  /** What the charter's selection keeps of a recipe without one. */
  FeatureSelector.Result select(Charter charter, FeatureRecipe recipe, TrainingPart part) {
    return rows(charter, recipe, part).views.select();
  }

  /**
   * The features of rows in memory, one array a row.
   *
   * @param rows must have the recipe's columns in their kinds; others are not looked at
   * @throws IllegalArgumentException if a column is missing or of another kind
   */
  public static double[][] apply(FeatureRecipe recipe, RawTable rows) {
    return RowFeatures.of(recipe, rows);
  }

  /**
   * Applies the recipe to a Parquet blob, on disk from end to end, so that it may be larger than
   * memory.
   *
   * @param rows a blob with the recipe's columns and {@code steward_row}
   * @return the digest of a Parquet blob with the features {@code f0, f1, …} in the order of the
   *     rows. Features that were made with the target have the numbers that new rows get
   */
  public Digest transform(FeatureRecipe recipe, Digest rows) {
    try (Workspace workspace = new Workspace(store, engine)) {
      RecipeSql sql =
          RecipeSql.of(engine.dialect(), recipe, engine.relation(workspace.fetch(rows)));
      URI features = workspace.uri("features.parquet");
      engine.materialise(projection(sql, List.of()), features);
      return workspace.publish(features);
    }
  }

  /** The rows before selection. */
  private record Rows(FittedViews views, List<String> names, double[] y, int[] folds) {}

  private Rows rows(Charter charter, FeatureRecipe recipe, TrainingPart part) {
    List<EncodedRecipe> targets =
        recipe.columns().stream()
            .filter(EncodedRecipe.class::isInstance)
            .map(EncodedRecipe.class::cast)
            .filter(encoded -> encoded.method() == EncodedRecipe.Method.TARGET)
            .toList();
    try (Workspace workspace = new Workspace(store, engine)) {
      URI parquet = workspace.fetch(part.parquet());
      String target = charter.target().column();
      ColumnSchema targetColumn =
          engine.describe(parquet).stream()
              .filter(column -> column.name().equals(target))
              .findFirst()
              .orElseThrow(() -> unknown("The training rows have no column '" + target + "'."));
      RecipeSql sql = RecipeSql.of(engine.dialect(), recipe, engine.relation(parquet));
      List<String> more = new ArrayList<>();
      more.add(sql.column(target) + " AS " + TARGET);
      more.add(Split.FOLD);
      for (int i = 0; i < targets.size(); i++) {
        more.add("coalesce(" + sql.code(targets.get(i).column()) + ", -1) AS code" + i);
      }
      URI features = workspace.uri("features.parquet");
      engine.materialise(projection(sql, more), features);
      return rows(charter, recipe, part, features, targetColumn.kind(), targets);
    }
  }

  private static String projection(RecipeSql sql, List<String> more) {
    List<String> select = new ArrayList<>();
    for (int i = 0; i < sql.features().size(); i++) {
      select.add(sql.features().get(i) + " AS f" + i);
    }
    select.addAll(more);
    return "SELECT "
        + String.join(", ", select)
        + " FROM "
        + sql.from()
        + " ORDER BY "
        + sql.column(Snapshot.ROW);
  }

  private Rows rows(
      Charter charter,
      FeatureRecipe recipe,
      TrainingPart part,
      URI features,
      ColumnKind targetKind,
      List<EncodedRecipe> targets) {
    double[][] x = values(part, features, recipe.featureNames().size());
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
    int[] folds = whole(table.numbers(Split.FOLD));
    List<TargetFeature> made = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      ColumnSchema code = new ColumnSchema("code" + i, ColumnKind.NUMBER);
      int[] codes = whole(engine.read(features, List.of(code)).numbers(code.name()));
      made.addAll(targetFeatures(recipe, targets.get(i), codes, y, folds, part));
    }
    FittedViews views =
        new FittedViews(
            x,
            recipe.featureNames(),
            y,
            folds,
            part.classes().isEmpty(),
            part.inTime(),
            charter.features().selection(),
            made);
    return new Rows(views, recipe.featureNames(), y, folds);
  }

  private static List<TargetFeature> targetFeatures(
      FeatureRecipe recipe,
      EncodedRecipe encoded,
      int[] codes,
      double[] y,
      int[] folds,
      TrainingPart part) {
    int at = 0;
    for (ColumnRecipe column : recipe.columns()) {
      if (column.equals(encoded)) {
        break;
      }
      at += column.featureNames().size();
    }
    List<TargetFeature> features = new ArrayList<>();
    for (int k = 0; k < encoded.outputs().size(); k++) {
      int output = k + 1;
      double[] target =
          part.classes().isEmpty()
              ? y
              : Arrays.stream(y).map(value -> value == output ? 1 : 0).toArray();
      features.add(
          new TargetFeature(
              at + k,
              new FoldEncoder(codes, encoded.levels().size(), target, folds, part.folds())));
    }
    return features;
  }

  private double[][] values(TrainingPart part, URI features, int count) {
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
    return x;
  }

  private static int[] whole(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }

  private static DataException unknown(String message) {
    return new DataException(
        "training-part", message + " Split the data again with this charter.", null);
  }
}
