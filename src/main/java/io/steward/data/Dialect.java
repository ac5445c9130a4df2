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

  /** The greatest whole number that is not greater, as a whole number. */
  String floor(String numberExpression);
}
