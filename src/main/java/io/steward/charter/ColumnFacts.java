package io.steward.charter;

import io.steward.schema.ColumnKind;
import java.util.List;

/**
 * What is known of a column before a charter is written.
 *
 * @param distinct number of different values, missing ones not counted
 * @param missing number of rows without a value
 * @param rows number of all rows
 * @param topValues the most frequent values, the most frequent first; at most about ten
 */
public record ColumnFacts(
    String name, ColumnKind kind, long distinct, long missing, long rows, List<String> topValues) {
  public ColumnFacts {
    topValues = List.copyOf(topValues);
  }
}
