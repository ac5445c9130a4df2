package io.steward.benchmarks;

import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.charter.Charter;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.schema.RawTable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * In a JVM that sees one core: applies the plain and the rich recipe to a table in memory, and by
 * the data engine from Parquet to Parquet. Rates are by processor time, the best of some runs, so
 * that other programs on the machine do not count.
 */
final class FeaturesWork {
  /** What the names of rates in memory end with. */
  static final String IN_MEMORY = "in memory";

  private static final int REPEATS = 5;

  private FeaturesWork() {}

  /**
   * @param args the result's file and the CSV file
   */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args[1]);
    Path folder = csv.resolveSibling("engine-" + ProcessHandle.current().pid());
    Map<String, Object> rates = new LinkedHashMap<>();
    EngineSettings settings = new EngineSettings(folder, 1, 1024, 20_480, Duration.ofMinutes(20));
    try (MinioArtifactStore store = LocalStore.client();
        DataEngine engine = new DuckDbEngine(settings)) {
      Charter charter = BenchCharter.of(csv.getFileName().toString());
      Snapshot snapshot = new Collector(store, engine).collect(csv, charter);
      TrainingPart part = new Splitter(store, engine).trainingPart(charter, snapshot);
      RecipeApplier applier = new RecipeApplier(store, engine);
      for (int round = 0; round < 2; round++) {
        FeatureRecipe recipe = new RecipeFitter(store, engine).fit(charter, part, snapshot, round);
        RawTable table = RawTables.load(engine, store, part.parquet(), recipe.inputs());
        String what =
            "%s recipe, 20 columns to %d features, "
                .formatted(round == 0 ? "plain" : "rich", recipe.featureNames().size());
        rates.put(what + IN_MEMORY, best(part.rows(), () -> RecipeApplier.apply(recipe, table)));
        rates.put(
            what + "Parquet to Parquet",
            best(part.rows(), () -> applier.transform(recipe, part.parquet())));
      }
    }
    Files.write(Path.of(args[0]), Json.bytes(rates));
  }

  private static double best(long rows, Supplier<Object> work) {
    double best = 0;
    for (int i = 0; i < REPEATS; i++) {
      double begin = processorSeconds();
      Object made = work.get();
      double seconds = processorSeconds() - begin;
      best = made == null ? best : Math.max(best, rows / seconds);
    }
    return best;
  }

  private static double processorSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
