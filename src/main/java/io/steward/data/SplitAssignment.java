package io.steward.data;

import io.steward.charter.Charter;
import io.steward.charter.SplitPlan;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * On which side and in which fold each row lies, as SQL.
 *
 * <p>Stratified: rows are put in the order of the MD5 of the seed and their values (without the
 * columns that the charter gives as id or ignored); of each class the first share becomes the
 * holdout, and the others are dealt out to the folds in turn. Rows with the same values are one
 * item of that order, so they stay together; without such rows each class is met within one row.
 *
 * <p>Grouped: the same with groups as items, each counted to the class most of its rows are of, and
 * folds filled one after the other. A row without a group is a group of its own.
 *
 * <p>By time: the newest share becomes the holdout, the others fill the folds from the oldest on.
 * Rows of one moment stay together; those without a time count as the oldest.
 */
final class SplitAssignment {
  private final Dialect sql;
  private final Charter charter;
  private final Snapshot snapshot;
  private final ColumnSchema target;

  SplitAssignment(Dialect sql, Charter charter, Snapshot snapshot, ColumnSchema target) {
    this.sql = sql;
    this.charter = charter;
    this.snapshot = snapshot;
    this.target = target;
  }

  /** How rows are assigned, in a sentence. */
  static String method(SplitPlan plan) {
    String share = Math.round(100 * plan.holdout()) + " %";
    return switch (plan.by()) {
      case STRATIFIED ->
          "Within each class in the order of md5(seed, values): the first "
              + share
              + " are the holdout, the rest is dealt to the folds in turn. Equal rows stay"
              + " together.";
      case GROUP ->
          "Groups within the class most of their rows are of, in the order of md5(seed, group): the"
              + " first "
              + share
              + " of the rows are the holdout, the rest fills the folds. Groups stay together.";
      case TIME ->
          "In the order of time: the newest "
              + share
              + " are the holdout, the rest fills the folds from the oldest on, and each fold is"
              + " scored by models of earlier ones. Rows of one moment stay together.";
    };
  }

  /** The query: a row's number, stratum, side ({@code holdout}) and place in the folds. */
  String query(String table, int folds) {
    return switch (charter.split().by()) {
      case STRATIFIED -> stratified(table, folds);
      case GROUP -> grouped(table, folds);
      case TIME -> inTime(table, folds);
    };
  }

  private String stratified(String table, int folds) {
    return """
    WITH keyed AS (%1$s),
    items AS (SELECT stratum, item, count(*) AS n FROM keyed GROUP BY stratum, item),
    ordered AS (
      SELECT stratum, item, n,
        sum(n) OVER (PARTITION BY stratum ORDER BY item ROWS UNBOUNDED PRECEDING) AS upto,
        sum(n) OVER (PARTITION BY stratum) AS total
      FROM items),
    sided AS (SELECT stratum, item, 2 * upto - n <= 2 * (%2$s) AS holdout FROM ordered),
    dealt AS (
      SELECT stratum, item, holdout,
        (row_number() OVER (PARTITION BY holdout ORDER BY stratum, item) - 1) %% %3$d AS fold
      FROM sided)
    SELECT keyed.%4$s, keyed.stratum, dealt.holdout, dealt.fold
    FROM keyed JOIN dealt ON keyed.stratum = dealt.stratum AND keyed.item = dealt.item
    ORDER BY keyed.%4$s
    """
        .formatted(keyed(table, hashed(rowText())), wanted(), folds, Snapshot.ROW);
  }

  private String grouped(String table, int folds) {
    List<ColumnSchema> columns = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String name : charter.columns().group()) {
      columns.add(column(name));
      absent.add(sql.name(name) + " IS NULL");
    }
    String group = sql.concatenated(List.of(sql.text("g|"), TableSql.rowText(sql, columns)));
    String key =
        "CASE WHEN %s THEN %s ELSE %s END"
            .formatted(String.join(" AND ", absent), rowText(), group);
    return """
    WITH keyed AS (%1$s),
    counted AS (SELECT item, stratum, count(*) AS n FROM keyed GROUP BY item, stratum),
    ranked AS (
      SELECT item, stratum, sum(n) OVER (PARTITION BY item) AS n,
        row_number() OVER (PARTITION BY item ORDER BY n DESC, stratum) AS place
      FROM counted),
    ordered AS (
      SELECT stratum, item, n,
        sum(n) OVER (PARTITION BY stratum ORDER BY item ROWS UNBOUNDED PRECEDING) AS upto,
        sum(n) OVER (PARTITION BY stratum) AS total
      FROM ranked WHERE place = 1),
    sided AS (SELECT stratum, item, n, 2 * upto - n <= 2 * (%2$s) AS holdout FROM ordered),
    %3$s
    SELECT keyed.%4$s, keyed.stratum, dealt.holdout, dealt.fold
    FROM keyed JOIN dealt ON keyed.item = dealt.item
    ORDER BY keyed.%4$s
    """
        .formatted(
            keyed(table, hashed(key)), wanted(), filled("holdout, stratum", folds), Snapshot.ROW);
  }

  private String inTime(String table, int folds) {
    String time = column(Objects.requireNonNull(charter.columns().time(), "columns.time")).name();
    return """
    WITH keyed AS (%1$s),
    items AS (SELECT item, count(*) AS n FROM keyed GROUP BY item),
    ordered AS (
      SELECT item, n,
        sum(n) OVER (ORDER BY item DESC NULLS LAST ROWS UNBOUNDED PRECEDING) AS upto,
        sum(n) OVER () AS total
      FROM items),
    sided AS (
      SELECT item, n, item IS NOT NULL AND 2 * upto - n <= 2 * (%2$s) AS holdout FROM ordered),
    %3$s
    SELECT keyed.%4$s, keyed.stratum, dealt.holdout, dealt.fold
    FROM keyed JOIN dealt ON keyed.item IS NOT DISTINCT FROM dealt.item
    ORDER BY keyed.%4$s
    """
        .formatted(keyed(table, sql.name(time)), wanted(), filled("holdout", folds), Snapshot.ROW);
  }

  /** The rows with a target: their class and what decides their place. */
  private String keyed(String table, String item) {
    boolean regression = charter.task() == Charter.Task.REGRESSION;
    return "SELECT %s, %s AS stratum, %s AS item FROM %s WHERE %s IS NOT NULL"
        .formatted(
            Snapshot.ROW,
            regression ? sql.text("") : TableSql.readable(sql, target),
            item,
            table,
            sql.name(target.name()));
  }

  /** How many rows of the {@code total} are to be sealed. */
  private String wanted() {
    return "CASE WHEN total < 2 THEN 0 ELSE greatest(1, "
        + sql.floor("total * " + charter.split().holdout() + " + 0.5")
        + ") END";
  }

  /** Folds of about equal size, filled one after the other within each partition. */
  private String filled(String partition, int folds) {
    return """
    placed AS (
      SELECT item, n, holdout,
        sum(n) OVER (PARTITION BY %1$s ORDER BY item NULLS FIRST ROWS UNBOUNDED PRECEDING) AS upto,
        sum(n) OVER (PARTITION BY %1$s) AS total
      FROM sided),
    dealt AS (SELECT item, holdout, %2$s AS fold FROM placed)"""
        .formatted(partition, sql.floor("%d * (upto - n / 2.0) / total".formatted(folds)));
  }

  private String rowText() {
    Set<String> left = new HashSet<>(charter.columns().id());
    left.addAll(charter.columns().ignore());
    left.remove(target.name());
    return TableSql.rowText(
        sql, snapshot.columns().stream().filter(column -> !left.contains(column.name())).toList());
  }

  private String hashed(String key) {
    return sql.md5(sql.concatenated(List.of(sql.text(charter.seed() + "|"), key)));
  }

  private ColumnSchema column(String name) {
    return snapshot
        .column(name)
        .orElseThrow(
            () ->
                new UnusableDataException(
                    "column-not-found",
                    ColumnNames.notFound(name, "by the split", snapshot)
                        + " Correct columns.time or columns.group in the charter."));
  }
}
