package io.steward.data;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.steward.artifact.Digest;
import io.steward.charter.DataSource.Query;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Fetches the rows of a query as JSON lines, which keep apart what is a number, a text and missing.
 * The rows are streamed; the transaction is read-only and ends with a time-out.
 */
public final class DatabaseFetcher {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final int ROWS_A_FETCH = 2_000;
  private static final String UNSORTED =
      "The query has no ORDER BY: the same rows may come in another order next time, which gives"
          + " another digest and another split. Add ORDER BY with a unique key.";

  private final Map<String, DatabaseConnection> connections;
  private final SourceLimits limits;

  /**
   * @param connections by the names that charters use
   */
  public DatabaseFetcher(Map<String, DatabaseConnection> connections, SourceLimits limits) {
    this.connections = Map.copyOf(connections);
    this.limits = limits;
  }

  /**
   * Fetches all rows.
   *
   * @throws UnusableDataException if the connection is not configured, or the query is refused or
   *     gives what is no table
   * @throws SourceUnavailableException if the database does not answer, or not in time
   */
  Fetched fetch(Query query, String name, Workspace workspace) {
    DatabaseConnection connection = connections.get(query.connection());
    if (connection == null) {
      throw new UnusableDataException(
          "unknown-connection",
          "There is no connection '"
              + query.connection()
              + "' (configured: "
              + (connections.isEmpty()
                  ? "none"
                  : String.join(", ", new TreeMap<>(connections).keySet()))
              + "). Correct source.query.connection in the charter, or have it configured under"
              + " steward.sources.connections.");
    }
    SqlStatement statement = SqlStatement.of(query.sql());
    Path file = workspace.file("source");
    try (Connection database = open(connection);
        Inflow inflow = new Inflow(file, name, limits.bytes())) {
      try (OutputStream out = new BufferedOutputStream(inflow, 1 << 16)) {
        write(database, statement, name, out);
      }
      return new Fetched(
          file,
          name,
          inflow.digest(),
          inflow.bytes(),
          Map.of(
              "kind",
              "query",
              "location",
              "connection " + query.connection(),
              "sql",
              Digest.of(query.sql()).toString()),
          statement.sorts() ? List.of() : List.of(UNSORTED));
    } catch (SQLException e) {
      throw DatabaseFaults.translated(e, query.connection(), limits.time());
    } catch (IOException e) {
      throw SourceBytes.unreadable(name, e);
    }
  }

  private Connection open(DatabaseConnection connection) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", connection.user());
    properties.setProperty("password", connection.password().get());
    properties.setProperty("ApplicationName", "steward");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "15");
    // A server that falls silent must not hold the work for ever.
    properties.setProperty("socketTimeout", String.valueOf(limits.time().toSeconds() + 30));
    properties.setProperty("readOnly", "true");
    Connection database = DriverManager.getConnection(connection.url(), properties);
    try {
      database.setReadOnly(true);
      database.setAutoCommit(false);
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  private void write(Connection database, SqlStatement query, String name, OutputStream out)
      throws SQLException, IOException {
    try (Statement settings = database.createStatement()) {
      settings.execute("SET LOCAL statement_timeout = " + limits.time().toMillis());
      settings.execute("SET LOCAL TIME ZONE 'UTC'");
      settings.execute("SET LOCAL DateStyle = 'ISO, YMD'");
    }
    // Not prepared: a question mark is an operator of some types, not a parameter.
    try (Statement statement = database.createStatement()) {
      // Rows come in portions only without auto-commit and with a fetch size.
      statement.setFetchSize(ROWS_A_FETCH);
      try (ResultSet rows = statement.executeQuery(query.text());
          JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
        json.setPrettyPrinter(null);
        json.setRootValueSeparator(null);
        ResultColumns columns = ResultColumns.of(rows.getMetaData(), name, limits);
        long end = System.nanoTime() + limits.time().toNanos();
        long count = 0;
        while (rows.next()) {
          columns.write(rows, json);
          count++;
          if (count % ROWS_A_FETCH == 0 && System.nanoTime() > end) {
            throw DatabaseFaults.slow(name, limits.time(), null);
          }
        }
        if (count == 0) {
          throw new UnusableDataException(
              "no-rows", "The query gives no rows (0 rows). Correct it in the charter.");
        }
      }
    } finally {
      database.rollback();
    }
  }
}
