package io.steward.data.contract;

import io.steward.data.DataEngine;
import io.steward.data.DataException;
import io.steward.data.IsolatedTable;
import io.steward.data.Row;
import io.steward.data.Snapshot;
import io.steward.data.contract.ContractRule.Sql;
import io.steward.data.contract.RuleResult.Example;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the rules that are queries. They are written by people who may hand in any text, so each
 * runs locked in with the one table, as a single SELECT, for a few seconds at most.
 */
final class SqlRules {
  /** A query that counts rows tells which rows to show. */
  private static final Pattern COUNTS =
      Pattern.compile(
          "(?is)\\s*select\\s+count\\s*\\(\\s*\\*\\s*\\)(?:\\s+as\\s+\\w+)?\\s+from\\s+"
              + "\\$\\{(?:table|object)}\\s+where\\s+(.*?);*\\s*");

  private final DataEngine engine;
  private final URI parquet;
  private final String table;
  private final Snapshot snapshot;
  private final Examples examples;
  private final Duration timeout;

  SqlRules(
      DataEngine engine,
      URI parquet,
      String table,
      Snapshot snapshot,
      Examples examples,
      Duration timeout) {
    this.engine = engine;
    this.parquet = parquet;
    this.table = table;
    this.snapshot = snapshot;
    this.examples = examples;
    this.timeout = timeout;
  }

  List<RuleResult> check(List<ContractRule> rules) {
    List<RuleResult> results = new ArrayList<>();
    List<ContractRule> queries =
        rules.stream().filter(rule -> rule.check() instanceof Sql).toList();
    if (queries.isEmpty()) {
      return results;
    }
    try (IsolatedTable isolated = engine.isolate(parquet, table, timeout)) {
      for (ContractRule rule : queries) {
        results.add(check(rule, (Sql) rule.check(), isolated));
      }
    }
    return results;
  }

  private RuleResult check(ContractRule rule, Sql sql, IsolatedTable isolated) {
    double value;
    try {
      List<Row> rows = isolated.select(filled(sql.query(), sql));
      if (rows.size() != 1
          || rows.getFirst().all().size() != 1
          || !(rows.getFirst().all().iterator().next() instanceof Number number)) {
        return RuleResults.unchecked(
            rule, "The query must give one number, in one row and one column.");
      }
      value = number.doubleValue();
    } catch (DataException e) {
      return RuleResults.unchecked(rule, String.valueOf(e.getMessage()));
    }
    Matcher counts = COUNTS.matcher(sql.query());
    boolean holds = sql.bound().holds(value);
    if (counts.matches() && value == Math.rint(value) && value >= 0) {
      List<Example> shown =
          holds || value == 0 ? List.of() : shown(filled(counts.group(1), sql), isolated);
      return RuleResults.counted(rule, sql.bound(), (long) value, snapshot.rows(), shown);
    }
    String detail = "The query gives " + value + "; wanted: " + sql.bound().words() + ".";
    return RuleResults.value(rule, holds, detail, snapshot.rows(), List.of());
  }

  private List<Example> shown(String condition, IsolatedTable isolated) {
    List<String> columns =
        snapshot.columns().stream()
            .map(ColumnSchema::name)
            .filter(name -> mentions(condition, name))
            .toList();
    try {
      String from = engine.dialect().name(table);
      return examples.of(
          isolated.select(examples.select(from, "(" + condition + ")", columns)), columns);
    } catch (DataException e) {
      // The count stands; that its rows cannot be listed takes nothing away from it.
      return List.of();
    }
  }

  private static boolean mentions(String condition, String column) {
    return Pattern.compile(
            "(?<![\\w])" + Pattern.quote(column) + "(?![\\w])", Pattern.CASE_INSENSITIVE)
        .matcher(condition)
        .find();
  }

  private String filled(String query, Sql sql) {
    String quoted = engine.dialect().name(table);
    String column = sql.column().isEmpty() ? "" : engine.dialect().name(sql.column());
    return query
        .replace("${table}", quoted)
        .replace("${object}", quoted)
        .replace("${column}", column)
        .replace("${property}", column);
  }
}
