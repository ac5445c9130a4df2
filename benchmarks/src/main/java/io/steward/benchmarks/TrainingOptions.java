package io.steward.benchmarks;

import io.steward.artifact.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a run of the benchmark {@code training} does on one table.
 *
 * @param table its name
 * @param splits how many splits, each with a holdout of its own
 * @param outer whether the splits are the rounds of one cross-validation; else each draws a fifth
 * @param seconds the time of each search
 * @param candidates the most candidates of each search
 * @param details whether the leaderboards are told
 */
record TrainingOptions(
    String table, int splits, boolean outer, int seconds, int candidates, boolean details) {

  TrainingTask task() {
    return TrainingTask.named(table);
  }

  Duration time() {
    return Duration.ofSeconds(seconds);
  }

  /** The name of the file with a split. */
  String splitFile(int number) {
    return "%s-%s-%d.csv".formatted(table, outer ? "round" : "split", number);
  }

  /** For the command line of another process. */
  String written() {
    return new String(Json.bytes(this), StandardCharsets.UTF_8);
  }

  static TrainingOptions parse(String written) {
    return Json.read(written.getBytes(StandardCharsets.UTF_8), TrainingOptions.class);
  }
}
