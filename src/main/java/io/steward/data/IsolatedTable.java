package io.steward.data;

import java.util.List;

/**
 * One table that queries written by others may be run on: they see this table and nothing else, no
 * other file, no other data, no settings. Used by one thread.
 */
public interface IsolatedTable extends AutoCloseable {
  /**
   * Runs a query; at most {@value #MOST_ROWS} rows are returned.
   *
   * @param sql exactly one SELECT
   * @throws DataException with the code {@code not-a-select} if it is anything else, and with
   *     others if the engine refuses it or it takes too long
   */
  List<Row> select(String sql);

  /** The most rows that are returned. */
  int MOST_ROWS = 10;

  @Override
  void close();
}
