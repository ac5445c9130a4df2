package io.steward.data;

import io.steward.data.AssociationReport.Association;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Measures how columns hang together. All pairs of columns on all rows would take far longer than
 * everything else in a profile, so at most {@value #MOST_ROWS} rows of at most {@value
 * #MOST_COLUMNS} columns are looked at. Which rows is decided by the MD5 of their numbers, so it is
 * always the same ones.
 */
final class Associations {
  static final int MOST_ROWS = 20_000;
  static final int MOST_COLUMNS = 60;

  private final DataEngine engine;
  private final Workspace workspace;

  Associations(DataEngine engine, Workspace workspace) {
    this.engine = engine;
    this.workspace = workspace;
  }

  AssociationReport of(String table, List<ColumnProfile> profiles, long rows) {
    List<ColumnSchema> columns = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (ColumnProfile profile : profiles) {
      if (profile.distinct() > 1
          && profile.kind() != ColumnKind.DATE
          && columns.size() < MOST_COLUMNS) {
        columns.add(new ColumnSchema(profile.name(), profile.kind()));
      } else {
        leftOut.add(profile.name());
      }
    }
    if (columns.size() < 2) {
      return new AssociationReport(0, false, leftOut, List.of());
    }
    RawTable sample = sample(table, columns, rows);
    List<Association> pairs = new ArrayList<>();
    List<PairValues> values = columns.stream().map(c -> PairValues.of(sample, c)).toList();
    for (int i = 0; i < values.size(); i++) {
      for (int k = i + 1; k < values.size(); k++) {
        PairMeasure.of(values.get(i), values.get(k))
            .filter(pair -> pair.strength() >= AssociationReport.LEAST)
            .ifPresent(pairs::add);
      }
    }
    pairs.sort(Comparator.comparingDouble(Association::strength).reversed());
    return new AssociationReport(sample.rows(), sample.rows() < rows, leftOut, pairs);
  }

  private RawTable sample(String table, List<ColumnSchema> columns, long rows) {
    URI file = workspace.uri("sample.parquet");
    Dialect sql = engine.dialect();
    String names =
        String.join(", ", columns.stream().map(column -> sql.name(column.name())).toList());
    String where = "";
    if (rows > MOST_ROWS) {
      long limit = (long) (0x1p32 * MOST_ROWS / rows);
      String hash = sql.md5(sql.canonicalNumber(Snapshot.ROW));
      where = " WHERE " + hash + " < " + sql.text(String.format(Locale.ROOT, "%08x", limit));
    }
    engine.materialise(
        "SELECT " + names + " FROM " + table + where + " ORDER BY " + Snapshot.ROW, file);
    return engine.read(file, columns);
  }
}
