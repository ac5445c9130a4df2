package io.steward.data.contract;

import io.steward.data.ColumnProfile;
import io.steward.data.Severity;
import io.steward.schema.ColumnKind;
import java.util.List;

/**
 * One rule of a data contract.
 *
 * @param id names the rule within the contract: its {@code id} or {@code name} there, else made of
 *     the column and the kind of rule
 * @param what the rule in words
 * @param severity of a violation
 * @param columns whose values are shown of rows that break the rule; may be empty
 */
public record ContractRule(
    String id, String what, Severity severity, List<String> columns, Check check) {
  public ContractRule {
    columns = List.copyOf(columns);
  }

  /** How a rule is checked. */
  public sealed interface Check {}

  /** The column is there and holds this kind of values. */
  public record HasType(String column, LogicalType type) implements Check {}

  /**
   * The number of rows whose value in a column breaks a condition is within bounds.
   *
   * @param bound for rows, or for a share of all rows in percent
   */
  public record Values(String column, Condition condition, Bound bound) implements Check {}

  /**
   * The number of rows that repeat an earlier row in these columns is within bounds. Rows in which
   * one of them is missing do not count.
   */
  public record Duplicates(List<String> columns, Bound bound) implements Check {
    public Duplicates {
      columns = List.copyOf(columns);
    }
  }

  /** The number of rows of the table is within bounds. */
  public record RowCount(Bound bound) implements Check {}

  /**
   * The one number that a query gives is within bounds.
   *
   * @param query a single SELECT; {@code ${table}} and {@code ${column}} stand for the names
   * @param column what {@code ${column}} stands for; "" in a rule of the table
   */
  public record Sql(String query, String column, Bound bound) implements Check {}

  /** The latest value of a date column is at most this old. */
  public record Fresh(String column, long maximum, Age unit) implements Check {}

  /** Nothing that Steward can check: a text for people, or another tool's check. */
  public record NotExecutable(String why) implements Check {}

  /** A unit of age. */
  public enum Age {
    HOURS,
    DAYS,
    MONTHS,
    YEARS
  }

  /** The logical types of ODCS that a column of a table can have. */
  public enum LogicalType {
    STRING,
    DATE,
    TIMESTAMP,
    NUMBER,
    INTEGER,
    BOOLEAN;

    /** Whether a column holds such values, as far as its kind tells; an empty one does. */
    boolean fits(ColumnProfile column) {
      return column.allMissing()
          || switch (this) {
            case NUMBER, INTEGER -> column.kind() == ColumnKind.NUMBER;
            case DATE, TIMESTAMP -> column.kind() == ColumnKind.DATE;
            case BOOLEAN -> column.distinct() <= 2;
            case STRING -> true;
          };
    }
  }

  /** What a single value must be; a missing value breaks only {@link Present}. */
  public sealed interface Condition {}

  /** It is not missing, and none of these texts that stand for missing. */
  public record Present(List<String> alsoMissing) implements Condition {
    public Present {
      alsoMissing = List.copyOf(alsoMissing);
    }
  }

  /**
   * It lies in a range: of numbers, or of dates as texts.
   *
   * @param lower the least value, or "" for none
   * @param upper the greatest value, or "" for none
   */
  public record InRange(String lower, boolean lowerOpen, String upper, boolean upperOpen)
      implements Condition {}

  /** It is a whole multiple of this number. */
  public record MultipleOf(double unit) implements Condition {}

  /** It has so many characters. */
  public record Length(long least, long most) implements Condition {}

  /** The whole of it matches a regular expression. */
  public record Matches(String pattern) implements Condition {}

  /** It is one of these. */
  public record OneOf(List<String> values) implements Condition {
    public OneOf {
      values = List.copyOf(values);
    }
  }
}
