package io.steward.data;

import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The seam to the engine that works on tables. Across it go the URIs of Parquet files, SQL built
 * with the engine's {@link Dialect}, and small results; never a stream of rows. So an engine that
 * runs elsewhere can take the place of the embedded one. Some methods speak of local files, since
 * they bring data into and out of this machine: the imports and {@link #read}; a remote engine
 * leaves them to the embedded one.
 *
 * <p>Safe for use by many threads. All methods throw {@link DataException} when the engine refuses,
 * runs out of memory or takes longer than its time-out.
 */
public interface DataEngine extends AutoCloseable {

  /** Name and version, for the evidence, for example {@code DuckDB v2.0.0}. */
  String version();

  /** How this engine writes what SQL leaves open. */
  Dialect dialect();

  /** A folder of this machine that the engine may read and write. */
  Path workFolder();

  /** The SQL that stands for a Parquet file in a FROM clause. */
  String relation(URI parquet);

  /** The columns of a Parquet file: whole and decimal numbers are NUMBER, texts are TEXT. */
  List<ColumnSchema> describe(URI parquet);

  /** Runs a query whose result is small (at most some ten thousand rows). */
  List<Row> query(String sql);

  /**
   * Writes the result of a query to a Parquet file that is not there yet, in the order the query
   * states, or else in that of the file it reads, the same bytes each time. Nothing is left if it
   * fails.
   */
  void materialise(String sql, URI parquet);

  /** The columns of a Parquet file of any origin, with their types. */
  List<NativeColumn> nativeColumns(Path parquet);

  /**
   * Turns checked rows of texts into Parquet: one text column {@code c0, c1, …} a field, empty
   * fields null, and {@code steward_row} with the row's number from 0.
   *
   * @param rows a file in UTF-8 without header: LF after each row, double quotation marks where
   *     they are needed
   * @param delimiter what stands between the fields
   * @param columns the number of fields in each row
   * @param longestRow the bytes of the longest row
   */
  void importRows(Path rows, String delimiter, int columns, int longestRow, URI parquet);

  /**
   * Turns a Parquet file of any origin into one of texts, as {@link #importRows} does.
   *
   * @param columns its columns, none of them {@link NativeColumn.Type#OTHER}
   */
  void importParquet(Path source, List<NativeColumn> columns, URI parquet);

  /**
   * Opens a Parquet file for queries that were written by others and are not trusted.
   *
   * @param name how they call the table
   * @param timeout the most time that one query may take, at least a second
   */
  IsolatedTable isolate(URI parquet, String name, Duration timeout);

  /** Reads these columns of a local Parquet file into memory, in the order of the file. */
  RawTable read(URI parquet, List<ColumnSchema> columns);

  @Override
  void close();
}
