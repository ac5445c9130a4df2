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

  /** The flagship's data contract. */
  public static final Path CREDIT_CONTRACT = PROJECT.resolve("examples/credit-risk/contract.yaml");

  /** What the houses' example learns from. */
  static final Path HOUSE_DATA =
      PROJECT.resolve("examples/house-prices/sacramento_house_prices.csv");

  private Charters() {}

  /**
   * The flagship charter under another model name, so that tests do not meet in the registry, with
   * a serving objective that a busy machine reaches too, and one candidate of each algorithm.
   */
  public static String credit(String modelName) {
    String named = replaced(read(), "(?m)^name: .*$", "name: " + modelName);
    String relaxed = replaced(named, "p95-millis: [0-9]+", "p95-millis: 1000");
    String slow = replaced(relaxed, "requests-per-second: [0-9]+", "requests-per-second: 5");
    return replaced(slow, "candidates: [0-9]+", "candidates: 3");
  }

  /** The same with as many candidates as the flagship has, so that training takes a while. */
  static String manyCandidates(String modelName) {
    return replaced(credit(modelName), "candidates: [0-9]+", "candidates: 9");
  }

  /** The same with a primary threshold that every usable model reaches, watched all the time. */
  static String watched(String modelName) {
    return replaced(withThreshold(modelName, "0.60"), "interval: PT1M", "interval: PT10S");
  }

  /** The same with a primary threshold that no model reaches. */
  static String unreachable(String modelName) {
    return withThreshold(modelName, "0.999");
  }

  /** The same with this threshold of the primary metric. */
  static String withThreshold(String modelName, String threshold) {
    return replaced(
        credit(modelName),
        "(?s)(?<before>primary:.*?threshold:\\s*)[0-9.]+",
        "${before}" + threshold);
  }

  /** The same with a minute for everything after the sign-off. */
  static String urgent(String modelName) {
    String hurried = replaced(credit(modelName), "training-time: PT5M", "training-time: PT1M");
    return replaced(hurried, "deadline: P14D", "deadline: PT1M");
  }

  /**
   * The same with a primary threshold that every usable model reaches, and with this budget for
   * training.
   *
   * @param budget lines of the charter's budget, for example {@code money: 2}; they replace time,
   *     candidates and money
   */
  public static String budgeted(String modelName, String... budget) {
    return replaced(
        withThreshold(modelName, "0.60"),
        "(?s)  training-time:.*?(?=  deadline:)",
        "  " + String.join("\n  ", budget) + "\n");
  }

  /**
   * The same with a primary threshold that every usable model reaches, and a secondary one that
   * none does: a person must judge.
   */
  public static String missingSecondary(String modelName) {
    return replaced(
        withThreshold(modelName, "0.60"),
        "(?s)(?<before>metric: recall\\s+threshold:\\s*)[0-9.]+",
        "${before}0.999");
  }

  /** The same with a serving objective that nothing reaches. */
  static String unservable(String modelName) {
    return replaced(withThreshold(modelName, "0.60"), "p95-millis: [0-9]+", "p95-millis: 0.01");
  }

  /** The same with its data from elsewhere, for example {@code object: s3://bucket/key}. */
  static String fromSource(String modelName, String source) {
    return replaced(credit(modelName), "file: german_credit.csv", source);
  }

  /** The same for a problem that a simple rule solves. */
  static String simpleRule(String modelName) {
    return replaced(credit(modelName), "(?m)^(\\s+simple-rule-suffices:).*$", "$1 true");
  }

  /** The same with four faults: three values that cannot be, and a key that does not exist. */
  static String faulty(String modelName) {
    String metric = replaced(withThreshold(modelName, "1.7"), "seed: 42", "seeed: 42");
    return replaced(
        replaced(metric, "task: binary", "task: guessing"), "deadline: P14D", "deadline: soon");
  }

  /** The houses' charter, with a serving objective that a busy machine reaches too. */
  static String houses(String modelName) {
    String named = replaced(read("house-prices"), "(?m)^name: .*$", "name: " + modelName);
    String relaxed = replaced(named, "p95-millis: [0-9]+", "p95-millis: 1000");
    return replaced(relaxed, "requests-per-second: [0-9]+", "requests-per-second: 5");
  }

  /** How somebody lives, one of three classes, from what the flagship's data say of them. */
  static String manyClasses(String modelName) {
    return """
        name: %s
        title: How applicants live
        problem: Applicants leave out how they live, and it has to be asked for by telephone.
        decision: Which answer the form is filled in with before somebody looks at it.
        owner: owner
        task: multiclass
        source:
          file: german_credit.csv
        target:
          column: housing
        success:
          primary:
            metric: accuracy
            threshold: 0.60
        serving:
          p95-millis: 1000
          requests-per-second: 5
        budget:
          training-time: PT5M
          candidates: 6
          money: 5
          deadline: P14D
        monitoring:
          interval: PT5M
        suitability:
          patterns-expected: true
          outcome-recorded: true
          errors-tolerable: true
          simple-rule-suffices: false
        regulatory:
          personal-data: false
          affects-people: false
          automated-decision: false
          safety-relevant: false
        seed: 42
        """
        .formatted(modelName);
  }

  private static String read() {
    return read("credit-risk");
  }

  private static String read(String example) {
    try {
      return Files.readString(PROJECT.resolve("examples/" + example + "/charter.yaml"));
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
