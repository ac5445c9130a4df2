package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.DataSource;
import io.steward.charter.DataSource.CsvForm;
import io.steward.charter.DataSource.Format;
import io.steward.data.Reading.ColumnNote;
import io.steward.schema.ColumnSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a source into a typed Parquet file: checked, detected, in the order of the
 * source.
 */
final class TableIntake {
  /** Rows a query when values are digested, so that memory does not grow with the table. */
  private static final int ROWS_A_DIGEST = 245_760;

  private final DataEngine engine;

  TableIntake(DataEngine engine) {
    this.engine = engine;
  }

  /** The typed table: its columns, its rows in a Parquet file, how the source was read. */
  record Typed(URI parquet, List<ColumnSchema> columns, long rows, Reading reading) {}

  /** The table as texts, and how they were read. */
  private record Texts(TextRows table, @Nullable CsvDialect dialect, List<ColumnNote> notes) {}

  /**
   * @param source what the charter says of the source's form
   * @param folder a folder inside the engine's work folder, which holds the bytes too
   * @throws UnusableDataException if the source is no sound table
   */
  Typed read(SourceBytes bytes, DataSource source, Path folder) {
    String name = bytes.name();
    Format format = SourceFormat.of(bytes, source.format());
    URI parquet = folder.resolve("texts.parquet").toUri();
    URI typed = folder.resolve("typed.parquet").toUri();
    Texts texts =
        switch (format) {
          case CSV -> csv(bytes, source.csvForm(), source.csvForm().delimiter(), folder, parquet);
          case TSV -> csv(bytes, source.csvForm(), tab(source.csvForm(), name), folder, parquet);
          case JSONL -> jsonLines(bytes, folder, parquet);
          case PARQUET -> parquet(bytes, parquet);
        };
    String relation = engine.relation(parquet);
    requireAllRows(relation, texts.table(), name);
    List<TypedColumn> columns =
        new KindDetector(engine).detect(relation, texts.table(), source.csvForm(), name);
    engine.materialise(typedSql(relation, columns), typed);
    DuckDbInstance.deleteQuietly(Path.of(parquet));
    List<ColumnNote> notes = new ArrayList<>(texts.notes());
    for (TypedColumn column : columns) {
      if (column.notation() != null) {
        notes.add(new ColumnNote(column.name(), column.notation().words()));
      }
    }
    return new Typed(
        typed,
        columns.stream().map(TypedColumn::schema).toList(),
        texts.table().rows(),
        new Reading(format, bytes.compression(), texts.dialect(), notes, List.of()));
  }

  private static String tab(CsvForm form, String name) {
    if (form.delimiter() != null && !form.delimiter().equals("\t")) {
      throw new UnusableDataException(
          "contradicts-charter",
          name
              + " is read as TSV, whose delimiter is the tab, but source.csv.delimiter in the"
              + " charter is another one. Remove it, or set source.format: csv.");
    }
    return "\t";
  }

  private Texts csv(
      SourceBytes bytes, CsvForm form, @Nullable String delimiter, Path folder, URI parquet) {
    Path rows = folder.resolve("rows.csv");
    CsvScan scan = CsvScanner.scan(bytes, form, delimiter, rows);
    importRows(rows, scan.dialect().delimiter(), scan.table(), parquet);
    return new Texts(scan.table(), scan.dialect(), List.of());
  }

  private Texts jsonLines(SourceBytes bytes, Path folder, URI parquet) {
    Path rows = folder.resolve("rows.csv");
    TextRows table = JsonLinesScanner.scan(bytes, rows);
    importRows(rows, ",", table, parquet);
    return new Texts(table, null, List.of());
  }

  private void importRows(Path rows, String delimiter, TextRows table, URI parquet) {
    engine.importRows(rows, delimiter, table.names().size(), table.longestRow(), parquet);
    DuckDbInstance.deleteQuietly(rows);
  }

  private Texts parquet(SourceBytes bytes, URI parquet) {
    ParquetSource source = new ParquetSource(engine, bytes);
    TextRows table = source.check();
    source.writeTexts(parquet);
    return new Texts(table, null, source.notes());
  }

  private void requireAllRows(String relation, TextRows table, String name) {
    long imported = engine.query("SELECT count(*) AS n FROM " + relation).get(0).whole("n");
    if (imported != table.rows()) {
      throw new DataException(
          "rows-differ",
          "The data engine read "
              + imported
              + " rows of "
              + name
              + " where "
              + table.rows()
              + " were counted. This is a defect of Steward: keep the file and report it.",
          null);
    }
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

  private String typedSql(String texts, List<TypedColumn> columns) {
    Dialect sql = engine.dialect();
    List<String> select = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      select.add(columns.get(i).typed(sql, i) + " AS " + sql.name(columns.get(i).name()));
    }
    // Files are written in the order of what is read unless a query sorts; sorting what is in order
    // already would only take memory.
    return "SELECT " + String.join(", ", select) + ", " + Snapshot.ROW + " FROM " + texts;
  }
}
