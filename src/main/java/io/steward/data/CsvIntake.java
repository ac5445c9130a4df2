package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns a CSV file into a typed Parquet file: checked, detected, in the order of the source. */
final class CsvIntake {
  /** Rows a query when values are digested, so that memory does not grow with the table. */
  private static final int ROWS_A_DIGEST = 245_760;

  private final DataEngine engine;

  CsvIntake(DataEngine engine) {
    this.engine = engine;
  }

  /** The typed table: its columns, its rows in a Parquet file, how the CSV was read. */
  record Typed(URI parquet, List<ColumnSchema> columns, long rows, CsvDialect dialect) {}

  /**
   * @param csv a file that nobody else changes
   * @param name how messages call it
   * @param folder a folder inside the engine's work folder
   * @throws UnusableDataException if the file is no sound CSV table
   */
  Typed read(Path csv, String name, Path folder) {
    Path plain = folder.resolve("rows.csv");
    URI texts = folder.resolve("texts.parquet").toUri();
    URI typed = folder.resolve("typed.parquet").toUri();
    CsvScan scan = CsvScanner.scan(csv, name, plain);
    engine.importCsv(plain, scan.dialect(), scan.names().size(), texts);
    long imported =
        engine.query("SELECT count(*) AS n FROM " + engine.relation(texts)).get(0).whole("n");
    if (imported != scan.rows()) {
      throw new DataException(
          "rows-differ",
          "The data engine read "
              + imported
              + " rows of "
              + name
              + " where "
              + scan.rows()
              + " were counted. This is a defect of Steward: keep the file and report it.",
          null);
    }
    List<ColumnSchema> columns = new KindDetector(engine).detect(engine.relation(texts), scan);
    engine.materialise(typedSql(engine.relation(texts), columns), typed);
    return new Typed(typed, columns, imported, scan.dialect());
  }

  /** The digest of names, kinds and values in order: blind to how the Parquet lays them out. */
  Digest contentDigest(Typed table) {
    Dialect sql = engine.dialect();
    String hash = sql.md5(TableSql.rowText(sql, table.columns()));
    List<Object> parts = new ArrayList<>();
    parts.add(table.columns());
    for (long from = 0; from < table.rows(); from += ROWS_A_DIGEST) {
      String query =
          "SELECT "
              + sql.orderedSha256("h", Snapshot.ROW)
              + " AS d FROM (SELECT "
              + Snapshot.ROW
              + ", "
              + hash
              + " AS h FROM "
              + engine.relation(table.parquet())
              + " WHERE "
              + Snapshot.ROW
              + " >= "
              + from
              + " AND "
              + Snapshot.ROW
              + " < "
              + (from + ROWS_A_DIGEST)
              + ") AS block";
      parts.add(engine.query(query).get(0).requiredText("d"));
    }
    return Json.digest(parts);
  }

  private String typedSql(String texts, List<ColumnSchema> columns) {
    KindDetector kinds = new KindDetector(engine);
    List<String> select = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = columns.get(i);
      select.add(kinds.typed(i, column.kind()) + " AS " + engine.dialect().name(column.name()));
    }
    return "SELECT "
        + String.join(", ", select)
        + ", "
        + Snapshot.ROW
        + " FROM "
        + texts
        + " ORDER BY "
        + Snapshot.ROW;
  }
}
