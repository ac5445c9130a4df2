package io.steward.evaluation;

import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.math.BigDecimal;
import java.math.MathContext;

/** Values as people read them. */
final class Shown {
  static final String MISSING = "(missing)";

  private Shown() {}

  /** A value of a table. */
  static String value(RawTable rows, String column, int row) {
    if (rows.kind(column) == ColumnKind.NUMBER) {
      return number(rows.numbers(column)[row]);
    }
    String text = rows.texts(column)[row];
    return text.isEmpty() ? MISSING : text;
  }

  /** A number in decimal form, exactly as the data holds it. */
  static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : MISSING;
  }

  /** An amount with three significant digits, without a sign. */
  static String amount(double value) {
    return new BigDecimal(Math.abs(value))
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }
}
