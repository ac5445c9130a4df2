package io.steward.training;

import io.steward.training.Making.Wave;
import io.steward.training.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of a training is not reproduced, and when the same bytes cannot be expected. */
final class ReproductionLimits {
  private ReproductionLimits() {}

  /** Those that LightGBM's library fits. */
  private static final Set<String> NATIVE = Set.of(Algorithms.LIGHTGBM, Algorithms.EXTRA_TREES);

  /**
   * @param selection what was chosen among
   * @param waves what ran
   */
  static List<String> of(Selection selection, List<Wave> waves) {
    List<String> limits = new ArrayList<>();
    limits.add(
        "Measured times (training, latency of one row) differ from run to run, and with them the digests of candidate results and of the selection. They play no part in the choice or in model.onnx.");
    limits.add(
        "The same bytes are expected with the same code version on the same Java version and processor architecture. Linear models, naive Bayes and the perceptron calculate with StrictMath, alike everywhere; Smile's trees, boosting and kernel machine use Java's Math, which may be off by one unit in the last place elsewhere and so move a split or a weight.");
    if (selection.leaderboard().stream().anyMatch(ReproductionLimits::isNative)) {
      limits.add(
          "LightGBM (also of extra-trees) is native code, on one thread and deterministic. Its library differs between operating systems and processor architectures; the same bytes are not promised across them"
              + (restsOnNative(selection)
                  ? "."
                  : ". The selected model is not made by it, but what it was chosen among is."));
    }
    List<String> unfinished = waves.stream().flatMap(wave -> wave.unfinished().stream()).toList();
    if (!unfinished.isEmpty()) {
      limits.add(
          "The budget ended the search before %d candidates were finished; on a faster or slower machine others would have been. To make the same choice again, train those listed as finished."
              .formatted(unfinished.size()));
    }
    return limits;
  }

  private static boolean isNative(CandidateResult candidate) {
    return NATIVE.contains(candidate.algorithm());
  }

  /** Whether the selected model, or a member of it that counts, is native. */
  private static boolean restsOnNative(Selection selection) {
    CandidateResult best = selection.best();
    return isNative(best)
        || selection.leaderboard().stream()
            .filter(ReproductionLimits::isNative)
            .anyMatch(member -> best.weights().getOrDefault(member.id(), 0.0) > 0);
  }
}
