package io.steward.data;

import io.steward.artifact.InMemoryArtifactStore;
import io.steward.charter.Charter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An engine, a store and the services on them, for tests. */
public final class DataFixture implements AutoCloseable {
  /** The German credit data of the first example: seen from the module's folder or its parent. */
  public static final Path GERMAN_CREDIT =
      Files.exists(Path.of("examples"))
          ? Path.of("examples/credit-risk/german_credit.csv")
          : Path.of("../examples/credit-risk/german_credit.csv");

  public final InMemoryArtifactStore store = new InMemoryArtifactStore();
  public final DuckDbEngine engine;
  private final Path folder;

  public DataFixture(Path folder, int threads) {
    this.folder = folder;
    this.engine =
        new DuckDbEngine(
            new EngineSettings(folder.resolve("work"), threads, 512, 1024, Duration.ofSeconds(60)));
  }

  public Snapshot credit() {
    return new Collector(store, engine).collect(GERMAN_CREDIT, Charters.credit());
  }

  public Snapshot collect(String csv) {
    return collect(csv.getBytes(StandardCharsets.UTF_8));
  }

  public Snapshot collect(byte[] csv) {
    try {
      Path file = folder.resolve("data.csv");
      Files.write(file, csv);
      return new Collector(store, engine).collect(file, Charters.binary("y", "1"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public DataProfile profile(Snapshot snapshot) {
    return new Profiler(store, engine).profile(snapshot);
  }

  public ContractReport check(Charter charter, Snapshot snapshot) {
    return ContractCheck.check(charter, snapshot, profile(snapshot));
  }

  @Override
  public void close() {
    engine.close();
  }
}
