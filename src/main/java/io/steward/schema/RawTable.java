package io.steward.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows held in memory, column by column, in the words of the source: nothing imputed, scaled or
 * encoded. A NUMBER column is a {@code double[]} in which NaN is missing; a TEXT or DATE column is
 * a {@code String[]} in which the empty text is missing and null never occurs. The arrays are
 * shared, not copied: treat them as read-only. Safe for use by many threads as long as nobody
 * writes to them.
 */
public final class RawTable {
  private final List<ColumnSchema> columns;
  private final List<Object> values;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int rows;

  /**
   * @param columns the columns in order, with different names
   * @param values for each column its array: {@code double[]} for NUMBER, {@code String[]} for TEXT
   *     and DATE, all of the same length
   * @throws IllegalArgumentException if kinds, lengths or names do not fit, or a text is null
   */
  public RawTable(List<ColumnSchema> columns, List<Object> values) {
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException(
          "There are " + columns.size() + " columns but " + values.size() + " arrays.");
    }
    this.columns = List.copyOf(columns);
    this.values = List.copyOf(values);
    this.rows = values.isEmpty() ? 0 : length(columns.get(0), values.get(0));
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = columns.get(i);
      if (length(column, values.get(i)) != rows) {
        throw new IllegalArgumentException(
            "Column '" + column.name() + "' has another number of rows than the first column.");
      }
      if (positions.put(column.name(), i) != null) {
        throw new IllegalArgumentException("Column '" + column.name() + "' is there twice.");
      }
    }
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The columns in order. */
  public List<ColumnSchema> columns() {
    return columns;
  }

  /** Whether there is a column of this name. */
  public boolean has(String column) {
    return positions.containsKey(column);
  }

  /** The kind of a column; throws {@link IllegalArgumentException} if there is none. */
  public ColumnKind kind(String column) {
    return columns.get(position(column)).kind();
  }

  /**
   * The values of a NUMBER column; NaN is missing.
   *
   * @throws IllegalArgumentException if there is no such column or it holds texts
   */
  public double[] numbers(String column) {
    if (values.get(position(column)) instanceof double[] numbers) {
      return numbers;
    }
    throw new IllegalArgumentException("Column '" + column + "' holds texts, not numbers.");
  }

  /**
   * The values of a TEXT or DATE column; the empty text is missing.
   *
   * @throws IllegalArgumentException if there is no such column or it holds numbers
   */
  public String[] texts(String column) {
    if (values.get(position(column)) instanceof String[] texts) {
      return texts;
    }
    throw new IllegalArgumentException("Column '" + column + "' holds numbers, not texts.");
  }

  /**
   * These rows, in this order; a row may be taken more than once.
   *
   * @param chosen row numbers from 0 to rows − 1
   */
  public RawTable select(int[] chosen) {
    List<Object> selected = new ArrayList<>(values.size());
    for (Object array : values) {
      if (array instanceof double[] numbers) {
        selected.add(Arrays.stream(chosen).mapToDouble(row -> numbers[row]).toArray());
      } else {
        String[] texts = (String[]) array;
        selected.add(Arrays.stream(chosen).mapToObj(row -> texts[row]).toArray(String[]::new));
      }
    }
    return new RawTable(columns, selected);
  }

  /**
   * This table with a column replaced (which keeps its place) or added at the end.
   *
   * @param array {@code double[]} for a NUMBER column, {@code String[]} for a TEXT column (a DATE
   *     column that is replaced by texts stays one)
   */
  public RawTable withColumn(String column, Object array) {
    List<ColumnSchema> newColumns = new ArrayList<>(columns);
    List<Object> newValues = new ArrayList<>(values);
    Integer position = positions.get(column);
    ColumnKind kind = array instanceof double[] ? ColumnKind.NUMBER : ColumnKind.TEXT;
    if (position == null) {
      newColumns.add(new ColumnSchema(column, kind));
      newValues.add(array);
    } else {
      boolean staysDate =
          kind == ColumnKind.TEXT && columns.get(position).kind() == ColumnKind.DATE;
      newColumns.set(position, new ColumnSchema(column, staysDate ? ColumnKind.DATE : kind));
      newValues.set(position, array);
    }
    return new RawTable(newColumns, newValues);
  }

  private int position(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(
          "There is no column '"
              + column
              + "' (found: "
              + String.join(", ", columns.stream().map(ColumnSchema::name).toList())
              + ").");
    }
    return position;
  }

  private static int length(ColumnSchema column, Object array) {
    if (column.kind() == ColumnKind.NUMBER && array instanceof double[] numbers) {
      return numbers.length;
    }
    if (column.kind() != ColumnKind.NUMBER && array instanceof String[] texts) {
      for (String text : texts) {
        if (text == null) {
          throw new IllegalArgumentException(
              "Column '" + column.name() + "' holds null; missing texts are empty texts.");
        }
      }
      return texts.length;
    }
    throw new IllegalArgumentException(
        "Column '"
            + column.name()
            + "' is "
            + column.kind()
            + " but its values are "
            + array.getClass().getSimpleName()
            + ".");
  }
}
