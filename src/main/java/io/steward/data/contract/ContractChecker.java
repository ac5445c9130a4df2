package io.steward.data.contract;

import io.steward.artifact.ArtifactStore;
import io.steward.data.ColumnProfile;
import io.steward.data.DataEngine;
import io.steward.data.DataException;
import io.steward.data.DataProfile;
import io.steward.data.Row;
import io.steward.data.Snapshot;
import io.steward.data.Workspace;
import io.steward.data.contract.ContractRule.Duplicates;
import io.steward.data.contract.ContractRule.Fresh;
import io.steward.data.contract.ContractRule.HasType;
import io.steward.data.contract.ContractRule.LogicalType;
import io.steward.data.contract.ContractRule.NotExecutable;
import io.steward.data.contract.ContractRule.RowCount;
import io.steward.data.contract.ContractRule.Sql;
import io.steward.data.contract.ContractRule.Values;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks a snapshot against a data contract, every rule, and reports all at once. What the profile
 * tells is not read again; the other conditions on values are counted in one scan together; example
 * rows are looked for only where a rule is broken. A rule that cannot be checked stops no other.
 */
public final class ContractChecker {
  private final ArtifactStore store;
  private final DataEngine engine;
  private final Duration queryTimeout;

  /**
   * A checker of snapshots in this store.
   *
   * @param queryTimeout the most time that one query of a contract may take, at least a second
   */
  public ContractChecker(ArtifactStore store, DataEngine engine, Duration queryTimeout) {
    this.store = store;
    this.engine = engine;
    this.queryTimeout = queryTimeout;
  }

  /**
   * Checks.
   *
   * @param profile the profile of this snapshot
   * @param masked columns whose values must not be shown, beside those that the contract calls
   *     confidential
   * @param asOf when the data was asked for; freshness is measured against it
   * @return one result a rule, in the order of the contract
   */
  public List<RuleResult> check(
      DataContract contract,
      Snapshot snapshot,
      DataProfile profile,
      Set<String> masked,
      Instant asOf) {
    try (Workspace workspace = new Workspace(store, engine)) {
      URI parquet = workspace.fetch(snapshot.parquet());
      Examples examples =
          new Examples(engine, engine.relation(parquet), snapshot, hidden(contract, masked));
      Map<String, RuleResult> results = new LinkedHashMap<>();
      List<Scan> scans = new ArrayList<>();
      for (ContractRule rule : contract.rules()) {
        results.put(rule.id(), RuleResults.unchecked(rule, "It was not reached."));
        direct(rule, snapshot, profile, asOf, scans, examples)
            .ifPresent(result -> results.put(rule.id(), result));
      }
      scan(scans, snapshot, examples).forEach(result -> results.put(result.id(), result));
      new SqlRules(engine, parquet, contract.table(), snapshot, examples, queryTimeout)
          .check(contract.rules())
          .forEach(result -> results.put(result.id(), result));
      if (!contract.columns().isEmpty()) {
        RuleResult others = RuleResults.otherColumns(contract, snapshot);
        results.put(others.id(), others);
      }
      return List.copyOf(results.values());
    }
  }

  private static Set<String> hidden(DataContract contract, Set<String> masked) {
    Set<String> hidden = new java.util.HashSet<>(masked);
    hidden.addAll(contract.confidential());
    return hidden;
  }

  /** A condition on values that has to be counted. */
  private record Scan(ContractRule rule, String violated, Bound bound) {}

  /** The result of a rule, unless it waits for the scan or is SQL. */
  private Optional<RuleResult> direct(
      ContractRule rule,
      Snapshot snapshot,
      DataProfile profile,
      Instant asOf,
      List<Scan> scans,
      Examples examples) {
    return switch (rule.check()) {
      case HasType(String column, LogicalType type) ->
          type(rule, column, type, snapshot, profile, scans);
      case Values values -> values(rule, values, snapshot, profile, scans, examples);
      case Duplicates(List<String> columns, Bound bound) ->
          Optional.of(duplicates(rule, columns, bound, snapshot, profile, examples));
      case RowCount(Bound bound) -> Optional.of(RuleResults.rowCount(rule, bound, snapshot.rows()));
      case Fresh fresh -> Optional.of(RuleResults.fresh(rule, fresh, profile, asOf));
      case NotExecutable(String why) -> Optional.of(RuleResults.unchecked(rule, why));
      case Sql _ -> Optional.empty();
    };
  }

  private Optional<RuleResult> type(
      ContractRule rule,
      String name,
      LogicalType type,
      Snapshot snapshot,
      DataProfile profile,
      List<Scan> scans) {
    Optional<ColumnSchema> column = snapshot.column(name);
    if (column.isEmpty()) {
      return Optional.of(RuleResults.noColumn(rule, name, snapshot));
    }
    ColumnProfile facts = profile.column(name).orElseThrow();
    boolean fits = type.fits(facts);
    if (fits && type == LogicalType.INTEGER && !facts.allMissing()) {
      String broken = new ConditionSql(engine.dialect()).notWhole(engine.dialect().name(name));
      scans.add(new Scan(rule, broken, Bound.NONE));
      return Optional.empty();
    }
    return Optional.of(RuleResults.type(rule, fits, facts.kind(), snapshot.rows()));
  }

  private Optional<RuleResult> values(
      ContractRule rule,
      Values values,
      Snapshot snapshot,
      DataProfile profile,
      List<Scan> scans,
      Examples examples) {
    Optional<ColumnSchema> column = snapshot.column(values.column());
    if (column.isEmpty()) {
      return Optional.of(RuleResults.noColumn(rule, values.column(), snapshot));
    }
    Optional<String> violated =
        new ConditionSql(engine.dialect()).violated(column.get(), values.condition());
    if (violated.isEmpty()) {
      return Optional.of(
          RuleResults.unchecked(
              rule, "The column holds " + column.get().kind() + ", which has no such property."));
    }
    OptionalLong known =
        ProfileAnswers.violations(
            profile.column(values.column()).orElseThrow(), values.condition());
    if (known.isEmpty()) {
      scans.add(new Scan(rule, violated.get(), values.bound()));
      return Optional.empty();
    }
    return Optional.of(
        counted(
            new Scan(rule, violated.get(), values.bound()),
            known.getAsLong(),
            snapshot.rows(),
            examples));
  }

  private List<RuleResult> scan(List<Scan> scans, Snapshot snapshot, Examples examples) {
    if (scans.isEmpty()) {
      return List.of();
    }
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      counts.add("count(CASE WHEN " + scans.get(i).violated() + " THEN 1 END) AS n" + i);
    }
    List<RuleResult> results = new ArrayList<>();
    try {
      Row row =
          engine
              .query("SELECT " + String.join(", ", counts) + " FROM " + examples.table())
              .getFirst();
      for (int i = 0; i < scans.size(); i++) {
        results.add(counted(scans.get(i), row.whole("n" + i), snapshot.rows(), examples));
      }
    } catch (DataException e) {
      if (scans.size() == 1) {
        return List.of(
            RuleResults.unchecked(scans.getFirst().rule(), String.valueOf(e.getMessage())));
      }
      // One of them is at fault, such as a pattern that is no regular expression.
      results.clear();
      scans.forEach(scan -> results.addAll(scan(List.of(scan), snapshot, examples)));
    }
    return results;
  }

  private static RuleResult counted(Scan scan, long count, long rows, Examples examples) {
    boolean holds = scan.bound().holds(count, rows);
    return RuleResults.counted(
        scan.rule(),
        scan.bound(),
        count,
        rows,
        holds || count == 0 ? List.of() : examples.where(scan.violated(), scan.rule().columns()));
  }

  private RuleResult duplicates(
      ContractRule rule,
      List<String> columns,
      Bound bound,
      Snapshot snapshot,
      DataProfile profile,
      Examples examples) {
    for (String column : columns) {
      if (snapshot.column(column).isEmpty()) {
        return RuleResults.noColumn(rule, column, snapshot);
      }
    }
    long rows = snapshot.rows();
    long count;
    if (columns.size() == 1) {
      ColumnProfile column = profile.column(columns.getFirst()).orElseThrow();
      count = rows - column.missing() - column.distinct();
    } else {
      List<String> names = columns.stream().map(engine.dialect()::name).toList();
      String query =
          "SELECT coalesce(sum(n - 1), 0) AS repeated FROM (SELECT count(*) AS n FROM "
              + examples.table()
              + " WHERE "
              + String.join(" IS NOT NULL AND ", names)
              + " IS NOT NULL GROUP BY "
              + String.join(", ", names)
              + ") AS rows_";
      count = engine.query(query).getFirst().whole("repeated");
    }
    boolean holds = bound.holds(count, rows);
    return RuleResults.counted(
        rule, bound, count, rows, holds || count == 0 ? List.of() : examples.repeated(columns));
  }
}
