package io.steward.data;

import io.steward.schema.ColumnKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way of writing numbers or dates that is not the plain one. A plus sign before groups of digits
 * is none of numbers: it is mostly a telephone number's.
 */
enum Notation {
  /** 1,234.50 */
  POINT(
      ColumnKind.NUMBER,
      "numbers with a decimal point and groups of three digits",
      "([+-]?[0-9]+|-?[1-9][0-9]{0,2}((,[0-9]{3})+|([ \u00a0\u202f'][0-9]{3})+))([.][0-9]+)?"),
  /** 1.234,50 */
  COMMA(
      ColumnKind.NUMBER,
      "numbers with a decimal comma",
      "([+-]?[0-9]+|-?[1-9][0-9]{0,2}(([.][0-9]{3})+|([ \u00a0\u202f'][0-9]{3})+))(,[0-9]+)?"),
  /** 31.12.2026 */
  DAY_POINT(ColumnKind.DATE, "dates written dd.MM.yyyy", day("[.]"), "%d.%m.%Y"),
  /** 31/12/2026 */
  DAY_SLASH(ColumnKind.DATE, "dates written dd/MM/yyyy", day("/"), "%d/%m/%Y"),
  /** 12/31/2026 */
  MONTH_SLASH(ColumnKind.DATE, "dates written MM/dd/yyyy", day("/"), "%m/%d/%Y"),
  /** 31-12-2026 */
  DAY_HYPHEN(ColumnKind.DATE, "dates written dd-MM-yyyy", day("-"), "%d-%m-%Y"),
  /** 12-31-2026 */
  MONTH_HYPHEN(ColumnKind.DATE, "dates written MM-dd-yyyy", day("-"), "%m-%d-%Y"),
  /** 2026/12/31 */
  YEAR_SLASH(
      ColumnKind.DATE,
      "dates written yyyy/MM/dd",
      "[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}" + Notation.TIME,
      "%Y/%m/%d");

  private static final String TIME = "( [0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?";

  private final ColumnKind kind;
  private final String words;
  private final String regex;
  private final @Nullable String format;

  Notation(ColumnKind kind, String words, String regex) {
    this(kind, words, regex, null);
  }

  Notation(ColumnKind kind, String words, String regex, @Nullable String format) {
    this.kind = kind;
    this.words = words;
    this.regex = regex;
    this.format = format;
  }

  private static String day(String separator) {
    return "[0-9]{1,2}" + separator + "[0-9]{1,2}" + separator + "[0-9]{4}" + Notation.TIME;
  }

  static List<Notation> of(ColumnKind kind) {
    return Stream.of(values()).filter(notation -> notation.kind == kind).toList();
  }

  ColumnKind kind() {
    return kind;
  }

  /** For the manifest and for messages. */
  String words() {
    return words;
  }

  /** SQL: whether a trimmed text is written so; a date must also be in the calendar. */
  String matches(Dialect sql, String value) {
    String written = sql.matches(value, regex);
    return format == null
        ? written
        : "(" + written + " AND " + sql.parsedDate(datePart(value), format) + " IS NOT NULL)";
  }

  /** SQL: a number's text in the plain notation. */
  String plainNumber(Dialect sql, String value) {
    String plain = value;
    for (String group : List.of(" ", "\u00a0", "\u202f", "'", this == POINT ? "," : ".")) {
      plain = "replace(" + plain + ", " + sql.text(group) + ", '')";
    }
    return this == POINT ? plain : "replace(" + plain + ", ',', '.')";
  }

  /** SQL: the value as it is kept; texts that are not written so must have been ruled out. */
  String kept(Dialect sql, String value) {
    if (format == null) {
      return sql.parsedNumber(plainNumber(sql, value));
    }
    String time = "split_part(" + value + ", ' ', 2)";
    return sql.parsedDate(datePart(value), format)
        + " || CASE WHEN "
        + time
        + " <> '' THEN ' ' || "
        + time
        + " ELSE '' END";
  }

  private static String datePart(String value) {
    return "split_part(" + value + ", ' ', 1)";
  }
}
