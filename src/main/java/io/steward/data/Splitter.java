package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.SplitPlan;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a snapshot into training and holdout, by what the charter says (see {@link
 * SplitAssignment}); which side a row lies on depends on its values and the seed only, so every
 * engine computes it alike.
 */
public final class Splitter {
  /** The number of folds for cross-validation. */
  public static final int FOLDS = 5;

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
      TrainingPart training = training(charter, parts, snapshot, workspace);
      return new Split(
          Json.digest(snapshot),
          training.parquet(),
          sealer.seal(Path.of(holdout)),
          training.rows(),
          parts.sides.holdoutRows(),
          charter.split().holdout(),
          FOLDS,
          SplitAssignment.method(charter.split()),
          charter.seed(),
          training.classes(),
          charter.split().by());
    }
  }

  /**
   * The training part that {@link #split} will give, before there is a split: for judging whether
   * the data can be learnt from, without touching what will be the holdout.
   */
  public TrainingPart trainingPart(Charter charter, Snapshot snapshot) {
    try (Workspace workspace = new Workspace(store, engine)) {
      return training(charter, parts(charter, snapshot, workspace), snapshot, workspace);
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

  private TrainingPart training(
      Charter charter, Parts parts, Snapshot snapshot, Workspace workspace) {
    URI training = workspace.uri("training.parquet");
    engine.materialise(partSql(parts, snapshot, false), training);
    Digest digest = workspace.publish(training);
    return new TrainingPart(
        digest,
        parts.sides.trainingRows(),
        FOLDS,
        parts.sides.classes(),
        charter.split().by() == SplitPlan.By.TIME);
  }

  /** The snapshot and for each row its side and fold. */
  private record Parts(String table, String assignment, SplitSides sides) {}

  private Parts parts(Charter charter, Snapshot snapshot, Workspace workspace) {
    ColumnSchema target =
        snapshot.column(charter.target().column()).orElseThrow(() -> noTarget(charter, snapshot));
    boolean regression = charter.task() == Charter.Task.REGRESSION;
    String table = engine.relation(workspace.fetch(snapshot.parquet()));
    URI assigned = workspace.uri("assignment.parquet");
    engine.materialise(
        new SplitAssignment(sql, charter, snapshot, target).query(table, FOLDS), assigned);
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
        SplitSides.of(
            counts,
            regression,
            target.kind(),
            positive,
            snapshot.sourceName(),
            charter.split().by());
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
