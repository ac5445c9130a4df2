package io.steward.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/** One locked-down DuckDB database in memory, with its own threads. */
final class DuckDbInstance implements AutoCloseable {
  /** What is done with a result before its statement closes. */
  @FunctionalInterface
  interface ResultReader<T> {
    T read(ResultSet result) throws SQLException;
  }

  @FunctionalInterface
  private interface StatementUse<T> {
    T with(Statement statement) throws SQLException;
  }

  private static final AtomicLong ISOLATED = new AtomicLong();

  private final EngineSettings settings;
  private final DuckDBConnection root;

  DuckDbInstance(EngineSettings settings, int threads) {
    this(
        settings,
        threads,
        "spill-" + threads,
        List.of(
            "SET allowed_directories = ["
                + new DuckDbDialect().text(settings.workFolder() + "/")
                + "]"));
  }

  /**
   * An instance that may open one file only.
   *
   * @param view the statement that gives the file's rows a name
   * @param file the file as an SQL text
   */
  static DuckDbInstance isolated(EngineSettings settings, String view, String file) {
    // DuckDB removes its spill folder when it closes, so no two may share one.
    String spill = "spill-isolated-" + ISOLATED.incrementAndGet();
    return new DuckDbInstance(
        settings, settings.threads(), spill, List.of(view, "SET allowed_paths = [" + file + "]"));
  }

  private DuckDbInstance(EngineSettings settings, int threads, String spill, List<String> allowed) {
    this.settings = settings;
    Path folder = settings.workFolder();
    Properties properties = new Properties();
    properties.setProperty("threads", String.valueOf(threads));
    properties.setProperty("memory_limit", settings.memoryMegabytes() + "MB");
    properties.setProperty("temp_directory", folder.resolve(spill).toString());
    properties.setProperty("max_temp_directory_size", settings.spillMegabytes() + "MB");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    try {
      root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
      try (Statement statement = root.createStatement()) {
        for (String setting : allowed) {
          statement.execute(setting);
        }
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      }
    } catch (SQLException e) {
      throw new DataException(
          "engine-start", "The data engine does not start: " + e.getMessage(), e);
    }
  }

  /** Runs one query on a connection of its own, within the time-out. */
  <T> T run(String sql, ResultReader<T> reader) {
    return on(
        statement -> {
          try (ResultSet result = statement.executeQuery(sql)) {
            return reader.read(result);
          }
        });
  }

  /** Runs one statement without a result on a connection of its own, within the time-out. */
  void execute(String sql) {
    boolean _ = on(statement -> statement.execute(sql));
  }

  private <T> T on(StatementUse<T> use) {
    int seconds = Math.toIntExact(settings.timeout().toSeconds());
    try (Connection connection = root.duplicate();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      return use.with(statement);
    } catch (SQLException e) {
      throw translated(e, seconds);
    }
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new DataException("engine-stop", "The data engine does not stop: " + e.getMessage(), e);
    }
  }

  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A left-over in the work folder harms nobody: it is never read and goes with the folder.
      file.toFile().deleteOnExit();
    }
  }

  private static DataException translated(SQLException e, int seconds) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("interrupt")) {
      return new DataException(
          "query-timeout",
          "A query took longer than the "
              + seconds
              + " seconds allowed and was stopped. Allow more time, or use less data.",
          e);
    }
    if (lower.contains("out of memory")) {
      return new DataException(
          "out-of-memory",
          "A query needs more memory than the data engine is allowed. Allow more memory or more"
              + " spill space. ("
              + firstLine(message)
              + ")",
          e);
    }
    return new DataException("engine", "The data engine refused: " + firstLine(message), e);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
