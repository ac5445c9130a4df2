package io.steward.data.contract;

import io.steward.data.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What checking one rule gave.
 *
 * @param id the rule
 * @param what the rule in words
 * @param severity of a violation
 * @param detail what was found, or why it could not be checked
 * @param checkedRows how many rows were looked at
 * @param violatingRows how many of them break the rule; null where a rule is not about rows
 * @param examples at most five rows that break it; none where the rule holds
 */
public record RuleResult(
    String id,
    String what,
    Severity severity,
    Outcome outcome,
    String detail,
    long checkedRows,
    @Nullable Long violatingRows,
    List<Example> examples) {

  /** The most rows that are shown. */
  public static final int EXAMPLES = 5;

  /** What stands in place of a value that must not be shown. */
  public static final String MASK = "•••";

  public RuleResult {
    examples = List.copyOf(examples);
  }

  /** How it ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** It says something that Steward cannot check, or the check itself failed. */
    COULD_NOT_BE_CHECKED
  }

  /**
   * A row that breaks a rule.
   *
   * @param row its number in the source, the first row of data being 1
   * @param values the rule's columns; those that must not be shown are masked, missing ones are ""
   */
  public record Example(long row, Map<String, String> values) {
    public Example {
      values = Map.copyOf(values);
    }
  }
}
