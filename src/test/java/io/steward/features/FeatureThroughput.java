package io.steward.features;

import com.sun.management.OperatingSystemMXBean;
import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.CsvDialect;
import io.steward.data.DataFixture;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.TrainingPart;
import io.steward.data.Workspace;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many rows a second of one core's time a recipe is applied to: in plain Java on a table in
 * memory, and by the data engine from Parquet to Parquet. The time is that of the whole process,
 * garbage collection included, so that what else the machine does plays no part. No test: started
 * by hand or by a benchmark.
 */
public final class FeatureThroughput {
  private static final int REPEATS = 5;
  private static final CsvDialect DIALECT =
      new CsvDialect(",", "\"", "UTF-8", false, "LF", true, List.of(""), List.of());

  private FeatureThroughput() {}

  /**
   * @param args the number of rows, or nothing for a million
   */
  public static void main(String[] args) throws Exception {
    int rows = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("steward-features");
    measure(folder, rows)
        .forEach(
            (what, rate) ->
                System.out.println(String.format(Locale.ROOT, "%-60s %,12.0f rows/s", what, rate)));
  }

  /** Rows a second of processor time by what was measured: the best of some runs. */
  public static Map<String, Double> measure(Path folder, int rows) {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Map<String, Double> rates = new LinkedHashMap<>();
      for (String kind : List.of("numbers", "mixed")) {
        List<ColumnSchema> columns = columns(kind);
        Digest parquet = table(data, rows, columns);
        Snapshot snapshot =
            new Snapshot(
                "made", parquet, parquet, parquet, rows, columns, DIALECT, data.engine.version());
        TrainingPart part = new TrainingPart(parquet, rows, 5, List.of("0", "1"), false);
        Charter charter = Charters.binary("y", "1");
        for (int round = 0; round < 2; round++) {
          FeatureRecipe recipe =
              new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, round);
          String what =
              "%s, %s recipe, 20 columns to %d features: "
                  .formatted(kind, round == 0 ? "plain" : "rich", recipe.featureNames().size());
          RawTable table = RawTables.load(data.engine, data.store, parquet, recipe.inputs());
          rates.put(what + "Java", best(rows, () -> RecipeApplier.apply(recipe, table)));
          RecipeApplier applier = new RecipeApplier(data.store, data.engine);
          rates.put(what + "Parquet", best(rows, () -> applier.transform(recipe, parquet)));
        }
      }
      return rates;
    }
  }

  private static double best(int rows, Supplier<Object> work) {
    double best = 0;
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int i = 0; i < REPEATS; i++) {
      long start = system.getProcessCpuTime();
      Object made = work.get();
      double seconds = (system.getProcessCpuTime() - start) / 1e9;
      best = made == null ? best : Math.max(best, rows / seconds);
    }
    return best;
  }

  private static List<ColumnSchema> columns(String kind) {
    List<ColumnSchema> columns = new ArrayList<>();
    int numbers = kind.equals("numbers") ? 20 : 12;
    for (int i = 0; i < numbers; i++) {
      columns.add(new ColumnSchema("n" + i, ColumnKind.NUMBER));
    }
    for (int i = numbers; i < 18; i++) {
      columns.add(new ColumnSchema("t" + i, ColumnKind.TEXT));
    }
    if (numbers < 20) {
      columns.add(new ColumnSchema("many", ColumnKind.TEXT));
      columns.add(new ColumnSchema("day", ColumnKind.DATE));
    }
    columns.add(new ColumnSchema("y", ColumnKind.TEXT));
    return columns;
  }

  private static Digest table(DataFixture data, int rows, List<ColumnSchema> columns) {
    List<String> select = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String random = "(hash(i * 31 + " + i + ") % 1000000 / 1000000.0)";
      String value =
          switch (columns.get(i).name().charAt(0)) {
            case 'n' -> "CASE WHEN i % 20 = " + i + " THEN NULL ELSE exp(3 * " + random + ") END";
            case 't' -> "'level ' || CAST(floor(10 * " + random + ") AS INT)";
            case 'm' -> "'shop ' || CAST(floor(200 * " + random + ") AS INT)";
            case 'd' ->
                "CAST(DATE '2020-01-01' + CAST(floor(1000 * " + random + ") AS INT) AS VARCHAR)";
            default -> "CAST(i % 2 AS VARCHAR)";
          };
      select.add(value + " AS " + columns.get(i).name());
    }
    try (Workspace workspace = new Workspace(data.store, data.engine)) {
      URI file = workspace.uri("made.parquet");
      data.engine.materialise(
          "SELECT "
              + String.join(", ", select)
              + ", i AS steward_row, i % 5 AS steward_fold FROM range("
              + rows
              + ") AS r(i) ORDER BY i",
          file);
      return workspace.publish(file);
    }
  }
}
