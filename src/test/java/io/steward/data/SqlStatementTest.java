package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select a from t;",
        "  -- note; here\n SELECT ';', \"a;b\", $$;$$, $x$ ; $$ ; $x$, E'\\';' /* ; /* ; */ ; */ ;  ",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "(SELECT 1) UNION (SELECT 2)",
        "SELECT 'it''s; fine' -- ; the end"
      })
  void shouldTakeOneStatement(String sql) {
    assertThat(SqlStatement.of(sql).text()).doesNotEndWith(";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "SELECTED",
        "SELECT 1; DROP TABLE t",
        "SELECT 1;;",
        "SELECT ''';' ; DELETE FROM t; --'",
        "SELECT '\\'; DELETE FROM t; --'",
        "SELECT $1$; DELETE FROM t; --$1$",
        "SELECT a$$; DELETE FROM t; --$$",
        "/* SELECT */ COPY t TO '/tmp/x'",
        ""
      })
  void shouldRefuseAnythingElse(String sql) {
    assertThatThrownBy(() -> SqlStatement.of(sql))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("source.query.sql");
  }

  @Test
  void shouldSeeWhetherItSorts() {
    assertThat(SqlStatement.of("SELECT a FROM t ORDER  BY a").sorts()).isTrue();
    assertThat(SqlStatement.of("SELECT 'ORDER BY' FROM t -- ORDER BY a").sorts()).isFalse();
  }
}
