package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEngineTest {
  @TempDir Path folder;
  private DuckDbEngine engine;

  @BeforeEach
  void start() {
    engine =
        new DuckDbEngine(
            new EngineSettings(folder.resolve("work"), 1, 128, 256, Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/proc/self/environ')",
        "SELECT * FROM glob('/etc/*')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 8",
        "SET enable_external_access = true",
        "ATTACH '/tmp/steward-escape.db' AS escape",
        "COPY (SELECT 1) TO '/tmp/steward-escape.csv'"
      })
  void shouldReachNothingOutsideItsFolder(String sql) {
    EngineSettings settings = EngineSettings.defaults(folder.resolve("work"));
    try (DuckDbInstance instance = new DuckDbInstance(settings, 1)) {
      assertThatThrownBy(() -> instance.execute(sql))
          .isInstanceOf(DataException.class)
          .hasMessageMatching("(?s).*(disabled (by|through) configuration|locked).*");
    }
    assertThat(Path.of("/tmp/steward-escape.csv")).doesNotExist();
    assertThat(Path.of("/tmp/steward-escape.db")).doesNotExist();
  }

  @Test
  void shouldStopAQueryThatTakesTooLong() {
    assertThatThrownBy(
            () ->
                engine.query(
                    "SELECT sum(hash(a.i, b.i)) FROM range(1000000) a(i), range(1000000) b(i)"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("longer than the 1 seconds");
  }

  @Test
  void shouldLeaveNothingWhenWritingFails() {
    URI target = engine.workFolder().resolve("x.parquet").toUri();

    assertThatThrownBy(
            () -> engine.materialise("SELECT CAST('x' || i AS INT) FROM range(10) t(i)", target))
        .isInstanceOf(DataException.class);
    assertThat(engine.workFolder()).isEmptyDirectory();
  }

  @Test
  void shouldNotReplaceAFileThatIsThere() {
    URI target = engine.workFolder().resolve("x.parquet").toUri();
    engine.materialise("SELECT 1 AS a", target);

    assertThatThrownBy(() -> engine.materialise("SELECT 2 AS a", target))
        .isInstanceOf(IllegalStateException.class);
    assertThat(engine.query("SELECT a FROM " + engine.relation(target)).get(0).whole("a"))
        .isEqualTo(1);
  }

  @Test
  void shouldWriteNumbersAndHashesAsEveryEngineMust() {
    Dialect sql = engine.dialect();
    double[] numbers = {0, 1, -3, 0.1, 1234.5, 999_999_999_999_999.0, 0.001};
    String[] texts = {"0", "1", "-3", "0.1", "1234.5", "999999999999999", "0.001"};
    for (int i = 0; i < numbers.length; i++) {
      assertThat(value(sql.canonicalNumber(sql.number(numbers[i])))).isEqualTo(texts[i]);
    }
    assertThat(value(sql.md5(sql.text("it's")))).isEqualTo(md5("it's"));
    assertThat(value(sql.floor("7.9"))).isEqualTo("7");
  }

  @Test
  void shouldSayWhenItsFolderCannotBeMade() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> new DuckDbEngine(EngineSettings.defaults(file.resolve("work"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("work folder");
  }

  private String value(String expression) {
    return engine.query("SELECT " + expression + " AS v").get(0).requiredText("v");
  }

  private static String md5(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("MD5")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
