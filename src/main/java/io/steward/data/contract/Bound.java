package io.steward.data.contract;

import java.math.BigDecimal;

/**
 * What a number must be: one of the eight comparisons of ODCS.
 *
 * @param operator its key in the contract, for example {@code mustBeLessThan}
 * @param first the number compared with, or the lower end
 * @param second the upper end of a range; equal to {@code first} for the others
 * @param percent whether a count is compared as a share of all rows, in percent
 */
public record Bound(Operator operator, double first, double second, boolean percent) {
  /** No row may break the rule. */
  public static final Bound NONE = new Bound(Operator.MUST_BE, 0, 0, false);

  /** The comparisons; ranges include their ends. */
  public enum Operator {
    MUST_BE("mustBe", "="),
    MUST_NOT_BE("mustNotBe", "not"),
    MUST_BE_GREATER_THAN("mustBeGreaterThan", ">"),
    MUST_BE_GREATER_OR_EQUAL_TO("mustBeGreaterOrEqualTo", "at least"),
    MUST_BE_LESS_THAN("mustBeLessThan", "<"),
    MUST_BE_LESS_OR_EQUAL_TO("mustBeLessOrEqualTo", "at most"),
    MUST_BE_BETWEEN("mustBeBetween", "between"),
    MUST_NOT_BE_BETWEEN("mustNotBeBetween", "not between");

    private final String key;
    private final String words;

    Operator(String key, String words) {
      this.key = key;
      this.words = words;
    }

    /** The key in the contract. */
    public String key() {
      return key;
    }

    boolean isRange() {
      return this == MUST_BE_BETWEEN || this == MUST_NOT_BE_BETWEEN;
    }
  }

  /** Whether a number keeps the bound. */
  public boolean holds(double value) {
    return switch (operator) {
      case MUST_BE -> value == first;
      case MUST_NOT_BE -> value != first;
      case MUST_BE_GREATER_THAN -> value > first;
      case MUST_BE_GREATER_OR_EQUAL_TO -> value >= first;
      case MUST_BE_LESS_THAN -> value < first;
      case MUST_BE_LESS_OR_EQUAL_TO -> value <= first;
      case MUST_BE_BETWEEN -> value >= first && value <= second;
      case MUST_NOT_BE_BETWEEN -> value < first || value > second;
    };
  }

  /** Whether a count of so many rows of these keeps the bound. */
  public boolean holds(long count, long rows) {
    return holds(percent ? 100.0 * count / Math.max(1, rows) : count);
  }

  /** The bound in words, for example {@code at most 5 %}. */
  public String words() {
    String unit = percent ? " %" : "";
    return operator.isRange()
        ? operator.words + " " + plain(first) + " and " + plain(second) + unit
        : operator.words + " " + plain(first) + unit;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
