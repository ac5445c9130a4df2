package io.steward.workers.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The diagrams, decisions and forms of a folder, in the order of their names; the start form is the
 * last.
 *
 * @param folder where they lie
 */
public record ProcessFiles(Path folder) {

  /** The form with which a run is started in Tasklist. */
  public static final String START_FORM = "start-run";

  /**
   * The files.
   *
   * @throws IllegalStateException if there are none
   */
  public List<ProcessFile> read() {
    List<ProcessFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry :
          entries
              .sorted(Comparator.comparing(ProcessFiles::isStartForm).thenComparing(path -> path))
              .toList()) {
        Path name = entry.getFileName();
        if (name != null && name.toString().matches(".+\\.(bpmn|dmn|form)")) {
          files.add(new ProcessFile(name.toString(), Files.readAllBytes(entry)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the processes in " + folder + ".", e);
    }
    if (files.isEmpty()) {
      throw new IllegalStateException(
          "There is no diagram in " + folder + ". Set steward.processes-folder.");
    }
    return files;
  }

  private static boolean isStartForm(Path file) {
    return file.endsWith(START_FORM + ".form");
  }

  /** One file. */
  public record ProcessFile(String name, byte[] content) {}
}
