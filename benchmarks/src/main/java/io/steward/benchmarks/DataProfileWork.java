package io.steward.benchmarks;

import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.charter.Charter;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DataProfile;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.Profiler;
import io.steward.data.Snapshot;
import io.steward.data.contract.ContractChecker;
import io.steward.data.contract.DataContract;
import io.steward.data.contract.RuleResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In a JVM of its own: profile and contract of one table, in turn with the bare scans, some times.
 */
final class DataProfileWork {
  private static final int TIMES = 3;
  private static final int THREADS = 2;
  private static final int MEGABYTES = 1024;

  private DataProfileWork() {}

  /**
   * @param args the result's file, the CSV file, its number of columns, and where the Parquet is to
   *     be left
   */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args[1]);
    int columns = Integer.parseInt(args[2]);
    Path parquet = Path.of(args[3]);
    Charter charter = BenchCharter.of(csv.getFileName().toString());
    DataContract contract = BenchContract.contract("made", columns);
    BareScans bare = new BareScans(parquet, columns, BenchContract.conditions());
    Map<String, Object> result = new LinkedHashMap<>();
    Path work = csv.resolveSibling("engine-" + ProcessHandle.current().pid());
    EngineSettings settings =
        new EngineSettings(work, THREADS, MEGABYTES, 20_480, Duration.ofMinutes(20));
    try (MinioArtifactStore store = LocalStore.client();
        DataEngine engine = new DuckDbEngine(settings)) {
      Snapshot snapshot = new Collector(store, engine).collect(csv, charter);
      Files.deleteIfExists(parquet);
      store.download(snapshot.parquet(), parquet);
      Profiler profiler = new Profiler(store, engine);
      ContractChecker checker = new ContractChecker(store, engine, Duration.ofMinutes(5));
      List<Double> profiles = new ArrayList<>();
      List<Double> checks = new ArrayList<>();
      List<Double> bares = new ArrayList<>();
      for (int i = 0; i <= TIMES; i++) {
        long begin = System.nanoTime();
        DataProfile profile = profiler.profile(snapshot);
        long profiled = System.nanoTime();
        List<RuleResult> rules =
            checker.check(contract, snapshot, profile, Set.of(), Instant.EPOCH);
        long checked = System.nanoTime();
        bare.run(THREADS, MEGABYTES);
        long end = System.nanoTime();
        // The first round only warms up.
        if (i > 0) {
          profiles.add((profiled - begin) / 1e9);
          checks.add((checked - profiled) / 1e9);
          bares.add((end - checked) / 1e9);
        }
        result.put(
            "rules", rules.stream().filter(r -> r.outcome() == RuleResult.Outcome.PASSED).count());
        result.put(
            "broken",
            rules.stream()
                .filter(r -> r.outcome() != RuleResult.Outcome.PASSED)
                .map(RuleResult::id)
                .toList());
      }
      result.put("profile", median(profiles));
      result.put("contract", median(checks));
      result.put("bare", median(bares));
      result.put("megabytes", ChildJvm.peakMegabytes());
    }
    Files.write(Path.of(args[0]), Json.bytes(result));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }
}
