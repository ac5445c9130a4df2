package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.charter.Metric;
import java.util.Arrays;
import java.util.List;

/**
 * A table of the benchmark {@code training} and what is predicted.
 *
 * @param name what it is called on the command line and in figures
 * @param example the file below {@code examples/}; empty if a peer's script makes the table
 * @param positive the class whose probability is predicted; empty unless the task is binary
 * @param metric what the answer is judged by
 */
record TrainingTask(String name, String example, String target, String positive, Metric metric) {

  /** All tables. All columns are features: what is compared is learning, not policy. */
  static List<TrainingTask> all() {
    return List.of(
        new TrainingTask(
            "credit-risk", "credit-risk/german_credit.csv", "class", "bad", Metric.AUC),
        new TrainingTask("churn", "churn/telco_churn.csv", "churn", "Yes", Metric.AUC),
        new TrainingTask(
            "house-prices", "house-prices/sacramento_house_prices.csv", "price", "", Metric.RMSE),
        made("fair", "yes", Metric.AUC),
        made("digits", "", Metric.LOG_LOSS),
        made("breast-cancer", "yes", Metric.AUC),
        made("diabetes", "", Metric.RMSE),
        made("clusters", "yes", Metric.AUC),
        made("friedman", "", Metric.RMSE));
  }

  private static TrainingTask made(String name, String positive, Metric metric) {
    return new TrainingTask(name, "", "target", positive, metric);
  }

  /** The table with this name. */
  static TrainingTask named(String name) {
    return all().stream()
        .filter(task -> task.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchmarkException(
                    "There is no table '%s'. There are: %s."
                        .formatted(name, all().stream().map(TrainingTask::name).toList())));
  }

  /** Whether values are predicted, not classes. */
  boolean regression() {
    return metric == Metric.RMSE;
  }

  /**
   * The charter of a search.
   *
   * @param file the table's file
   * @param candidates the most that may be trained
   */
  Charter charter(String file, int candidates, long seed) {
    String kind = regression() ? "regression" : positive.isEmpty() ? "multiclass" : "binary";
    String yaml =
        """
        name: %s
        title: A table of the benchmark
        problem: None; a benchmark.
        decision: None; a benchmark.
        owner: owner
        task: %s
        source: {file: %s}
        target: {column: %s%s}
        success: {primary: {metric: %s, threshold: 0.5}}
        budget: {candidates: %d}
        seed: %d
        """
            .formatted(
                name,
                kind,
                file,
                target,
                positive.isEmpty() ? "" : ", positive: \"" + positive + "\"",
                metric.written(),
                candidates,
                seed);
    return switch (CharterReader.read(yaml)) {
      case CharterResult.Valid valid -> valid.charter();
      case CharterResult.Faulty faulty ->
          throw new BenchmarkException("The benchmark's charter has faults: " + faulty.faults());
    };
  }

  /** The classes of these outcomes as they are numbered; none for a regression. */
  List<String> classes(String[] outcomes) {
    return Arrays.stream(outcomes)
        .distinct()
        .sorted(
            (a, b) -> {
              int positiveLast = Boolean.compare(a.equals(positive), b.equals(positive));
              return positiveLast != 0 ? positiveLast : a.compareTo(b);
            })
        .toList();
  }
}
