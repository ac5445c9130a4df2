package io.steward.training;

import io.steward.training.Making.Wave;
import io.steward.training.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a training is not reproduced, and when the same bytes cannot be expected. */
final class ReproductionLimits {
  private ReproductionLimits() {}

  /**
   * @param selection what was chosen among
   * @param waves what ran
   */
  static List<String> of(Selection selection, List<Wave> waves) {
    List<String> limits = new ArrayList<>();
    limits.add(
        "Measured times (training, latency of one row) differ from run to run, and with them the digests of candidate results and of the selection. They play no part in the choice or in model.onnx.");
    limits.add(
        "The same bytes are expected with the same code version on the same Java version and processor architecture. Java's exp, log and pow may be off by one unit in the last place elsewhere, which can move a split or a weight.");
    if (algorithms(selection).contains(Algorithms.LIGHTGBM)) {
      limits.add(
          "LightGBM is native code, on one thread and deterministic. Its library differs between operating systems and processor architectures; the same bytes are not promised across them"
              + (selection.best().algorithm().equals(Algorithms.LIGHTGBM)
                  ? "."
                  : ", though only candidates that were not selected depend on it directly."));
    }
    List<String> unfinished = waves.stream().flatMap(wave -> wave.unfinished().stream()).toList();
    if (!unfinished.isEmpty()) {
      limits.add(
          "The budget ended the search before %d candidates were finished; on a faster or slower machine others would have been. To make the same choice again, train those listed as finished."
              .formatted(unfinished.size()));
    }
    return limits;
  }

  private static Set<String> algorithms(Selection selection) {
    Set<String> algorithms = new TreeSet<>();
    selection.leaderboard().forEach(candidate -> algorithms.add(candidate.algorithm()));
    return algorithms;
  }
}
