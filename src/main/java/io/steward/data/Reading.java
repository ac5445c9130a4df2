package io.steward.data;

import io.steward.charter.DataSource.Compression;
import io.steward.charter.DataSource.Format;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source was read: what was detected in it and what the charter said of it.
 *
 * @param format how it is written
 * @param compression how it was packed
 * @param csv the dialect of CSV and TSV; null for other formats
 * @param columns the columns whose values are not simply what is written
 * @param warnings what should be known about the source, in sentences
 */
public record Reading(
    Format format,
    Compression compression,
    @Nullable CsvDialect csv,
    List<ColumnNote> columns,
    List<String> warnings) {
  public Reading {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param how what was done with its values, for example {@code dates written dd.MM.yyyy}
   */
  public record ColumnNote(String column, String how) {}

  /** What is worth telling a person, in sentences without a full stop. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    String packed = compression == Compression.NONE ? "" : ", packed with gzip";
    sentences.add("read as " + format + packed);
    if (csv != null) {
      sentences.add(csv.sentence());
    }
    columns.forEach(note -> sentences.add("column '" + note.column() + "': " + note.how()));
    sentences.addAll(warnings);
    return sentences;
  }

  /** The same with more warnings. */
  Reading warned(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Reading(format, compression, csv, columns, all);
  }
}
