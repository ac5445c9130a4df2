package io.steward.evaluation.report;

import java.util.List;

/**
 * What an evaluation comes to, in words.
 *
 * @param headline the outcome in a sentence
 * @param reasons why, in sentences: what was signed and what was found
 * @param unsaid what cannot be said, and because of what
 * @param warnings what to mind when reading the figures
 */
public record ReportVerdict(
    Outcome outcome,
    String headline,
    List<String> reasons,
    List<String> unsaid,
    List<String> warnings) {

  public ReportVerdict {
    reasons = List.copyOf(reasons);
    unsaid = List.copyOf(unsaid);
    warnings = List.copyOf(warnings);
  }

  /** How the evaluation ends. */
  public enum Outcome {
    /** The model goes on to the approval. */
    PASSED,
    /** The run goes back to an earlier stage. */
    GOES_BACK,
    /** The run ends. */
    REJECTED,
    /** A validator must judge. */
    TO_BE_REVIEWED,
    /** The gate has not decided yet. */
    NOT_DECIDED
  }
}
