package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.training.progress.TrainingState;
import io.steward.workers.training.BudgetLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people look at it.
 *
 * @param modelName the name in the charter, or null if the charter cannot be read
 * @param outcome {@code running}, or how it ended
 * @param reason why it ended so; may be empty
 * @param endedAt null while it runs
 * @param charter the digest of the charter's text as it was submitted
 * @param training how far the training is; null before it
 * @param budget what the training has used up of it; empty before it
 */
public record RunView(
    RunId run,
    @Nullable String modelName,
    @Nullable String title,
    String requestedBy,
    Instant startedAt,
    String outcome,
    String reason,
    @Nullable Instant endedAt,
    long processInstanceKey,
    Digest charter,
    List<StageView> stages,
    @Nullable TrainingState training,
    List<BudgetLine> budget,
    List<EventView> events) {

  /**
   * A stage that has left results, in the order of the lifecycle.
   *
   * @param millis the sum of the steps' times, in milliseconds
   */
  public record StageView(String stage, Instant startedAt, long millis, List<StepView> steps) {}

  /**
   * A step that is done.
   *
   * @param result the digest of its result
   */
  public record StepView(String step, Instant finishedAt, long millis, Digest result) {}

  /**
   * An entry of the ledger that belongs to the run.
   *
   * @param hash the hash of the entry
   */
  public record EventView(
      long number, Instant at, String type, String actor, Map<String, Object> facts, Digest hash) {}
}
