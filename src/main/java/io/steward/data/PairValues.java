package io.steward.data;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.HashMap;
import java.util.Map;

/**
 * A column made ready for being compared with others.
 *
 * @param numbers of a number column, NaN where missing; else empty
 * @param codes of a text column the number of its text, −1 where missing; else empty
 */
record PairValues(String name, double[] numbers, int[] codes) {
  static PairValues of(RawTable rows, ColumnSchema column) {
    if (column.kind() == ColumnKind.NUMBER) {
      return new PairValues(column.name(), rows.numbers(column.name()), new int[0]);
    }
    Map<String, Integer> known = new HashMap<>();
    String[] texts = rows.texts(column.name());
    int[] codes = new int[texts.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = texts[row].isEmpty() ? -1 : known.computeIfAbsent(texts[row], _ -> known.size());
    }
    return new PairValues(column.name(), new double[0], codes);
  }

  boolean isNumber() {
    return codes.length == 0;
  }

  boolean missing(int row) {
    return isNumber() ? Double.isNaN(numbers[row]) : codes[row] < 0;
  }

  int rows() {
    return isNumber() ? numbers.length : codes.length;
  }
}
