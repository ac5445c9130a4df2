package io.steward.training;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What can still be trained in the time that is left, judged by how long the candidates so far
 * took, and as if one were trained after the other: how many workers there are is not known.
 *
 * @param usable the usable candidates so far
 * @param left the time that is left; null if it is not known, and then everything fits
 */
record TrainingTime(List<CandidateResult> usable, @Nullable Duration left) {
  /**
   * An ensemble fits its members anew on all rows and checks the whole. Measured: 0.1 to 0.4 of
   * what they took with their cross-validation.
   */
  private static final double OF_ITS_MEMBERS = 0.4;

  /** Whether there is any. */
  boolean some() {
    return left == null || left.isPositive();
  }

  /** The first of these configurations that fit, when a share of the time is kept. */
  List<Configuration> fitting(List<Configuration> configurations, Duration kept) {
    if (left == null) {
      return configurations;
    }
    long free = left.minus(kept).toMillis();
    int count = 0;
    while (count < configurations.size()) {
      free -= millis(configurations.get(count));
      if (free < 0) {
        break;
      }
      count++;
    }
    return configurations.subList(0, count);
  }

  /** How long an ensemble of these takes. */
  static Duration ensemble(List<CandidateResult> members) {
    return Duration.ofMillis(
        (long) (OF_ITS_MEMBERS * members.stream().mapToLong(CandidateResult::trainMillis).sum()));
  }

  /** The first of these members whose ensemble fits. */
  List<CandidateResult> members(List<CandidateResult> members) {
    int count = members.size();
    while (left != null && count > 0 && ensemble(members.subList(0, count)).compareTo(left) > 0) {
      count--;
    }
    return members.subList(0, count);
  }

  /** As long as the slowest of its kind; of a new kind, as the slowest of all. */
  private long millis(Configuration configuration) {
    OptionalLong ofKind =
        usable.stream()
            .filter(result -> result.algorithm().equals(configuration.algorithm()))
            .mapToLong(CandidateResult::trainMillis)
            .max();
    return ofKind.isPresent()
        ? ofKind.getAsLong()
        : usable.stream().mapToLong(CandidateResult::trainMillis).max().orElse(0);
  }
}
