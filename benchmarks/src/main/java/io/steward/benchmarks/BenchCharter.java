package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;

/** The charter of the made tables. */
final class BenchCharter {
  private BenchCharter() {}

  static Charter of(String dataFile) {
    return switch (CharterReader.read(yaml(dataFile))) {
      case CharterResult.Valid valid -> valid.charter();
      case CharterResult.Faulty faulty ->
          throw new BenchmarkException("The benchmark's charter has faults: " + faulty.faults());
    };
  }

  /** As a person would write it; more keys may follow. */
  static String yaml(String dataFile) {
    return """
        name: made
        title: A made table
        problem: None; a benchmark.
        decision: None; a benchmark.
        owner: owner
        task: binary
        source: {file: %s}
        target: {column: %s, positive: "yes"}
        success: {primary: {metric: auc, threshold: 0.6}}
        """
        .formatted(dataFile, Tables.TARGET);
  }
}
