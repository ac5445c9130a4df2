package io.steward.training.progress;

import io.steward.charter.Metric;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the training of a run is.
 *
 * @param planned how many candidates were planned so far; a search plans wave by wave
 * @param waiting how many of them were not begun with
 * @param metric that the scores are of; null while nothing is done
 * @param running what is being trained, the longest first
 * @param done what has a result, in the order in which they ended
 * @param brokenOff what was stopped before it had a result
 */
public record TrainingState(
    int planned,
    int waiting,
    @Nullable Metric metric,
    List<Running> running,
    List<Done> done,
    List<String> brokenOff) {
  public TrainingState {
    running = List.copyOf(running);
    done = List.copyOf(done);
    brokenOff = List.copyOf(brokenOff);
  }

  /**
   * @param share of the work that is done, 0 to 1
   * @param doing what is being done, for people
   * @param since when its worker began
   * @param at when its worker was last heard of; long ago if it died
   * @param worker the process, {@code host/pid}
   */
  public record Running(
      String candidate, double share, String doing, Instant since, Instant at, String worker) {}

  /**
   * @param score the mean of the metric in cross-validation; 0 if not usable
   * @param standardError of the score; 0 if not usable
   * @param reason why it is not usable; null if it is
   * @param millis wall time of the step, in milliseconds
   */
  public record Done(
      String candidate,
      String algorithm,
      boolean usable,
      double score,
      double standardError,
      @Nullable String reason,
      long millis) {}
}
