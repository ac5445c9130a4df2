package io.steward.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Fetches a local file: a copy, so that what is digested is what is read, whatever happens to it.
 */
final class FileFetcher {
  private final SourceLimits limits;

  FileFetcher(SourceLimits limits) {
    this.limits = limits;
  }

  /**
   * @param file a file that may be read
   * @param location how the record calls it
   */
  Fetched copy(Path file, String location, Workspace workspace) {
    Path name = file.getFileName();
    String called = name == null ? file.toString() : name.toString();
    Path copy = workspace.file("source");
    try (InputStream in = Files.newInputStream(file);
        Inflow inflow = new Inflow(copy, called, limits.bytes())) {
      inflow.takeAll(in);
      return new Fetched(
          copy,
          called,
          inflow.digest(),
          inflow.bytes(),
          Map.of("kind", "file", "location", location),
          List.of());
    } catch (IOException e) {
      throw SourceBytes.unreadable(file.toString(), e);
    }
  }
}
