package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The data stages of 10M × 30, a CSV file of about 2 GB, in the memory of the application. */
final class DataLargeBenchmark implements Benchmark {
  private static final int COLUMNS = 30;

  @Override
  public String name() {
    return "data-large";
  }

  @Override
  public String description() {
    return "10M × 30 (about 2 GB of CSV) collected, profiled, checked, split and transformed.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    long rows = bench.rows(10_000_000);
    String size = Workbench.words(rows) + " × " + COLUMNS;
    Path csv = Tables.csv(bench, rows, COLUMNS);
    Path parquet = csv.resolveSibling("bare-" + rows + ".parquet");
    double bare =
        bench.seconds(
            "bare DuckDB: CSV to Parquet",
            () ->
                Tables.execute(
                    2,
                    "COPY (SELECT * FROM read_csv('%s')) TO '%s' (FORMAT parquet)"
                        .formatted(csv, parquet)));
    JsonNode measured;
    try (LocalStore store = LocalStore.start(bench)) {
      // The options of the application, see the platform's module.
      measured =
          new ChildJvm(bench, List.of("-Xmx768m", "-XX:+UseSerialGC"), store.environment())
              .run(DataLargeWork.class, csv.toString(), Integer.toString(COLUMNS));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.bounded(
            "peak memory of all data stages, " + size,
            measured.path("megabytes").asDouble(),
            "MB",
            new Goal(Goal.Kind.VALUE_AT_MOST, 2048)));
    for (String stage : DataLargeWork.STAGES) {
      double seconds = measured.path("seconds").path(stage).asDouble();
      String what = stage + ", " + size;
      figures.add(
          stage.equals(DataLargeWork.COLLECTED)
              ? Figure.compared(what, seconds, "s", "bare DuckDB, CSV to Parquet", bare, null)
              : Figure.shown(what, seconds, "s"));
    }
    return figures;
  }
}
