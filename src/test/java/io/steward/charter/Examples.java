package io.steward.charter;

import java.nio.file.Files;
import java.nio.file.Path;

/** The examples in the project's folder, wherever the tests are started. */
final class Examples {
  private Examples() {}

  static Path folder(String example) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("examples").resolve(example);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw new IllegalStateException("There is no folder examples/" + example + ".");
  }
}
