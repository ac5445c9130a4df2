package io.steward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The row that is being read: its fields in plain form, its faults, and the rows before it. */
final class CsvRecord {
  private static final int FAULTS_SHOWN = 5;

  /** What stands around fields in what is written, whatever stood around them before. */
  private static final byte QUOTE = '"';

  private enum State {
    START,
    PLAIN,
    QUOTED,
    CLOSED
  }

  private final String name;
  private final byte delimiter;
  private final byte quote;
  private final SourceLimits limits;
  private final OutputStream out;
  private final ByteRun row = new ByteRun();
  private final ByteRun field = new ByteRun();
  private final List<String> header = new ArrayList<>();
  private final List<String> ragged = new ArrayList<>();
  private boolean headerRead;
  private State state = State.START;
  private boolean needsQuotes;
  private int fields;
  private long rowLine = 1;
  private long quoteLine;
  private long rows;
  private int longestRow;
  private long raggedRows;
  private List<String> names = List.of();

  CsvRecord(String name, byte delimiter, byte quote, SourceLimits limits, OutputStream out) {
    this.name = name;
    this.delimiter = delimiter;
    this.quote = quote;
    this.limits = limits;
    this.out = out;
  }

  boolean inQuotes() {
    return state == State.QUOTED;
  }

  /** A byte inside quotes. */
  void quoted(byte b, long line) {
    if (b == quote) {
      state = State.CLOSED;
    } else {
      add(b, line);
    }
  }

  /**
   * A quote outside quotes: it opens a field, doubles the quote before it, or is just a character.
   */
  void quote(long line) {
    switch (state) {
      case START -> {
        state = State.QUOTED;
        quoteLine = line;
        needsQuotes = true;
      }
      case CLOSED -> {
        state = State.QUOTED;
        add(quote, line);
      }
      default -> {
        needsQuotes = true;
        add(quote, line);
      }
    }
  }

  /** Any other byte outside quotes. */
  void plain(byte b, long line) {
    if (state == State.CLOSED) {
      throw new UnusableDataException(
          "stray-quote",
          name
              + " has text after a closing quote in line "
              + line
              + " (the quote was opened in line "
              + quoteLine
              + "). Inside a quoted field each quote must be doubled; or a quote before it is never"
              + " closed.");
    }
    state = State.PLAIN;
    needsQuotes |= b == QUOTE;
    add(b, line);
  }

  void endField() {
    if (fields > 0) {
      row.add(delimiter);
    }
    fields++;
    if (!headerRead) {
      header.add(field.text().strip());
    }
    // An empty field stays without quotes: it is missing whether it was quoted or not.
    if (needsQuotes && field.size() > 0) {
      row.addQuoted(field, QUOTE);
    } else {
      row.add(field);
    }
    field.clear();
    needsQuotes = false;
    state = State.START;
  }

  void endRow(long line) throws IOException {
    boolean blank = fields == 0 && state == State.START;
    if (!blank) {
      endField();
      if (!headerRead) {
        headerRead = true;
        names = ColumnNameRules.checked(header, name, limits);
      } else if (fields != names.size()) {
        noteRagged();
      } else {
        countRow();
        row.add((byte) '\n');
        longestRow = Math.max(longestRow, row.size());
        row.writeTo(out);
      }
    }
    row.clear();
    fields = 0;
    rowLine = line + 1;
  }

  void endOfFile(long line) throws IOException {
    if (state == State.QUOTED) {
      throw new UnusableDataException(
          "open-quote",
          name
              + " opens a quote in line "
              + quoteLine
              + " that is never closed. Close it, or double it if it belongs to the text.");
    }
    endRow(line);
  }

  /**
   * The whole file has been read: what was found.
   *
   * @throws UnusableDataException that says what was wrong with it
   */
  TextRows finish() {
    if (raggedRows > 0) {
      String more = raggedRows > ragged.size() ? ", and more" : "";
      throw new UnusableDataException(
          "ragged-row",
          name
              + " has "
              + raggedRows
              + (raggedRows == 1 ? " row" : " rows")
              + " with another number of fields than the "
              + names.size()
              + " of its first line: "
              + String.join(", ", ragged)
              + more
              + ". Put fields that hold the delimiter '"
              + (delimiter == '\t' ? "tab" : String.valueOf((char) delimiter))
              + "' into quotes, and fill up rows that were cut off.");
    }
    if (names.isEmpty()) {
      throw new UnusableDataException(
          "empty-file", name + " holds blank lines only. Export it again with its data.");
    }
    if (rows == 0) {
      throw new UnusableDataException(
          "no-rows",
          name + " has column names but no rows (0 rows). Export it again with its data.");
    }
    return new TextRows(
        names, Collections.nCopies(names.size(), ColumnHint.NONE), rows, longestRow);
  }

  private void countRow() {
    rows++;
    if (rows > limits.rows()) {
      throw new UnusableDataException(
          "too-many-rows",
          name
              + " has more than the "
              + limits.rows()
              + " rows that are taken (read up to line "
              + rowLine
              + "). Take a part of them, or have steward.sources.limits.rows raised.");
    }
  }

  private void noteRagged() {
    raggedRows++;
    if (ragged.size() < FAULTS_SHOWN) {
      ragged.add("line " + rowLine + " has " + fields);
    }
  }

  private void add(byte b, long line) {
    field.add(b);
    if (field.size() + row.size() > limits.rowBytes()) {
      throw new UnusableDataException(
          "row-too-long",
          name
              + " has a row of more than "
              + SourceLimits.size(limits.rowBytes())
              + " that starts in line "
              + rowLine
              + " (read up to line "
              + line
              + "). Most likely a quote is opened there and never closed; otherwise shorten it, or"
              + " have steward.sources.limits.row raised.");
    }
  }
}
