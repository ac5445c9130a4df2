package io.steward.evaluation;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that are partly a background row and partly the row that is explained. */
final class HybridRows {
  private final RawTable one;
  private final RawTable background;
  private final List<ColumnSchema> columns;
  private final Object[] arrays;
  private final int capacity;
  private int size;

  /**
   * @param one a table with the explained row alone
   * @param capacity the most hybrids; more columns than this need one walk more
   */
  HybridRows(RawTable one, RawTable background, List<ColumnSchema> columns, int capacity) {
    this.one = one;
    this.background = background;
    this.columns = columns;
    this.capacity = Math.max(capacity, columns.size());
    this.arrays = new Object[columns.size()];
    for (int column = 0; column < arrays.length; column++) {
      arrays[column] =
          columns.get(column).kind() == ColumnKind.NUMBER
              ? new double[this.capacity]
              : new String[this.capacity];
    }
  }

  int free() {
    return capacity - size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /**
   * Adds what lies between a background row and the explained row when the columns are exchanged in
   * this order: one row fewer than columns, because the last exchange arrives.
   */
  void walk(int from, int[] order) {
    int steps = order.length - 1;
    int[] exchangedAt = new int[columns.size()];
    Arrays.fill(exchangedAt, Integer.MAX_VALUE);
    for (int place = 0; place < order.length; place++) {
      exchangedAt[order[place]] = place;
    }
    for (int column = 0; column < arrays.length; column++) {
      String name = columns.get(column).name();
      int first = size + Math.min(steps, exchangedAt[column]);
      if (arrays[column] instanceof double[] numbers) {
        Arrays.fill(numbers, size, first, background.numbers(name)[from]);
        Arrays.fill(numbers, first, size + steps, one.numbers(name)[0]);
      } else {
        String[] texts = (String[]) arrays[column];
        Arrays.fill(texts, size, first, background.texts(name)[from]);
        Arrays.fill(texts, first, size + steps, one.texts(name)[0]);
      }
    }
    size += steps;
  }

  /** The hybrids so far. */
  RawTable table() {
    List<Object> values = new ArrayList<>();
    for (Object array : arrays) {
      values.add(
          array instanceof double[] numbers
              ? Arrays.copyOf(numbers, size)
              : Arrays.copyOf((String[]) array, size));
    }
    return new RawTable(columns, values);
  }
}
