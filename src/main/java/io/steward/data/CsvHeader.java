package io.steward.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for the first line of a CSV file. */
final class CsvHeader {
  /** The most columns a table may have. */
  static final int MAX_COLUMNS = 2000;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final String RESERVED = "steward_";

  private CsvHeader() {}

  /** The names, if they can be column names. */
  static List<String> checked(List<String> names, String file) {
    if (names.size() > MAX_COLUMNS) {
      throw fault(
          "too-many-columns",
          file + " has " + names.size() + " columns; at most " + MAX_COLUMNS + " are taken.",
          "Leave out those that are not needed");
    }
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
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      check(names.get(i), i + 1, file, seen);
    }
    return List.copyOf(names);
  }

  private static void check(String name, int number, String file, Map<String, Integer> seen) {
    if (name.isBlank()) {
      throw fault(
          "blank-column-name",
          "Column " + number + " of " + file + " has no name in the first line.",
          "Name it");
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
          "Give it a plain name; or a quote in the first line is never closed");
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
          "Rename one; or the file has no line of column names, then put one in front");
    }
  }

  private static UnusableDataException fault(String code, String what, String advice) {
    return new UnusableDataException(code, what + " " + advice + ".");
  }
}
