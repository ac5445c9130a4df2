package io.steward.benchmarks;

import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.charter.Charter;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DataProfile;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.HoldoutKey;
import io.steward.data.HoldoutVault;
import io.steward.data.Profiler;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Splitter;
import io.steward.data.contract.ContractChecker;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** In a JVM of its own, as small as the application's: the data stages of one large CSV file. */
final class DataLargeWork {
  static final String COLLECTED = "collected";

  /** The stages that are timed, in their order. */
  static final List<String> STAGES =
      List.of(COLLECTED, "profiled", "checked", "split", "fitted", "transformed");

  private final Map<String, Object> seconds = new LinkedHashMap<>();

  private DataLargeWork() {}

  /**
   * @param args the result's file, the CSV file and its number of columns
   */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args[1]);
    int columns = Integer.parseInt(args[2]);
    DataLargeWork work = new DataLargeWork();
    Path folder = csv.resolveSibling("engine-" + ProcessHandle.current().pid());
    try (MinioArtifactStore store = LocalStore.client();
        DataEngine engine = new DuckDbEngine(EngineSettings.defaults(folder))) {
      work.stages(csv, columns, store, engine);
    }
    Files.write(
        Path.of(args[0]),
        Json.bytes(Map.of("seconds", work.seconds, "megabytes", ChildJvm.peakMegabytes())));
  }

  private void stages(Path csv, int columns, MinioArtifactStore store, DataEngine engine)
      throws Exception {
    Charter charter = BenchCharter.of(csv.getFileName().toString());
    Path keyFile = Files.createTempFile("holdout", ".key");
    Files.delete(keyFile);
    HoldoutKey key = HoldoutKey.loadOrCreate(keyFile);
    Snapshot snapshot = timed(COLLECTED, () -> new Collector(store, engine).collect(csv, charter));
    DataProfile profile = timed("profiled", () -> new Profiler(store, engine).profile(snapshot));
    timed(
        "checked",
        () ->
            new ContractChecker(store, engine, Duration.ofMinutes(5))
                .check(
                    BenchContract.contract("made", columns),
                    snapshot,
                    profile,
                    Set.of(),
                    Instant.EPOCH));
    Split split =
        timed(
            "split",
            () ->
                new Splitter(store, engine)
                    .split(charter, snapshot, HoldoutVault.sealer(store, key)));
    FeatureRecipe recipe =
        timed("fitted", () -> new RecipeFitter(store, engine).fit(charter, split, snapshot, 1));
    timed(
        "transformed",
        () -> new RecipeApplier(store, engine).transform(recipe, split.trainingPart().parquet()));
    Files.deleteIfExists(keyFile);
  }

  private <T> T timed(String stage, Callable<T> work) throws Exception {
    long begin = System.nanoTime();
    T done = work.call();
    double took = (System.nanoTime() - begin) / 1e9;
    seconds.put(stage, took);
    System.err.printf("  %-12s %8.1f s, peak %.0f MB%n", stage, took, ChildJvm.peakMegabytes());
    return done;
  }
}
