package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a snapshot into training and holdout. Rows are put in the order of the MD5 of the seed and
 * their values (without the columns that the charter gives as id or ignored), which every engine
 * computes alike; of each class the first 20 % become the holdout, and the others are dealt out to
 * the folds in turn. Rows with the same values are one item of that order, so they stay together;
 * without such rows each class is met within one row.
 */
public final class Splitter {
  /** The share of rows that is sealed. */
  public static final double HOLDOUT_SHARE = 0.2;

  /** The number of folds for cross-validation. */
  public static final int FOLDS = 5;

  private static final String METHOD =
      "Within each class in the order of md5(seed, values): the first 20 % are the holdout, the rest"
          + " is dealt to the folds in turn. Equal rows stay together.";

  private final ArtifactStore store;
  private final DataEngine engine;
  private final Dialect sql;

  /** A splitter of snapshots in this store. */
  public Splitter(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /**
   * Splits a snapshot and seals the holdout.
   *
   * @throws UnusableDataException if a side would be without rows, or without rows of a class
   */
  public Split split(Charter charter, Snapshot snapshot, HoldoutVault.Sealer sealer) {
    try (Workspace workspace = new Workspace(store, engine)) {
      Parts parts = parts(charter, snapshot, workspace);
      URI holdout = workspace.uri("holdout.parquet");
      engine.materialise(partSql(parts, snapshot, true), holdout);
      TrainingPart training = training(parts, snapshot, workspace);
      return new Split(
          Json.digest(snapshot),
          training.parquet(),
          sealer.seal(Path.of(holdout)),
          training.rows(),
          parts.sides.holdoutRows(),
          HOLDOUT_SHARE,
          FOLDS,
          METHOD,
          charter.seed(),
          training.classes());
    }
  }

  /**
   * The training part that {@link #split} will give, before there is a split: for judging whether
   * the data can be learnt from, without touching what will be the holdout.
   */
  public TrainingPart trainingPart(Charter charter, Snapshot snapshot) {
    try (Workspace workspace = new Workspace(store, engine)) {
      return training(parts(charter, snapshot, workspace), snapshot, workspace);
    }
  }

  /**
   * How many rows of the training part have the same features as a row of what will be the holdout
   * (with another outcome, since rows that are equal altogether lie on one side). Found by
   * comparing digests in the engine: no row of the holdout is shown.
   */
  public long sameFeaturesOnBothSides(Charter charter, Snapshot snapshot) {
    try (Workspace workspace = new Workspace(store, engine)) {
      Parts parts = parts(charter, snapshot, workspace);
      List<ColumnSchema> features =
          snapshot.columns().stream()
              .filter(column -> !column.name().equals(charter.target().column()))
              .filter(column -> !charter.columns().id().contains(column.name()))
              .filter(column -> !charter.columns().ignore().contains(column.name()))
              .filter(column -> !charter.columns().knownAfter().contains(column.name()))
              .toList();
      if (features.isEmpty()) {
        return 0;
      }
      String query =
          "WITH keyed AS (SELECT sides.holdout AS holdout, "
              + sql.md5(TableSql.rowText(sql, features))
              + " AS item FROM "
              + parts.table
              + " AS rows_ JOIN "
              + parts.assignment
              + " AS sides ON rows_."
              + Snapshot.ROW
              + " = sides."
              + Snapshot.ROW
              + ") SELECT count(*) AS n FROM keyed WHERE NOT holdout"
              + " AND item IN (SELECT item FROM keyed WHERE holdout)";
      return engine.query(query).getFirst().whole("n");
    }
  }

  private TrainingPart training(Parts parts, Snapshot snapshot, Workspace workspace) {
    URI training = workspace.uri("training.parquet");
    engine.materialise(partSql(parts, snapshot, false), training);
    Digest digest = workspace.publish(training);
    return new TrainingPart(digest, parts.sides.trainingRows(), FOLDS, parts.sides.classes());
  }

  /** The snapshot and for each row its side and fold. */
  private record Parts(String table, String assignment, SplitSides sides) {}

  private Parts parts(Charter charter, Snapshot snapshot, Workspace workspace) {
    ColumnSchema target =
        snapshot.column(charter.target().column()).orElseThrow(() -> noTarget(charter, snapshot));
    boolean regression = charter.task() == Charter.Task.REGRESSION;
    String table = engine.relation(workspace.fetch(snapshot.parquet()));
    URI assigned = workspace.uri("assignment.parquet");
    engine.materialise(assignmentSql(charter, snapshot, target, table), assigned);
    String assignment = engine.relation(assigned);
    List<Row> counts =
        engine.query(
            "SELECT stratum, "
                + TableSql.countIf("holdout")
                + " AS held, count(*) AS n FROM "
                + assignment
                + " GROUP BY stratum");
    @Nullable String positive = Targets.positive(charter, target);
    SplitSides sides =
        SplitSides.of(counts, regression, target.kind(), positive, snapshot.sourceName());
    if (charter.task() == Charter.Task.BINARY
        && (sides.classes().size() != 2 || !sides.classes().get(1).equals(positive))) {
      throw new UnusableDataException(
          "target-classes",
          "The target '"
              + target.name()
              + "' must hold two classes, one of them '"
              + positive
              + "', but holds "
              + sides.classes()
              + ". Correct target.positive or task in the charter, or the data.");
    }
    return new Parts(table, assignment, sides);
  }

  private static UnusableDataException noTarget(Charter charter, Snapshot snapshot) {
    return new UnusableDataException(
        "target-missing",
        ColumnNames.notFound(charter.target().column(), "as target", snapshot)
            + " Correct target.column in the charter.");
  }

  private String assignmentSql(
      Charter charter, Snapshot snapshot, ColumnSchema target, String table) {
    Set<String> left = new HashSet<>(charter.columns().id());
    left.addAll(charter.columns().ignore());
    left.addAll(charter.columns().knownAfter());
    left.remove(target.name());
    List<ColumnSchema> kept =
        snapshot.columns().stream().filter(column -> !left.contains(column.name())).toList();
    String key =
        sql.md5(
            sql.concatenated(List.of(sql.text(charter.seed() + "|"), TableSql.rowText(sql, kept))));
    boolean regression = charter.task() == Charter.Task.REGRESSION;
    String stratum = regression ? sql.text("") : TableSql.readable(sql, target);
    String wanted =
        "CASE WHEN total < 2 THEN 0 ELSE greatest(1, "
            + sql.floor("total * " + HOLDOUT_SHARE + " + 0.5")
            + ") END";
    return """
        WITH keyed AS (
          SELECT %1$s, %2$s AS stratum, %3$s AS item FROM %4$s WHERE %5$s IS NOT NULL),
        items AS (SELECT stratum, item, count(*) AS n FROM keyed GROUP BY stratum, item),
        ordered AS (
          SELECT stratum, item, n,
            sum(n) OVER (PARTITION BY stratum ORDER BY item ROWS UNBOUNDED PRECEDING) AS upto,
            sum(n) OVER (PARTITION BY stratum) AS total
          FROM items),
        sided AS (SELECT stratum, item, 2 * upto - n <= 2 * (%6$s) AS holdout FROM ordered),
        dealt AS (
          SELECT stratum, item, holdout,
            (row_number() OVER (PARTITION BY holdout ORDER BY stratum, item) - 1) %% %7$d AS fold
          FROM sided)
        SELECT keyed.%1$s, keyed.stratum, dealt.holdout, dealt.fold
        FROM keyed JOIN dealt ON keyed.stratum = dealt.stratum AND keyed.item = dealt.item
        ORDER BY keyed.%1$s
        """
        .formatted(Snapshot.ROW, stratum, key, table, sql.name(target.name()), wanted, FOLDS);
  }

  private String partSql(Parts parts, Snapshot snapshot, boolean holdout) {
    StringBuilder select = new StringBuilder("SELECT ");
    for (ColumnSchema column : snapshot.columns()) {
      select.append("rows_.").append(sql.name(column.name())).append(", ");
    }
    select.append("rows_.").append(Snapshot.ROW);
    if (!holdout) {
      select.append(", sides.fold AS ").append(Split.FOLD);
    }
    return select
        + " FROM "
        + parts.table
        + " AS rows_ JOIN "
        + parts.assignment
        + " AS sides ON rows_."
        + Snapshot.ROW
        + " = sides."
        + Snapshot.ROW
        + " WHERE "
        + (holdout ? "" : "NOT ")
        + "sides.holdout ORDER BY rows_."
        + Snapshot.ROW;
  }
}
