package io.steward.charter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule of thumb in a form that can be tried on the holdout: what would be answered without a
 * model. Binary: a row is positive if the column's value is one of {@code values}, or lies {@code
 * below} or {@code above} a limit (the limit itself does not). Regression: the answer is a {@code
 * constant}, or the value of the column.
 *
 * @param column the column that the rule looks at; null for a constant
 * @param values the values that make a row positive; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ThumbRule(
    @Nullable String column,
    List<String> values,
    @Nullable Double below,
    @Nullable Double above,
    @Nullable Double constant) {

  @JsonCreator
  public ThumbRule {
    values = List.copyOf(Objects.requireNonNullElse(values, List.of()));
  }

  /** The rule in words, for example {@code contract = Month-to-month}. */
  public String words() {
    if (constant != null) {
      return "always " + constant;
    }
    if (below != null) {
      return column + " below " + below;
    }
    if (above != null) {
      return column + " above " + above;
    }
    return values.isEmpty()
        ? "the value of " + column
        : column + (values.size() == 1 ? " = " : " one of ") + String.join(", ", values);
  }
}
