package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Profile and contract of 1M × 10 and of 2M × 30, beside the bare scans and Python tools. */
final class DataProfileBenchmark implements Benchmark {
  @Override
  public String name() {
    return "data-profile";
  }

  @Override
  public String description() {
    return "Profile and contract with 20 rules, beside the bare DuckDB scans, pandas and ydata-profiling.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    List<Figure> figures = new ArrayList<>();
    try (LocalStore store = LocalStore.start(bench)) {
      figures.addAll(size(bench, store, bench.rows(1_000_000), 10, true));
      figures.addAll(size(bench, store, bench.rows(2_000_000), 30, false));
    }
    return figures;
  }

  private static List<Figure> size(
      Workbench bench, LocalStore store, long rows, int columns, boolean profiler) {
    Path csv = Tables.csv(bench, rows, columns);
    Path parquet = csv.resolveSibling("table-" + rows + "x" + columns + ".parquet");
    String size = Workbench.words(rows) + " × " + columns;
    bench.note("profile, contract and bare scans of %s", size);
    JsonNode measured =
        new ChildJvm(bench, List.of("-Xmx768m", "-XX:+UseSerialGC"), store.environment())
            .run(
                DataProfileWork.class,
                csv.toString(),
                Integer.toString(columns),
                parquet.toString());
    if (!measured.path("broken").isEmpty()) {
      throw new BenchmarkException("Rules that must hold do not: " + measured.path("broken"));
    }
    double seconds = measured.path("profile").asDouble() + measured.path("contract").asDouble();
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.compared(
            "profile and contract (20 rules), " + size,
            seconds,
            "s",
            "bare DuckDB scans",
            measured.path("bare").asDouble(),
            new Goal(Goal.Kind.RATIO_AT_MOST, 1.5)));
    figures.add(
        Figure.shown("of it the contract, " + size, measured.path("contract").asDouble(), "s"));
    figures.add(Figure.shown("peak memory, " + size, measured.path("megabytes").asDouble(), "MB"));
    PythonPeer.run(bench, "profile_pandas.py", parquet.toString())
        .ifPresent(
            peer ->
                figures.add(
                    Figure.compared(
                        "profile and contract (20 rules), " + size,
                        seconds,
                        "s",
                        "pandas with an own script",
                        peer.path("seconds").asDouble(),
                        null)));
    if (profiler) {
      PythonPeer.run(bench, "profile_ydata.py", parquet.toString())
          .ifPresent(
              peer ->
                  figures.add(
                      Figure.compared(
                          "profile and contract (20 rules), " + size,
                          seconds,
                          "s",
                          peer.path("name").asText(),
                          peer.path("seconds").asDouble(),
                          null)));
    }
    return figures;
  }
}
