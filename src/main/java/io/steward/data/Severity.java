package io.steward.data;

/** What a finding about data means for the run. */
public enum Severity {
  /** The run cannot go on with this data. */
  BLOCKING,
  /** A person must look, and may accept it. */
  REVIEW,
  /** A person should know before going on. */
  WARNING,
  /** Worth noting. */
  INFO
}
