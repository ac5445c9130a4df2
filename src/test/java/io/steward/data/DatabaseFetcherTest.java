package io.steward.data;

import static io.steward.data.SourceFixture.kinds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.steward.charter.DataSource.Query;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a real PostgreSQL server. */
class DatabaseFetcherTest {
  private static final SourceLimits LIMITS = SourceLimits.defaults();

  @TempDir static Path folder;
  static SourceFixture sources;
  static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> programs = PostgresServer.programs();
    assumeThat(programs)
        .as("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
        .isPresent();
    sources = new SourceFixture(folder);
    server = PostgresServer.start(programs.orElseThrow());
    server.execute(
        """
        CREATE TABLE loans AS SELECT i AS id, i * 1.5 AS amount, 'n°' || (i % 7) AS purpose,
          i % 3 = 0 AS defaulted, DATE '2025-01-01' + (i % 300) AS opened,
          CASE WHEN i % 5 = 0 THEN NULL ELSE i % 2 END AS y FROM generate_series(1, 5000) s(i)
        """);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      sources.close();
    }
  }

  private static Fetched fetch(String sql, SourceLimits limits, Workspace workspace) {
    DatabaseConnection warehouse =
        new DatabaseConnection(server.url(), PostgresServer.READER, () -> PostgresServer.PASSWORD);
    return new DatabaseFetcher(Map.of("warehouse", warehouse), limits)
        .fetch(new Query("warehouse", sql), "query-on-warehouse.jsonl", workspace);
  }

  private static Snapshot collect(String sql) {
    try (Workspace workspace = new Workspace(sources.data.store, sources.data.engine)) {
      return sources.collect(
          fetch(sql, LIMITS, workspace), "query: {connection: warehouse, sql: SELECT}", workspace);
    }
  }

  @Test
  void shouldCollectTheRowsOfAQuery() {
    Snapshot once = collect("SELECT * FROM loans ORDER BY id;");
    Snapshot again = collect("SELECT * FROM loans ORDER BY id");
    RawTable table = sources.load(once);

    assertThat(kinds(once))
        .containsExactly(
            "id NUMBER",
            "amount NUMBER",
            "purpose TEXT",
            "defaulted TEXT",
            "opened DATE",
            "y NUMBER");
    assertThat(once.rows()).isEqualTo(5000);
    assertThat(table.numbers("amount")).startsWith(1.5, 3, 4.5);
    assertThat(table.texts("purpose")).startsWith("n°1", "n°2");
    assertThat(table.texts("defaulted")).startsWith("false", "false", "true");
    assertThat(table.texts("opened")).startsWith("2025-01-02", "2025-01-03");
    assertThat(table.numbers("y")).startsWith(1, 0, 1, 0, Double.NaN);
    assertThat(again).isEqualTo(once);
    assertThat(once.reading().warnings()).isEmpty();
  }

  @Test
  void shouldWarnWhenTheOrderOfTheRowsIsOpen() {
    assertThat(collect("SELECT id, y FROM loans").reading().warnings())
        .singleElement()
        .asString()
        .contains("ORDER BY");
  }

  @Test
  void shouldSayWhereTheRowsCameFromWithoutTheQueryItself() {
    try (Workspace workspace = new Workspace(sources.data.store, sources.data.engine)) {
      Map<String, String> origin = fetch("SELECT id, y FROM loans", LIMITS, workspace).origin();

      assertThat(origin)
          .containsEntry("location", "connection warehouse")
          .hasEntrySatisfying("sql", digest -> assertThat(digest).startsWith("sha256:"));
      assertThat(origin.toString()).doesNotContain("loans", PostgresServer.PASSWORD);
    }
  }

  @Test
  void shouldReadEveryKindOfValue() {
    Snapshot snapshot =
        collect(
            """
            SELECT 9007199254740993::bigint AS big, 'NaN'::float8 AS nan, 0.1::real AS small,
              12345.678::numeric(10,3) AS exact, '2025-01-31 10:00+02'::timestamptz AS instant,
              '2025-01-31 10:00:00.25'::timestamp AS at, '00501' AS zip, ''::text AS empty,
              'a8098c1a-f86e-11da-bd1a-00112444be1e'::uuid AS uuid, 7::smallint AS y,
              '{"x": 1}'::jsonb ? 'x' AS has
            """);
    RawTable table = sources.load(snapshot);

    assertThat(kinds(snapshot))
        .containsExactly(
            "big TEXT",
            "nan TEXT",
            "small NUMBER",
            "exact NUMBER",
            "instant DATE",
            "at DATE",
            "zip TEXT",
            "empty TEXT",
            "uuid TEXT",
            "y NUMBER",
            "has TEXT");
    assertThat(table.texts("big")).containsExactly("9007199254740993");
    assertThat(table.numbers("small")).containsExactly(0.1);
    assertThat(table.numbers("exact")).containsExactly(12345.678);
    assertThat(table.texts("instant")).containsExactly("2025-01-31T08:00Z");
    assertThat(table.texts("at")).containsExactly("2025-01-31 10:00:00.25");
  }

  static Stream<Arguments> badQueries() {
    return Stream.of(
        bad("bad-query", "SELECT * FROM nothing ORDER BY 1", "refuses the query", "nothing"),
        bad("bad-query", "SELECT 1/0 AS a, 1 AS y", "refuses the query", "division by zero"),
        bad("bad-query", "SELECT id FROM loans; DROP TABLE loans", "one statement"),
        bad(
            "bad-query",
            "WITH gone AS (DELETE FROM loans RETURNING id, y) SELECT * FROM gone",
            "would change the database"),
        bad("not-permitted", "SELECT pg_read_file('/etc/passwd') AS a, 1 AS y", "may not read"),
        bad("nested-value", "SELECT ARRAY[1] AS a, '{}'::jsonb AS b", "'a' (_int4)", "'b' (jsonb)"),
        bad("duplicate-column-name", "SELECT 1 AS a, 2 AS \"A\"", "Columns 1 and 2"),
        bad("one-column", "SELECT 1 AS a", "one column only, 'a'"),
        bad("no-rows", "SELECT id, y FROM loans WHERE id < 0", "0 rows"),
        bad("not-finite", "SELECT 'inf'::float8 AS a, 1 AS y", "infinite", "'a'"));
  }

  private static Arguments bad(String code, String sql, String... words) {
    return Arguments.of(code, sql, words);
  }

  @ParameterizedTest
  @MethodSource("badQueries")
  void shouldSayWhatIsWrongWithAQuery(String code, String sql, String[] words) {
    try (Workspace workspace = new Workspace(sources.data.store, sources.data.engine)) {
      UnusableDataException fault =
          catchThrowableOfType(UnusableDataException.class, () -> fetch(sql, LIMITS, workspace));

      assertThat(fault).isNotNull();
      assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
      assertThat(fault)
          .hasMessageContainingAll(words)
          .hasMessageNotContaining(PostgresServer.PASSWORD);
    }
    assertThat(collect("SELECT id, y FROM loans ORDER BY id").rows()).isEqualTo(5000);
  }

  @Test
  void shouldStopAQueryThatTakesTooLong() {
    SourceLimits impatient =
        new SourceLimits(1 << 20, 1 << 20, 200, 10_000, 100, 1024, Duration.ofSeconds(1));
    try (Workspace workspace = new Workspace(sources.data.store, sources.data.engine)) {
      assertThatThrownBy(() -> fetch("SELECT pg_sleep(30), 1 AS y", impatient, workspace))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContainingAll("warehouse", "longer than the 1 seconds");
      assertThatThrownBy(
              () ->
                  fetch(
                      "SELECT i, repeat('x', 500) AS y FROM generate_series(1, 100000) s(i)",
                      impatient,
                      workspace))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContaining("larger than the 1 MB");
    }
  }

  @Test
  void shouldTellAWrongPasswordFromAServerThatIsNotThere() {
    try (Workspace workspace = new Workspace(sources.data.store, sources.data.engine)) {
      Query query = new Query("c", "SELECT 1 AS a, 2 AS y");
      DatabaseConnection wrong =
          new DatabaseConnection(server.url(), PostgresServer.READER, () -> "wrong-secret");
      DatabaseConnection nobody =
          new DatabaseConnection("jdbc:postgresql://127.0.0.1:1/x", "reader", () -> "secret");

      assertThatThrownBy(
              () -> new DatabaseFetcher(Map.of("c", wrong), LIMITS).fetch(query, "q", workspace))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContainingAll("connection c", "login")
          .hasMessageNotContaining("wrong-secret");
      assertThatThrownBy(
              () -> new DatabaseFetcher(Map.of("c", nobody), LIMITS).fetch(query, "q", workspace))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContaining("connection c");
      assertThatThrownBy(
              () ->
                  new DatabaseFetcher(Map.of("c", nobody), LIMITS)
                      .fetch(new Query("d", "SELECT 1"), "q", workspace))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContainingAll("no connection 'd'", "configured: c");
    }
  }

  @Test
  void shouldRefuseAnAddressThatHoldsASecret() {
    for (String url :
        List.of(
            "jdbc:mysql://x/y",
            "jdbc:postgresql://x/y?password=p",
            "jdbc:postgresql://x/y?user=u")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DatabaseConnection(url, "u", () -> "p"));
    }
  }
}
