package io.steward.data;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says what a database's refusal means; by SQLSTATE (PostgreSQL, appendix A). */
final class DatabaseFaults {
  private DatabaseFaults() {}

  static DataException translated(SQLException e, String connection, Duration time) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals("57014")) {
      return slow("the connection " + connection, time, e);
    }
    if (state.startsWith("28")) {
      return new UnusableDataException(
          "login-refused",
          "The database of the connection "
              + connection
              + " refuses the login. Check user and password secret of the connection.");
    }
    if (state.equals("42501")) {
      return new UnusableDataException(
          "not-permitted",
          "The user of the connection "
              + connection
              + " may not read what the query asks for ("
              + said(e)
              + "). Have it granted, or ask for less.");
    }
    if (state.equals("25006")) {
      return new UnusableDataException(
          "bad-query",
          "The query in source.query.sql would change the database ("
              + said(e)
              + "). Only reading is allowed.");
    }
    boolean refused = state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
    if (refused) {
      return new UnusableDataException(
          "bad-query",
          "The database of the connection "
              + connection
              + " refuses the query: "
              + said(e)
              + ". Correct source.query.sql in the charter.");
    }
    return new SourceUnavailableException(
        "source-unavailable",
        "The database of the connection "
            + connection
            + " does not answer ("
            + said(e)
            + "). Try again later, or check the connection's address in the configuration.",
        e);
  }

  static SourceUnavailableException slow(String where, Duration time, @Nullable Throwable cause) {
    return new SourceUnavailableException(
        "query-timeout",
        "The query on "
            + where
            + " took longer than the "
            + time.toSeconds()
            + " seconds that fetching may take. Ask for less, or have steward.sources.limits.time"
            + " raised.",
        cause);
  }

  /** The first line: the others repeat the query. */
  private static String said(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no detail");
  }
}
