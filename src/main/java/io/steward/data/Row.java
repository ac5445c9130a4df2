package io.steward.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a small query result, read by column name. */
public final class Row {
  private final Map<String, Object> values;

  /**
   * @param values the values by column name; numbers as {@link Number}, arrays of numbers as lists,
   *     everything else as text; null values left out
   */
  public Row(Map<String, Object> values) {
    this.values = new HashMap<>(values);
  }

  /** A number; throws if it is null or no number. */
  public double number(String column) {
    return required(column, Number.class).doubleValue();
  }

  /** A whole number; throws if it is null, no number, or outside the range of a long. */
  public long whole(String column) {
    return big(column).longValueExact();
  }

  /** A whole number of any size; throws if it is null or no whole number. */
  public BigInteger big(String column) {
    Number number = required(column, Number.class);
    return number instanceof BigInteger big
        ? big
        : new BigDecimal(number.toString()).toBigIntegerExact();
  }

  /** A text, or null. */
  public @Nullable String text(String column) {
    Object value = values.get(column);
    return value == null ? null : value.toString();
  }

  /** A text; throws if it is null. */
  public String requiredText(String column) {
    return required(column, Object.class).toString();
  }

  /** An array of numbers; throws if it is null. */
  public double[] numbers(String column) {
    List<?> list = required(column, List.class);
    return list.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  /** The values of all columns; those that are null are left out. */
  public Collection<Object> all() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** Whether there is a value. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  private <T> T required(String column, Class<T> type) {
    Object value = values.get(column);
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "The query gave no "
              + type.getSimpleName()
              + " in '"
              + column
              + "' but "
              + value
              + " (columns: "
              + values.keySet()
              + ").");
    }
    return type.cast(value);
  }
}
