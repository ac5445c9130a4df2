package io.steward.data;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The row that is being read: its fields in plain form, its faults, and the rows before it. */
final class CsvRecord {
  private static final int FAULTS_SHOWN = 5;
  private static final byte QUOTE = '"';

  private enum State {
    START,
    PLAIN,
    QUOTED,
    CLOSED
  }

  private final String name;
  private final byte delimiter;
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
  private long raggedRows;
  private List<String> names = List.of();

  CsvRecord(String name, byte delimiter, OutputStream out) {
    this.name = name;
    this.delimiter = delimiter;
    this.out = out;
  }

  List<String> names() {
    return names;
  }

  long rows() {
    return rows;
  }

  boolean inQuotes() {
    return state == State.QUOTED;
  }

  /** A byte inside quotes. */
  void quoted(byte b, long line) {
    if (b == QUOTE) {
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
        add(QUOTE, line);
      }
      default -> {
        needsQuotes = true;
        add(QUOTE, line);
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
        names = CsvHeader.checked(header, name);
      } else if (fields != names.size()) {
        noteRagged();
      } else {
        rows++;
        row.add((byte) '\n');
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

  /** The whole file has been read: says what was wrong with it. */
  void finish() {
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
  }

  private void noteRagged() {
    raggedRows++;
    if (ragged.size() < FAULTS_SHOWN) {
      ragged.add("line " + rowLine + " has " + fields);
    }
  }

  private void add(byte b, long line) {
    field.add(b);
    if (field.size() + row.size() > CsvScanner.MAX_RECORD_BYTES) {
      throw new UnusableDataException(
          "row-too-long",
          name
              + " has a row of more than "
              + CsvScanner.MAX_RECORD_BYTES / (1024 * 1024)
              + " MB that starts in line "
              + rowLine
              + " (read up to line "
              + line
              + "). Most likely a quote is opened there and never closed; otherwise shorten it.");
    }
  }
}
