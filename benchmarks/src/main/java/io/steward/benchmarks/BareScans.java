package io.steward.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The lower bound of a profile with a contract: the plain SQL that gives the same facts, and
 * nothing around it. One scan for ranges, moments and exact quantiles; the values of each column by
 * frequency; histograms; duplicate rows; correlations; and one scan for all rules.
 */
final class BareScans {
  private static final int BINS = 20;

  private final Path parquet;
  private final List<String> names;
  private final List<String> rules;

  /**
   * @param rules SQL conditions that each row must keep
   */
  BareScans(Path parquet, int columns, List<String> rules) {
    this.parquet = parquet;
    this.names = Tables.names(columns);
    this.rules = List.copyOf(rules);
  }

  /** Runs them all, one after the other. */
  void run(int threads, int megabytes) throws SQLException {
    try (Connection connection = Tables.open(threads, megabytes);
        Statement statement = connection.createStatement()) {
      for (String query : queries()) {
        try (ResultSet result = statement.executeQuery(query)) {
          while (result.next()) {
            // The rows are what is paid for; nothing is done with them.
          }
        }
      }
    }
  }

  private List<String> queries() {
    String table = "read_parquet('" + parquet + "')";
    List<String> queries = new ArrayList<>();
    queries.add("SELECT " + String.join(", ", facts()) + " FROM " + table);
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      queries.add(
          "SELECT %s, count(*) AS n, count(*) OVER () FROM %s WHERE %s IS NOT NULL GROUP BY 1 ORDER BY n DESC LIMIT 50"
              .formatted(name, table, name));
      if (isNumber(c)) {
        queries.add(
            "SELECT floor(%1$s / 100 * %2$d) AS bin, count(*) FROM %3$s WHERE %1$s IS NOT NULL GROUP BY 1"
                .formatted(name, BINS, table));
      }
    }
    queries.add("SELECT count(*) FROM (SELECT DISTINCT * FROM " + table + ")");
    List<String> pairs = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        if (isNumber(a) && isNumber(b)) {
          pairs.add("corr(" + names.get(a) + ", " + names.get(b) + ")");
        }
      }
    }
    queries.add("SELECT " + String.join(", ", pairs) + " FROM " + table);
    List<String> violations = rules.stream().map(rule -> "count_if(NOT (" + rule + "))").toList();
    queries.add("SELECT " + String.join(", ", violations) + " FROM " + table);
    return queries;
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      facts.add("count(%1$s), min(%1$s), max(%1$s)".formatted(name));
      facts.add(
          isNumber(c)
              ? "avg(%1$s), stddev_samp(%1$s), quantile_cont(%1$s, [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])"
                  .formatted(name)
              : "min(length(%1$s)), max(length(%1$s))".formatted(name));
    }
    return facts;
  }

  private boolean isNumber(int column) {
    return column < names.size() - 1 && Tables.kind(column).isNumber();
  }
}
