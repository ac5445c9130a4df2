package io.steward.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Made tables with a bit of everything: numbers that are normal, whole or skewed with missing
 * values, texts with few and with many levels, and a target that follows from some of them. Each
 * value follows from its row number, so a table is the same whenever it is made.
 */
final class Tables {
  /** The name of the target, the last column. */
  static final String TARGET = "target";

  private Tables() {}

  /** A CSV file of this size, made unless it is there. */
  static Path csv(Workbench bench, long rows, int columns) {
    return csv(bench, 0, rows, columns);
  }

  /** The same with rows that begin at this number: others than those of a table before it. */
  static Path csv(Workbench bench, long from, long rows, int columns) {
    String name = "table-" + (from == 0 ? "" : from + "+") + rows + "x" + columns + ".csv";
    Path file = bench.folder().resolve(name);
    if (!Files.exists(file)) {
      bench.note("making %s (%,d rows, %d columns)", file.getFileName(), rows, columns);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      execute(
          2,
          "COPY ("
              + select(from, rows, columns)
              + ") TO '"
              + part
              + "' (FORMAT csv, HEADER true, DELIMITER ',')");
      if (!part.toFile().renameTo(file.toFile())) {
        throw new BenchmarkException("Cannot rename " + part + ".");
      }
    }
    return file;
  }

  /** The columns' names in order; see {@link #kind}. */
  static List<String> names(int columns) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns - 1; i++) {
      names.add(kind(i).name().toLowerCase(java.util.Locale.ROOT) + "_" + i);
    }
    names.add(TARGET);
    return names;
  }

  /** What a column holds. */
  enum Kind {
    NORMAL,
    WHOLE,
    SKEWED,
    FEW,
    MANY;

    boolean isNumber() {
      return this == NORMAL || this == WHOLE || this == SKEWED;
    }
  }

  /** What column i holds. */
  static Kind kind(int column) {
    return Kind.values()[column % Kind.values().length];
  }

  private static String select(long from, long rows, int columns) {
    List<String> expressions = new ArrayList<>();
    List<String> names = names(columns);
    for (int c = 0; c < columns - 1; c++) {
      String u = uniform(c);
      String value =
          switch (kind(c)) {
            case NORMAL ->
                "round(sqrt(-2 * ln(%s + 1e-9)) * cos(6.283185307179586 * %s), 6)"
                    .formatted(u, uniform(c + 500));
            case WHOLE -> "CAST(floor(%s * 100) AS INTEGER)".formatted(u);
            case SKEWED ->
                "CASE WHEN %s < 0.05 THEN NULL ELSE round(exp(3 * %s + 4), 2) END"
                    .formatted(uniform(c + 500), u);
            case FEW -> "'level ' || CAST(floor(%s * 12) AS INTEGER)".formatted(u);
            case MANY -> "'item ' || CAST(floor(pow(%s, 3) * 200) AS INTEGER)".formatted(u);
          };
      expressions.add(value + " AS " + names.get(c));
    }
    expressions.add(
        "CASE WHEN %s + 0.004 * floor(%s * 100) > 0.9 THEN 'yes' ELSE 'no' END AS %s"
            .formatted(uniform(columns), uniform(1), TARGET));
    return "SELECT "
        + String.join(", ", expressions)
        + " FROM range("
        + from
        + ", "
        + (from + rows)
        + ") AS r(i)";
  }

  /** A number in [0, 1) that follows from the row and the column. */
  private static String uniform(int column) {
    return "((hash(i * 1000003 + " + column + ") % 1000000007) / 1000000007.0)";
  }

  /** Runs one statement on a database in memory. */
  static void execute(int threads, String sql) {
    try (Connection connection = open(threads, 1500);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchmarkException("DuckDB refused: " + e.getMessage(), e);
    }
  }

  /** A database in memory without any lock-down. */
  static Connection open(int threads, int megabytes) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("threads", String.valueOf(threads));
    properties.setProperty("memory_limit", megabytes + "MB");
    return DriverManager.getConnection("jdbc:duckdb:", properties);
  }
}
