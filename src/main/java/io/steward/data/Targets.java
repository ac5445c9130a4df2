package io.steward.data;

import io.steward.charter.Charter;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of the target stand for. A class is named by its text; a class that is a number
 * by its digits without needless ones, so that {@code 1} and {@code 1.0} are one class.
 */
public final class Targets {
  private Targets() {}

  /**
   * The outcome of each row: the number of its class in {@code classes}, or the value itself where
   * {@code classes} is empty (regression). NaN where the target is missing or no known class.
   *
   * @param target the target column's name
   */
  public static double[] truth(RawTable rows, String target, List<String> classes) {
    if (classes.isEmpty()) {
      return rows.numbers(target);
    }
    if (rows.kind(target) == ColumnKind.NUMBER) {
      Map<Double, Double> codes = new HashMap<>();
      for (int i = 0; i < classes.size(); i++) {
        codes.put(Double.parseDouble(classes.get(i)), (double) i);
      }
      return Arrays.stream(rows.numbers(target))
          .map(value -> codes.getOrDefault(value + 0.0, Double.NaN))
          .toArray();
    }
    Map<String, Double> codes = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      codes.put(classes.get(i), (double) i);
    }
    return Arrays.stream(rows.texts(target))
        .mapToDouble(value -> codes.getOrDefault(value, Double.NaN))
        .toArray();
  }

  /**
   * The charter's positive class as the data names it, for example {@code 1} for {@code 1.0} in a
   * number column; null if the charter names none.
   */
  static @Nullable String positive(Charter charter, ColumnSchema target) {
    String positive = charter.target().positive();
    if (positive == null || target.kind() != ColumnKind.NUMBER) {
      return positive;
    }
    try {
      double value = Double.parseDouble(positive.strip());
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
      return whole ? String.valueOf((long) value) : String.valueOf(value);
    } catch (NumberFormatException e) {
      return positive;
    }
  }

  /** The classes in the order in which they are numbered; a binary task's positive one is last. */
  static List<String> ordered(List<String> found, ColumnKind kind, @Nullable String positive) {
    Comparator<String> order =
        kind == ColumnKind.NUMBER
            ? Comparator.comparingDouble(Double::parseDouble)
            : Comparator.naturalOrder();
    return found.stream()
        .sorted(Comparator.comparing((String name) -> name.equals(positive)).thenComparing(order))
        .toList();
  }
}
