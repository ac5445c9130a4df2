package io.steward.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A comma-separated file as texts, row by row.
 *
 * @param header the names in the first line
 * @param rows each as long as the header
 */
record CsvTable(List<String> header, List<List<String>> rows) {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  /** Reads a UTF-8 file with a header; a {@link CliFailure} names the line that cannot be read. */
  static CsvTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CliFailure.usage("There is no file " + file + ".");
    }
    List<List<String>> lines = new ArrayList<>();
    try (MappingIterator<String[]> iterator =
        MAPPER.readerFor(String[].class).readValues(file.toFile())) {
      while (iterator.hasNext()) {
        lines.add(List.of(iterator.next()));
      }
    } catch (JsonProcessingException e) {
      throw CliFailure.failed(
          file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      throw CliFailure.failed("Cannot read " + file + ": " + e.getMessage());
    }
    if (lines.isEmpty()) {
      throw CliFailure.failed(file + " is empty. The first line must name the columns.");
    }
    return checked(file, lines);
  }

  /** A table in memory as texts; a missing number is empty. */
  static CsvTable of(RawTable table) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      List<String> cells = new ArrayList<>();
      for (ColumnSchema column : table.columns()) {
        cells.add(
            column.kind() == ColumnKind.NUMBER
                ? number(table.numbers(column.name())[row])
                : table.texts(column.name())[row]);
      }
      rows.add(cells);
    }
    return new CsvTable(table.columns().stream().map(ColumnSchema::name).toList(), rows);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static CsvTable checked(Path file, List<List<String>> lines) {
    List<String> header = new ArrayList<>(lines.removeFirst());
    header.set(0, header.getFirst().replace("\uFEFF", ""));
    Set<String> names = new HashSet<>(header);
    if (names.size() < header.size() || names.contains("")) {
      throw CliFailure.failed(
          file + ", line 1: every column needs a name of its own, but the header is " + header);
    }
    for (int row = 0; row < lines.size(); row++) {
      if (lines.get(row).size() != header.size()) {
        throw CliFailure.failed(
            file
                + ", row "
                + (row + 1)
                + ": "
                + lines.get(row).size()
                + " fields, but the header names "
                + header.size()
                + " columns.");
      }
    }
    return new CsvTable(List.copyOf(header), lines);
  }

  /** Writes the table with a header. */
  void write(Writer target) throws IOException {
    MAPPER.writer(CsvSchema.emptySchema()).writeValues(target).write(header.toArray(String[]::new));
    for (List<String> row : rows) {
      MAPPER.writer(CsvSchema.emptySchema()).writeValues(target).write(row.toArray(String[]::new));
    }
    target.flush();
  }

  /** The place of a column in each row, or −1. */
  int column(String name) {
    return header.indexOf(name);
  }
}
