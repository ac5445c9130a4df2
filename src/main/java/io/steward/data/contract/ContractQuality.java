package io.steward.data.contract;

import io.steward.data.Severity;
import io.steward.data.contract.Bound.Operator;
import io.steward.data.contract.ContractRule.Check;
import io.steward.data.contract.ContractRule.Condition;
import io.steward.data.contract.ContractRule.Duplicates;
import io.steward.data.contract.ContractRule.Matches;
import io.steward.data.contract.ContractRule.NotExecutable;
import io.steward.data.contract.ContractRule.OneOf;
import io.steward.data.contract.ContractRule.Present;
import io.steward.data.contract.ContractRule.RowCount;
import io.steward.data.contract.ContractRule.Sql;
import io.steward.data.contract.ContractRule.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the items of {@code quality} lists: of a column, or of the table. */
final class ContractQuality {
  private static final Set<String> KNOWN = known();

  private ContractQuality() {}

  private static Set<String> known() {
    Set<String> keys =
        new HashSet<>(
            Set.of(
                "id",
                "name",
                "description",
                "type",
                "metric",
                "rule",
                "arguments",
                "query",
                "engine",
                "implementation",
                "severity",
                "dimension",
                "unit",
                "method",
                "businessImpact",
                "schedule",
                "scheduler",
                "tags",
                "customProperties",
                "authoritativeDefinitions"));
    Arrays.stream(Operator.values()).map(Operator::key).forEach(keys::add);
    return Set.copyOf(keys);
  }

  /**
   * @param column the column that the rule is about; "" for the table
   */
  static Optional<ContractRule> read(OdcsNode node, String column) {
    node.onlyKnows(KNOWN);
    String type = node.optionalText("type").orElse(node.has("query") ? "sql" : "library");
    Check check =
        switch (type) {
          case "library" -> library(node, column);
          case "sql" -> sql(node, column);
          case "text" -> new NotExecutable("It is a text for people.");
          case "custom" ->
              new NotExecutable(
                  "It is a check of another tool ("
                      + node.optionalText("engine").orElse("not named")
                      + ").");
          default -> {
            node.fault("type", "'" + type + "' is not one of library, sql, text, custom.");
            yield null;
          }
        };
    if (check == null) {
      return Optional.empty();
    }
    String kind = node.optionalText("metric").orElse(type);
    String id =
        node.optionalText("id")
            .or(() -> node.optionalText("name"))
            .orElse(column.isEmpty() ? kind : column + "-" + kind);
    return Optional.of(
        new ContractRule(
            id,
            node.optionalText("description").orElseGet(() -> words(check)),
            check instanceof NotExecutable ? Severity.INFO : severity(node),
            columns(check, column),
            check));
  }

  private static @Nullable Check library(OdcsNode node, String column) {
    if (node.has("rule")) {
      node.fault("rule", "This key is out of date since ODCS 3.1. Write metric instead.");
    }
    Bound bound = bound(node);
    OdcsNode arguments = node.mapping("arguments");
    String metric = node.text("metric");
    if (metric.isEmpty() || bound == null) {
      return null;
    }
    if (metric.equals("rowCount")) {
      return new RowCount(bound);
    }
    if (metric.equals("duplicateValues")) {
      List<String> columns = column.isEmpty() ? arguments.texts("properties") : List.of(column);
      if (columns.isEmpty()) {
        node.fault("arguments.properties", "Name the columns whose values must not repeat.");
        return null;
      }
      return new Duplicates(columns, bound);
    }
    if (column.isEmpty()) {
      node.fault(
          "metric",
          "'"
              + metric
              + "' is about one column: put it under that property. For the table there are"
              + " rowCount and duplicateValues.");
      return null;
    }
    return condition(node, metric, arguments)
        .map(condition -> new Values(column, condition, bound))
        .orElse(null);
  }

  private static Optional<Condition> condition(OdcsNode node, String metric, OdcsNode arguments) {
    switch (metric) {
      case "nullValues" -> {
        return Optional.of(new Present(List.of()));
      }
      case "missingValues" -> {
        return Optional.of(new Present(arguments.texts("missingValues")));
      }
      case "invalidValues" -> {
        List<String> valid = arguments.texts("validValues");
        Optional<String> pattern = arguments.optionalText("pattern");
        if (valid.isEmpty() == pattern.isEmpty()) {
          node.fault("arguments", "Give validValues or pattern: one of the two.");
          return Optional.empty();
        }
        return Optional.of(pattern.<Condition>map(Matches::new).orElseGet(() -> new OneOf(valid)));
      }
      default -> {
        node.fault(
            "metric",
            "'%s' is not one of nullValues, missingValues, invalidValues, duplicateValues, rowCount."
                .formatted(metric));
        return Optional.empty();
      }
    }
  }

  private static @Nullable Check sql(OdcsNode node, String column) {
    String query = node.text("query");
    Bound bound = bound(node);
    return bound == null || query.isEmpty() ? null : new Sql(query, column, bound);
  }

  private static @Nullable Bound bound(OdcsNode node) {
    List<Operator> given =
        Arrays.stream(Operator.values()).filter(operator -> node.has(operator.key())).toList();
    if (given.size() != 1) {
      node.fault(
          "mustBe",
          "Give exactly one comparison: "
              + String.join(", ", Arrays.stream(Operator.values()).map(Operator::key).toList())
              + ".");
      return null;
    }
    Operator operator = given.getFirst();
    boolean percent =
        node.optionalText("unit").filter(unit -> unit.equalsIgnoreCase("percent")).isPresent();
    if (operator.isRange()) {
      List<Double> ends = node.numbers(operator.key());
      if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
        node.fault(operator.key(), "Expected two numbers, the smaller one first.");
        return null;
      }
      return new Bound(operator, ends.get(0), ends.get(1), percent);
    }
    Double value = node.number(operator.key());
    return value == null ? null : new Bound(operator, value, value, percent);
  }

  /** ODCS leaves the words open; these are the usual ones. Whatever else asks a person. */
  private static Severity severity(OdcsNode node) {
    return switch (node.optionalText("severity").orElse("error").toLowerCase(Locale.ROOT)) {
      case "critical", "blocking", "blocker" -> Severity.BLOCKING;
      case "warning", "warn", "medium" -> Severity.WARNING;
      case "info", "low" -> Severity.INFO;
      default -> Severity.REVIEW;
    };
  }

  private static List<String> columns(Check check, String column) {
    if (check instanceof Duplicates duplicates) {
      return duplicates.columns();
    }
    return column.isEmpty() ? List.of() : List.of(column);
  }

  private static String words(Check check) {
    return switch (check) {
      case RowCount(Bound bound) -> "The number of rows is " + bound.words() + ".";
      case Duplicates(List<String> columns, Bound bound) ->
          "Rows that repeat " + String.join(", ", columns) + ": " + bound.words() + ".";
      case Values(String column, Condition condition, Bound bound) ->
          words(column, condition) + ": " + bound.words() + ".";
      case Sql(String query, String column, Bound bound) ->
          "The query gives " + bound.words() + ": " + query.strip().replaceAll("\\s+", " ");
      default -> "A check in words.";
    };
  }

  private static String words(String column, Condition condition) {
    return switch (condition) {
      case OneOf(List<String> values) ->
          "Values of '" + column + "' other than " + String.join(", ", values);
      case Matches(String pattern) -> "Values of '" + column + "' that do not match " + pattern;
      default -> "Rows without a value in '" + column + "'";
    };
  }
}
