package io.steward.data;

import io.steward.data.Reading.ColumnNote;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A Parquet file that Steward did not write. */
final class ParquetSource {
  private final DataEngine engine;
  private final SourceBytes bytes;
  private final List<NativeColumn> columns;

  /**
   * Opens the file.
   *
   * @throws UnusableDataException if the engine cannot read it
   */
  ParquetSource(DataEngine engine, SourceBytes bytes) {
    this.engine = engine;
    this.bytes = bytes;
    try {
      columns = engine.nativeColumns(bytes.file());
    } catch (DataException e) {
      throw damaged(e);
    }
  }

  /**
   * What the file holds.
   *
   * @throws UnusableDataException that names every column which cannot be read
   */
  TextRows check() {
    List<String> names =
        ColumnNameRules.checkedKeys(
            columns.stream().map(NativeColumn::name).toList(), bytes.name(), bytes.limits());
    List<String> strange =
        columns.stream()
            .filter(column -> column.type() == NativeColumn.Type.OTHER)
            .map(column -> "'" + column.name() + "' (" + shortened(column.engineType()) + ")")
            .toList();
    if (!strange.isEmpty()) {
      throw new UnusableDataException(
          "nested-value",
          bytes.name()
              + " has columns that hold no single numbers, texts or dates: "
              + String.join(", ", strange)
              + ". Turn them into such columns, or leave them out.");
    }
    long rows =
        engine
            .query("SELECT count(*) AS n FROM " + engine.relation(bytes.file().toUri()))
            .get(0)
            .whole("n");
    if (rows == 0) {
      throw new UnusableDataException(
          "no-rows",
          bytes.name() + " has columns but no rows (0 rows). Export it again with its data.");
    }
    if (rows > bytes.limits().rows()) {
      throw new UnusableDataException(
          "too-many-rows",
          bytes.name()
              + " has "
              + rows
              + " rows; at most "
              + bytes.limits().rows()
              + " are taken. Take a part of them, or have steward.sources.limits.rows raised.");
    }
    // Nothing a text column does not need: rows are counted in Parquet, not in bytes of a line.
    return new TextRows(names, columns.stream().map(ParquetSource::hint).toList(), rows, 0);
  }

  /** Writes the values as texts, in the order of the file. */
  void writeTexts(URI parquet) {
    try {
      engine.importParquet(bytes.file(), columns, parquet);
    } catch (DataException e) {
      throw e.code().equals("engine") ? damaged(e) : e;
    }
  }

  /** What is not kept as it is. */
  List<ColumnNote> notes() {
    List<ColumnNote> notes = new ArrayList<>();
    for (NativeColumn column : columns) {
      if (column.type() == NativeColumn.Type.BOOLEAN) {
        notes.add(new ColumnNote(column.name(), "truth values as the texts true and false"));
      } else if (column.type() == NativeColumn.Type.INSTANT) {
        notes.add(new ColumnNote(column.name(), "points in time, written in UTC"));
      }
    }
    return notes;
  }

  private static ColumnHint hint(NativeColumn column) {
    return column.type() == NativeColumn.Type.NUMBER ? ColumnHint.NUMBER : ColumnHint.TEXT;
  }

  private UnusableDataException damaged(DataException e) {
    return new UnusableDataException(
        "parquet-damaged",
        bytes.name()
            + " is a damaged Parquet file, or of a kind that cannot be read. Write it again. ("
            + String.valueOf(e.getMessage()).replace(bytes.file().toString(), bytes.name())
            + ")");
  }

  private static String shortened(String type) {
    return type.length() > 60 ? type.substring(0, 60) + "…" : type;
  }
}
