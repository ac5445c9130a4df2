package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many rows a second a recipe is applied to on one core. */
final class FeaturesBenchmark implements Benchmark {
  private static final int COLUMNS = 21;

  @Override
  public String name() {
    return "features";
  }

  @Override
  public String description() {
    return "Rows of 20 columns a second that a recipe is applied to, on one core.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    long rows = bench.rows(1_000_000);
    Path csv = Tables.csv(bench, rows, COLUMNS);
    JsonNode measured;
    try (LocalStore store = LocalStore.start(bench)) {
      measured =
          new ChildJvm(
                  bench,
                  List.of("-Xmx3g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"),
                  store.environment())
              .run(FeaturesWork.class, csv.toString());
    }
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rate : measured.properties()) {
      double rowsASecond = rate.getValue().asDouble();
      // The goal is for applying; reading, sorting and writing Parquet is shown beside it.
      figures.add(
          rate.getKey().endsWith(FeaturesWork.IN_MEMORY)
              ? Figure.bounded(
                  rate.getKey(),
                  rowsASecond,
                  "rows/s",
                  new Goal(Goal.Kind.VALUE_AT_LEAST, 1_000_000))
              : Figure.shown(rate.getKey(), rowsASecond, "rows/s"));
    }
    return figures;
  }
}
