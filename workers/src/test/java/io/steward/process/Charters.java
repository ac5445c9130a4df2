package io.steward.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The flagship charter, and variations of it, as texts. */
public final class Charters {
  private static final Path PROJECT = project();

  /** The flagship's data file. */
  public static final Path CREDIT_DATA = PROJECT.resolve("examples/credit-risk/german_credit.csv");

  private Charters() {}

  /**
   * The flagship charter under another model name, so that tests do not meet in the registry, and
   * with a serving objective that a busy machine reaches too.
   */
  public static String credit(String modelName) {
    return replaced(
        replaced(read(), "(?m)^name: .*$", "name: " + modelName),
        "p95-millis: [0-9]+",
        "p95-millis: 500");
  }

  /** The same with a primary threshold that no model reaches. */
  static String unreachable(String modelName) {
    return replaced(credit(modelName), "(?s)(primary:.*?threshold:\\s*)[0-9.]+", "$10.999");
  }

  /** The same for a problem that a simple rule solves. */
  static String simpleRule(String modelName) {
    return replaced(credit(modelName), "(?m)^(\\s+simple-rule-suffices:).*$", "$1 true");
  }

  private static String read() {
    try {
      return Files.readString(PROJECT.resolve("examples/credit-risk/charter.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String text, String pattern, String by) {
    String result = text.replaceFirst(pattern, by);
    if (result.equals(text)) {
      throw new IllegalStateException("The charter has nothing that matches " + pattern);
    }
    return result;
  }

  private static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("bpmn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Not inside the project.");
      }
    }
    return folder;
  }
}
