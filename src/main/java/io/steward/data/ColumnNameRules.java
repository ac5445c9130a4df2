package io.steward.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for the names of columns, whatever the source. */
final class ColumnNameRules {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final String RESERVED = "steward_";

  private ColumnNameRules() {}

  /** The names of a CSV file's first line, if they can be column names. */
  static List<String> checked(List<String> names, String file, SourceLimits limits) {
    requireFew(names, file, limits);
    if (names.size() == 1) {
      throw fault(
          "one-column",
          file + " has one column only, '" + names.get(0) + "'.",
          "Put comma, semicolon, tab or | between the fields; a target and one more column are the"
              + " least");
    }
    if (names.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
      throw fault(
          "no-header",
          "The first line of " + file + " holds numbers only, so it looks like data.",
          "Put a line with the column names in front");
    }
    return checkedEach(names, file);
  }

  /** The names that a source other than CSV gives, if they can be column names. */
  static List<String> checkedKeys(List<String> names, String file, SourceLimits limits) {
    requireFew(names, file, limits);
    if (names.size() < 2) {
      throw fault(
          "one-column",
          file
              + " has "
              + (names.isEmpty() ? "no column." : "one column only, '" + names.get(0) + "'."),
          "A target and one more column are the least");
    }
    return checkedEach(names, file);
  }

  private static void requireFew(List<String> names, String file, SourceLimits limits) {
    if (names.size() > limits.columns()) {
      throw fault(
          "too-many-columns",
          file + " has " + names.size() + " columns; at most " + limits.columns() + " are taken.",
          "Leave out those that are not needed, or have steward.sources.limits.columns raised");
    }
  }

  private static List<String> checkedEach(List<String> names, String file) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      check(names.get(i), i + 1, file, seen);
    }
    return List.copyOf(names);
  }

  private static void check(String name, int number, String file, Map<String, Integer> seen) {
    if (name.isBlank()) {
      throw fault(
          "blank-column-name", "Column " + number + " of " + file + " has no name.", "Name it");
    }
    if (name.chars().anyMatch(Character::isISOControl) || name.length() > 200) {
      throw fault(
          "bad-column-name",
          "The name of column "
              + number
              + " of "
              + file
              + " holds control characters or is longer"
              + " than 200 characters.",
          "Give it a plain name; in CSV, see whether a quote in the first line is never closed");
    }
    if (name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      throw fault(
          "reserved-column-name",
          "Column '"
              + name
              + "' of "
              + file
              + " begins with '"
              + RESERVED
              + "', which Steward keeps"
              + " for itself.",
          "Rename it");
    }
    Integer first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), number);
    if (first != null) {
      throw fault(
          "duplicate-column-name",
          "Columns "
              + first
              + " and "
              + number
              + " of "
              + file
              + " are both named '"
              + name
              + "' (upper and lower case do not count).",
          "Rename one; or, in CSV, put the line of column names in front if it is missing");
    }
  }

  private static UnusableDataException fault(String code, String what, String advice) {
    return new UnusableDataException(code, what + " " + advice + ".");
  }
}
