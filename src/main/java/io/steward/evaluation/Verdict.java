package io.steward.evaluation;

/** What a metric says about its threshold. */
public enum Verdict {
  /** The value reaches the threshold that was signed. */
  REACHED,
  /** The value does not reach it. */
  MISSED,
  /** It cannot be said: the value cannot be computed, or there are too few rows. */
  UNDECIDED,
  /** The charter sets no threshold for this metric. */
  INFORMATIVE
}
