package io.steward.training.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a budget limits. Written in lower case. */
public enum Resource {
  /** Wall time of training in one round. */
  TIME,
  /** What the compute hours of all rounds of a run cost. */
  MONEY,
  /** Candidates of one round. */
  CANDIDATES;

  /** Reads the written form; throws {@link IllegalArgumentException} if it is another. */
  @JsonCreator
  public static Resource parse(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT));
  }

  /** The written form, also for people. */
  @JsonValue
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
