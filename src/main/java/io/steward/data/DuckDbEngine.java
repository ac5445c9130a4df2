package io.steward.data;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The embedded engine: DuckDB in this process, with its database in memory and the data in Parquet
 * files. It is locked down: it reaches nothing but the work folder, loads no extensions, and its
 * settings cannot be changed by a query.
 *
 * <p>Queries use all threads. Files are written by a second, single-threaded instance, so that the
 * layout of a Parquet file, and with it its digest, never depends on threads.
 */
public final class DuckDbEngine implements DataEngine {
  private static final Dialect DIALECT = new DuckDbDialect();

  /** Four of these are a buffer; larger ones make reading no faster. */
  private static final int LEAST_LINE_BYTES = 2 << 20;

  private final EngineSettings settings;
  private final DuckDbInstance queries;
  private final DuckDbInstance writer;
  private final String version;

  /**
   * Starts the engine and creates its work folder.
   *
   * @throws DataException if the folder cannot be created or DuckDB does not start
   */
  public DuckDbEngine(EngineSettings settings) {
    this.settings = settings;
    try {
      Files.createDirectories(settings.workFolder());
    } catch (IOException e) {
      throw new DataException(
          "work-folder",
          "The data engine cannot create its work folder "
              + settings.workFolder()
              + ": "
              + e.getMessage()
              + ". Give it a folder it may write to.",
          e);
    }
    this.queries = new DuckDbInstance(settings, settings.threads());
    this.writer = new DuckDbInstance(settings, 1);
    this.version = "DuckDB " + query("SELECT version() AS v").get(0).requiredText("v");
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Dialect dialect() {
    return DIALECT;
  }

  @Override
  public Path workFolder() {
    return settings.workFolder();
  }

  @Override
  public String relation(URI parquet) {
    return "read_parquet(" + DIALECT.text(Path.of(parquet).toString()) + ")";
  }

  @Override
  public List<ColumnSchema> describe(URI parquet) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (Row row : query("DESCRIBE SELECT * FROM " + relation(parquet))) {
      ColumnKind kind =
          row.requiredText("column_type").equals("VARCHAR") ? ColumnKind.TEXT : ColumnKind.NUMBER;
      columns.add(new ColumnSchema(row.requiredText("column_name"), kind));
    }
    return columns;
  }

  @Override
  public List<Row> query(String sql) {
    return queries.run(sql, result -> rows(result, Integer.MAX_VALUE));
  }

  /** The first rows of a result. */
  static List<Row> rows(ResultSet result, int most) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<Row> rows = new ArrayList<>();
    while (rows.size() < most && result.next()) {
      Map<String, Object> values = new HashMap<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        Object value = result.getObject(i);
        if (value != null) {
          values.put(meta.getColumnLabel(i), plain(value));
        }
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  @Override
  public IsolatedTable isolate(URI parquet, String name, Duration timeout) {
    return new DuckDbIsolatedTable(settings, parquet, name, timeout);
  }

  @Override
  public void materialise(String sql, URI parquet) {
    write(sql, Path.of(parquet));
  }

  @Override
  public List<NativeColumn> nativeColumns(Path parquet) {
    return query("DESCRIBE SELECT * FROM " + relation(parquet.toUri())).stream()
        .map(
            row ->
                DuckDbTypes.column(
                    row.requiredText("column_name"), row.requiredText("column_type")))
        .toList();
  }

  @Override
  public void importRows(Path rows, String delimiter, int columns, int longestRow, URI parquet) {
    String types =
        IntStream.range(0, columns)
            .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    int line = Math.max(LEAST_LINE_BYTES, 2 * longestRow);
    String reader =
        "read_csv("
            + DIALECT.text(rows.toString())
            + ", auto_detect=false, header=false, parallel=false, strict_mode=true"
            + ", encoding='utf-8', nullstr='', new_line='\\n', max_line_size="
            + line
            + ", buffer_size="
            + 4 * line
            + ", delim="
            + DIALECT.text(delimiter)
            + ", quote='\"', escape='\"', columns="
            + types
            + ")";
    write(numbered("*", reader), Path.of(parquet));
  }

  @Override
  public void importParquet(Path source, List<NativeColumn> columns, URI parquet) {
    String texts =
        IntStream.range(0, columns.size())
            .mapToObj(i -> DuckDbTypes.asText(DIALECT, columns.get(i)) + " AS c" + i)
            .collect(Collectors.joining(", "));
    write(numbered(texts, relation(source.toUri())), Path.of(parquet));
  }

  /** The writer has one thread, so row_number() counts in the order of the file. */
  private static String numbered(String select, String from) {
    return "SELECT " + select + ", row_number() OVER () - 1 AS " + Snapshot.ROW + " FROM " + from;
  }

  @Override
  public RawTable read(URI parquet, List<ColumnSchema> columns) {
    int rows =
        Math.toIntExact(query("SELECT count(*) AS n FROM " + relation(parquet)).get(0).whole("n"));
    List<Object> arrays = new ArrayList<>();
    for (ColumnSchema column : columns) {
      arrays.add(column.kind() == ColumnKind.NUMBER ? new double[rows] : new String[rows]);
    }
    if (columns.isEmpty() || rows == 0) {
      return new RawTable(columns, arrays);
    }
    String names =
        columns.stream()
            .map(column -> DIALECT.name(column.name()))
            .collect(Collectors.joining(", "));
    queries.run(
        "SELECT " + names + " FROM " + relation(parquet), result -> fill(result, arrays, rows));
    return new RawTable(columns, arrays);
  }

  @Override
  public void close() {
    queries.close();
    writer.close();
  }

  private static int fill(ResultSet result, List<Object> arrays, int rows) throws SQLException {
    int row = 0;
    while (result.next() && row < rows) {
      for (int i = 0; i < arrays.size(); i++) {
        if (arrays.get(i) instanceof double[] numbers) {
          double value = result.getDouble(i + 1);
          numbers[row] = result.wasNull() ? Double.NaN : value;
        } else {
          String value = result.getString(i + 1);
          ((String[]) arrays.get(i))[row] = value == null ? "" : value;
        }
      }
      row++;
    }
    return row;
  }

  private void write(String sql, Path target) {
    if (Files.exists(target)) {
      throw new IllegalStateException(
          target + " is there already; Parquet files are written once.");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    String copy =
        "COPY ("
            + sql
            + ") TO "
            + DIALECT.text(part.toString())
            + " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)";
    try {
      writer.execute(copy);
      Files.move(part, target);
    } catch (IOException e) {
      throw new DataException(
          "work-folder", "Cannot move " + part + " to " + target + ": " + e.getMessage(), e);
    } finally {
      DuckDbInstance.deleteQuietly(part);
    }
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof Array array) {
      return Arrays.asList((Object[]) array.getArray());
    }
    return value instanceof Number ? value : value.toString();
  }
}
