package io.steward.training.budget;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What is written into a run's budget account, never changed afterwards. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BudgetEntry.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = BudgetEntry.Reserved.class, name = "reserved"),
  @JsonSubTypes.Type(value = BudgetEntry.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = BudgetEntry.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = BudgetEntry.Extended.class, name = "extended")
})
public sealed interface BudgetEntry {

  /**
   * Training begins, or goes on after a person was asked.
   *
   * @param limits what the charter allows, without extensions
   * @param price what computing costs; the first one holds for the whole run
   * @param until the instant at which the time is used up: every worker stops by itself then
   * @param by what opened it; the same one opens it once
   */
  record Opened(
      int round, BudgetLimits limits, ComputePrice price, Instant at, Instant until, String by)
      implements BudgetEntry {}

  /**
   * Time is paid in advance for a candidate.
   *
   * @param holder who may use it: one piece of work on one candidate
   * @param time of computing
   */
  record Reserved(int round, String candidate, String holder, Duration time, Instant at)
      implements BudgetEntry {}

  /**
   * The holder has ended its work; what it reserved and did not use is given back.
   *
   * @param time of computing that was really used
   */
  record Settled(String holder, Duration time, Instant at) implements BudgetEntry {}

  /**
   * Training of the round has ended or waits for a person: time does not count any more.
   *
   * @param usedUp what ended it; empty where the search was over
   */
  record Closed(int round, Set<Resource> usedUp, Instant at, String by) implements BudgetEntry {
    public Closed {
      usedUp = Set.copyOf(usedUp);
    }
  }

  /**
   * A person granted more.
   *
   * @param decision the user task in which it was granted; counts once
   */
  record Extended(int round, String decision, BudgetExtension granted, Instant at)
      implements BudgetEntry {}
}
