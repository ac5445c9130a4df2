package io.steward.data;

import java.util.List;

/**
 * What SQL engines write differently. Every method gives an SQL expression. Everything is exact:
 * approximate figures never decide anything.
 */
public interface Dialect {

  /** A column or table name in quotes. */
  String name(String identifier);

  /** A text literal. */
  String text(String literal);

  /** A double literal that is exactly this finite number. */
  String number(double literal);

  /**
   * The number that a trimmed text writes in decimal or scientific form, or null if it does not.
   */
  String parsedNumber(String textExpression);

  /** Whether the whole of a text matches a regular expression of the common (RE2) kind. */
  String matches(String textExpression, String regex);

  /**
   * The date that a text writes in a format of {@code %d}, {@code %m} and {@code %Y}, as ISO 8601
   * text; null if it writes none or one that is not in the calendar.
   */
  String parsedDate(String textExpression, String format);

  /** Whether a text starts with an ISO 8601 date that is in the calendar. */
  String startsWithDate(String textExpression);

  /** The days from 1970-01-01 to the ISO 8601 date that a text starts with, as a whole number. */
  String dayNumber(String textExpression);

  /**
   * A number as text, alike on every engine: whole numbers below 10^15 as digits, others as the
   * shortest decimal that reads back to the same double.
   */
  String canonicalNumber(String numberExpression);

  /**
   * A quick hash of a row's values: equal for equal rows, mostly different for others. Not the same
   * on other engines or versions, so only for finding rows to look at more closely.
   */
  String rowHash(List<String> columnNames);

  /** The MD5 of a text's UTF-8 bytes as 32 lower-case hex digits. */
  String md5(String textExpression);

  /** Aggregate: the SHA-256 of all texts of a group joined in the order of another expression. */
  String orderedSha256(String textExpression, String orderExpression);

  /** Texts joined; none of them may be null. */
  String concatenated(List<String> textExpressions);

  /** Aggregate: the exact quantiles of a double column as an array, interpolated linearly. */
  String quantiles(String numberExpression, List<Double> probabilities);

  /**
   * Aggregate: the sum of values in [−1, 1], each rounded to a multiple of 2^−60, times 2^60. Being
   * a sum of whole numbers it does not depend on the order of the rows or on threads.
   */
  String fixedPointSum(String numberExpression);

  /** The natural logarithm. */
  String ln(String numberExpression);

  /** A positive number raised to a power. */
  String power(String numberExpression, String exponentExpression);

  /**
   * The first whole numbers of a text at fixed places, as doubles: {@code length} digits from
   * {@code start} (from 1) on, or null where the condition does not hold.
   */
  String digits(String textExpression, int start, int length, String condition);

  /**
   * A query for the words of a text, which single spaces part (so that words may be empty): {@code
   * row_} from an expression of the table, {@code place} from 1, {@code word}.
   */
  String words(String relation, String rowExpression, String textExpression);

  /** The greatest whole number that is not greater, as a whole number. */
  String floor(String numberExpression);
}
