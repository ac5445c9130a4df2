package io.steward.data.contract;

import io.steward.data.Dialect;
import io.steward.data.contract.ContractRule.Condition;
import io.steward.data.contract.ContractRule.InRange;
import io.steward.data.contract.ContractRule.Length;
import io.steward.data.contract.ContractRule.Matches;
import io.steward.data.contract.ContractRule.MultipleOf;
import io.steward.data.contract.ContractRule.OneOf;
import io.steward.data.contract.ContractRule.Present;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The SQL that is true for a row whose value breaks a condition, and null where it is missing. */
final class ConditionSql {
  private final Dialect sql;

  ConditionSql(Dialect sql) {
    this.sql = sql;
  }

  /** Nothing if a column of this kind cannot be held against the condition. */
  Optional<String> violated(ColumnSchema column, Condition condition) {
    String name = sql.name(column.name());
    boolean number = column.kind() == ColumnKind.NUMBER;
    return switch (condition) {
      case Present(List<String> also) -> Optional.of(missing(column, name, also));
      case InRange range -> outside(column, name, range);
      case MultipleOf(double unit) ->
          number ? Optional.of(notWhole(name + " / " + sql.number(unit))) : Optional.empty();
      case Length(long least, long most) ->
          number
              ? Optional.empty()
              : Optional.of("length(" + name + ") NOT BETWEEN " + least + " AND " + most);
      case Matches(String pattern) ->
          Optional.of("NOT " + sql.matches(readable(column, name), pattern));
      case OneOf(List<String> values) -> Optional.of("NOT " + in(column, name, values));
    };
  }

  /** True for a number with a fraction. */
  String notWhole(String number) {
    // Beyond 2^53 every double is whole.
    return "(abs(" + number + ") < 9e15 AND " + number + " <> " + sql.floor(number) + ")";
  }

  private String missing(ColumnSchema column, String name, List<String> also) {
    String isNull = name + " IS NULL";
    return also.isEmpty() ? isNull : "(" + isNull + " OR " + in(column, name, also) + ")";
  }

  private String in(ColumnSchema column, String name, List<String> values) {
    if (column.kind() == ColumnKind.NUMBER) {
      List<String> numbers =
          values.stream()
              .map(ConditionSql::number)
              .flatMapToDouble(OptionalDouble::stream)
              .mapToObj(sql::number)
              .toList();
      return numbers.isEmpty()
          ? "(" + name + " <> " + name + ")"
          : "(" + name + " IN (" + String.join(", ", numbers) + "))";
    }
    return "("
        + name
        + " IN ("
        + values.stream().map(sql::text).collect(Collectors.joining(", "))
        + "))";
  }

  private Optional<String> outside(ColumnSchema column, String name, InRange range) {
    List<String> parts = new ArrayList<>();
    if (column.kind() == ColumnKind.TEXT) {
      return Optional.empty();
    }
    boolean number = column.kind() == ColumnKind.NUMBER;
    if (number
        && ((!range.lower().isEmpty() && number(range.lower()).isEmpty())
            || (!range.upper().isEmpty() && number(range.upper()).isEmpty()))) {
      return Optional.empty();
    }
    if (!range.lower().isEmpty()) {
      parts.add(
          compared(number, name, range.lower())
              + (range.lowerOpen() ? " <= " : " < ")
              + literal(number, range.lower()));
    }
    if (!range.upper().isEmpty()) {
      parts.add(
          compared(number, name, range.upper())
              + (range.upperOpen() ? " >= " : " > ")
              + literal(number, range.upper()));
    }
    return Optional.of("(" + String.join(" OR ", parts) + ")");
  }

  /** A date with a time is compared as far as the bound is written. */
  private static String compared(boolean number, String name, String bound) {
    return number ? name : "left(" + name + ", " + bound.length() + ")";
  }

  private String literal(boolean number, String bound) {
    return number ? sql.number(number(bound).orElseThrow()) : sql.text(bound);
  }

  private String readable(ColumnSchema column, String name) {
    return column.kind() == ColumnKind.NUMBER ? sql.canonicalNumber(name) : name;
  }

  static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
