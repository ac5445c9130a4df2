package io.steward.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of one lifecycle run, written {@code run-<number>}, where the number is the key of the
 * process instance that carries it.
 *
 * @param value the written form
 */
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("run-[0-9a-z-]{1,60}");

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a run id: '"
              + value
              + "'. Expected run-<number>, for example run-2251799813685251.");
    }
  }

  /** Reads the written form; throws {@link IllegalArgumentException} if it is another. */
  @JsonCreator
  public static RunId parse(String text) {
    return new RunId(text);
  }

  /** The run that a process instance carries. */
  public static RunId ofInstance(long processInstanceKey) {
    return new RunId("run-" + processInstanceKey);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
