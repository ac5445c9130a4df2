package io.steward.monitoring;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of served rows, as arrays; what is not there or not of the kind is missing. */
final class ServedColumns {
  private final List<RequestLogEntry> entries;

  ServedColumns(List<RequestLogEntry> entries) {
    this.entries = entries;
  }

  /** A number column; NaN is missing. */
  double[] numbers(String column) {
    return entries.stream().mapToDouble(entry -> number(entry.inputs().get(column))).toArray();
  }

  /** A text column; the empty text is missing. */
  String[] texts(String column) {
    return entries.stream().map(entry -> text(entry.inputs().get(column))).toArray(String[]::new);
  }

  /** The probability of the positive class, or the predicted value; NaN if neither was logged. */
  double[] predictedNumbers() {
    return entries.stream().mapToDouble(ServedColumns::predicted).toArray();
  }

  /** The answered classes. */
  String[] predictedLabels() {
    return entries.stream()
        .map(entry -> text(entry.outputs().get(RequestLogEntry.LABEL)))
        .toArray(String[]::new);
  }

  private static double predicted(RequestLogEntry entry) {
    if (entry.outputs().get(RequestLogEntry.PROBABILITIES) instanceof List<?> all
        && all.size() == 2) {
      return number(all.get(1));
    }
    Object probability = entry.outputs().get(RequestLogEntry.PROBABILITY);
    return number(probability == null ? entry.outputs().get(RequestLogEntry.VALUE) : probability);
  }

  private static double number(@Nullable Object value) {
    return switch (value) {
      case null -> Double.NaN;
      case Number number -> number.doubleValue();
      case String text -> parsed(text);
      default -> Double.NaN;
    };
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number when Double.isFinite(number) ->
          BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
      default -> value.toString();
    };
  }
}
