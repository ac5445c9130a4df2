package io.steward.data;

import io.steward.schema.ColumnSchema;
import java.util.List;
import java.util.stream.Collectors;

/** Words about columns that are not there. */
final class ColumnNames {
  private static final int SHOWN = 40;

  private ColumnNames() {}

  /** Says that the charter names a column, in this role, that the data does not have. */
  static String notFound(String name, String role, Snapshot snapshot) {
    return "Column '"
        + name
        + "' is in the charter "
        + role
        + " but not in "
        + snapshot.sourceName()
        + similar(name, snapshot)
        + " (found: "
        + found(snapshot)
        + ").";
  }

  private static String similar(String name, Snapshot snapshot) {
    return snapshot.columns().stream()
        .map(ColumnSchema::name)
        .filter(other -> plain(other).equals(plain(name)))
        .findFirst()
        .map(other -> "; there it is written '" + other + "'")
        .orElse("");
  }

  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static String found(Snapshot snapshot) {
    List<ColumnSchema> columns = snapshot.columns();
    String names =
        columns.stream().limit(SHOWN).map(ColumnSchema::name).collect(Collectors.joining(", "));
    return columns.size() > SHOWN ? names + " and " + (columns.size() - SHOWN) + " more" : names;
  }
}
