package io.steward.features;

import io.steward.artifact.ArtifactStore;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.Dialect;
import io.steward.data.Moments;
import io.steward.data.Row;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.TrainingPart;
import io.steward.data.UnusableDataException;
import io.steward.data.Workspace;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits a recipe on the training rows, by aggregate queries only: quantiles, moments and levels. The
 * constants are the same at any number of threads.
 *
 * <p>Round 0, the plain recipe: a missing number becomes the median; numbers are brought to mean 0
 * and deviation 1; texts become one feature a level. From round 1 on numbers are also clipped to
 * their 1 % and 99 % quantiles, those with a long upper tail go through ln(1 + x), and a column
 * that has missing values gets an indicator. Texts keep at most {@value #MAX_LEVELS} levels, the
 * most frequent, each with at least {@value #MIN_LEVEL_ROWS} rows; from round 1 on {@value
 * #MIN_LEVEL_ROWS_RICH}. All others, and texts never seen, are 0 in every feature. Columns that are
 * empty or constant in the training rows are left out.
 */
public final class RecipeFitter {
  /** The most levels of one text column. */
  public static final int MAX_LEVELS = 50;

  /** The fewest rows that make a text a level in round 0. */
  public static final int MIN_LEVEL_ROWS = 5;

  /** The fewest rows that make a text a level from round 1 on. */
  public static final int MIN_LEVEL_ROWS_RICH = 3;

  private static final int COLUMNS_A_QUERY = 50;

  private final ArtifactStore store;
  private final DataEngine engine;
  private final Dialect sql;

  /** A fitter of recipes on Parquet blobs of this store. */
  public RecipeFitter(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /** Fits on the training part of a split. */
  public FeatureRecipe fit(Charter charter, Split split, Snapshot snapshot, int round) {
    return fit(charter, split.trainingPart(), snapshot, round);
  }

  /**
   * Fits on these rows.
   *
   * @param round 0 for the plain recipe, greater for the richer one
   * @throws UnusableDataException if no column can become a feature
   */
  public FeatureRecipe fit(Charter charter, TrainingPart part, Snapshot snapshot, int round) {
    List<ColumnSchema> columns = FeatureColumns.of(charter, snapshot);
    List<ColumnRecipe> recipes = new ArrayList<>();
    try (Workspace workspace = new Workspace(store, engine)) {
      String table = engine.relation(workspace.fetch(part.parquet()));
      for (int start = 0; start < columns.size(); start += COLUMNS_A_QUERY) {
        int end = Math.min(columns.size(), start + COLUMNS_A_QUERY);
        recipes.addAll(batch(table, columns.subList(start, end), part.rows(), round));
      }
    }
    if (recipes.isEmpty()) {
      throw new UnusableDataException(
          "no-features",
          snapshot.sourceName()
              + " has no column that can become a feature: each is the target, an id, ignored,"
              + " protected, a date, or empty or constant in the training rows. Change the roles in"
              + " the charter, or collect more columns.");
    }
    return FeatureRecipe.of(part.parquet(), recipes, round);
  }

  private List<ColumnRecipe> batch(String table, List<ColumnSchema> columns, long rows, int round) {
    Map<String, List<String>> levels = levels(table, columns, round);
    Map<String, NumberRecipe> numbers = numbers(table, columns, rows, round);
    List<ColumnRecipe> recipes = new ArrayList<>();
    for (ColumnSchema column : columns) {
      NumberRecipe number = numbers.get(column.name());
      List<String> found = levels.getOrDefault(column.name(), List.of());
      if (number != null) {
        recipes.add(number);
      } else if (!found.isEmpty()) {
        recipes.add(new TextRecipe(column.name(), found));
      }
    }
    return recipes;
  }

  /** The levels of each text column in the order of their text; constant columns have none. */
  private Map<String, List<String>> levels(String table, List<ColumnSchema> columns, int round) {
    int fewest = round == 0 ? MIN_LEVEL_ROWS : MIN_LEVEL_ROWS_RICH;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).kind() == ColumnKind.TEXT) {
        String value = "coalesce(" + sql.name(columns.get(i).name()) + ", '')";
        parts.add(
            "(SELECT "
                + i
                + " AS c, "
                + value
                + " AS v, count(*) AS n, count(*) OVER () AS d FROM "
                + table
                + " GROUP BY 2 ORDER BY n DESC, v LIMIT "
                + MAX_LEVELS
                + ")");
      }
    }
    Map<String, List<String>> levels = new HashMap<>();
    if (!parts.isEmpty()) {
      String query = "SELECT * FROM (" + String.join(" UNION ALL ", parts) + ") AS t ORDER BY c, v";
      for (Row row : engine.query(query)) {
        if (row.whole("n") >= fewest && row.whole("d") > 1) {
          String column = columns.get((int) row.whole("c")).name();
          levels.computeIfAbsent(column, c -> new ArrayList<>()).add(row.requiredText("v"));
        }
      }
    }
    return levels;
  }

  private Map<String, NumberRecipe> numbers(
      String table, List<ColumnSchema> columns, long rows, int round) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).kind() == ColumnKind.NUMBER) {
        ranges.add(NumberFit.rangeSql(sql, sql.name(columns.get(i).name()), i));
      }
    }
    if (ranges.isEmpty()) {
      return Map.of();
    }
    Row range = engine.query("SELECT " + String.join(", ", ranges) + " FROM " + table).get(0);
    Map<Integer, NumberFit> fits = new HashMap<>();
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).kind() == ColumnKind.NUMBER) {
        NumberFit fit = NumberFit.of(columns.get(i).name(), range, i, rows, round);
        if (fit != null) {
          fits.put(i, fit);
          sums.add(fit.sumSql(sql, i));
        }
      }
    }
    Map<String, NumberRecipe> recipes = new HashMap<>();
    if (!sums.isEmpty()) {
      Row row = engine.query("SELECT " + String.join(", ", sums) + " FROM " + table).get(0);
      fits.forEach((i, fit) -> recipes.put(fit.column(), fit.recipe(row, i, rows)));
    }
    return recipes;
  }

  /** A number column whose quantiles are known and whose moments are not yet. */
  private record NumberFit(
      String column,
      double fill,
      boolean indicator,
      double lower,
      double upper,
      boolean log,
      Moments moments) {
    private static final List<Double> PROBABILITIES = List.of(0.01, 0.5, 0.99);

    static String rangeSql(Dialect sql, String name, int i) {
      return "count("
          + name
          + ") AS present"
          + i
          + ", min("
          + name
          + ") AS least"
          + i
          + ", max("
          + name
          + ") AS greatest"
          + i
          + ", "
          + sql.quantiles(name, PROBABILITIES)
          + " AS quantiles"
          + i;
    }

    /** Nothing if the column is empty or, once clipped, constant. */
    static @org.jspecify.annotations.Nullable NumberFit of(
        String column, Row range, int i, long rows, int round) {
      long present = range.whole("present" + i);
      if (present == 0 || range.number("least" + i) == range.number("greatest" + i)) {
        return null;
      }
      double least = range.number("least" + i);
      double greatest = range.number("greatest" + i);
      double[] quantiles = range.numbers("quantiles" + i);
      double low = quantiles[0];
      double median = quantiles[1];
      double high = quantiles[2];
      // Clipping must not make a column constant, as it would one with a few rare values.
      boolean rich = round > 0;
      boolean clip = rich && low < high;
      boolean log = rich && least >= 0 && high - median > 3 * (median - low);
      double from = clip ? low : least;
      double to = clip ? high : greatest;
      boolean indicator = rich && present < rows;
      // ln(1 + x) needs values above −1, also for values that training never showed.
      double lower = clip ? low : log ? least : -Double.MAX_VALUE;
      double upper = clip ? high : Double.MAX_VALUE;
      Moments moments =
          log ? Moments.between(Math.log(1 + from), Math.log(1 + to)) : Moments.between(from, to);
      if (!(moments.span() > 0)) {
        return null;
      }
      return new NumberFit(column, median, indicator, lower, upper, log, moments);
    }

    private NumberRecipe unscaled() {
      return new NumberRecipe(column, fill, indicator, lower, upper, log, 0, 1);
    }

    String sumSql(Dialect sql, int i) {
      String value = RecipeSql.prepared(sql, unscaled());
      return moments.sums(sql, value, "first" + i, "second" + i);
    }

    NumberRecipe recipe(Row row, int i, long rows) {
      double mean = moments.mean(row.big("first" + i), rows);
      double scale = moments.deviation(row.big("first" + i), row.big("second" + i), rows, rows);
      return new NumberRecipe(
          column, fill, indicator, lower, upper, log, mean, scale > 0 ? scale : 1);
    }
  }
}
