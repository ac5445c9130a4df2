package io.steward.cli;

import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A data engine for one command; its folder goes with it. */
record ShortEngine(DataEngine engine, Path folder) implements AutoCloseable {
  static ShortEngine start() throws IOException {
    Path folder = Files.createTempDirectory("steward-");
    return new ShortEngine(new DuckDbEngine(EngineSettings.defaults(folder)), folder);
  }

  @Override
  public void close() throws IOException {
    engine.close();
    FileSystemUtils.deleteRecursively(folder);
  }
}
