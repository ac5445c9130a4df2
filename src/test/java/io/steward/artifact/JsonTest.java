package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Inner(String b, int a) {}

  record Outer(
      Map<String, Object> z,
      List<Inner> inner,
      @Nullable String nothing,
      Instant at,
      Duration pause,
      double[] numbers) {}

  @Test
  void shouldSortKeysAtEveryDepthAndLeaveOutNulls() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("y", Map.of("d", 1, "c", 2));
    map.put("x", List.of(Map.of("b", 1, "a", 2)));
    Outer outer =
        new Outer(
            map,
            List.of(new Inner("v", 7)),
            null,
            Instant.parse("2026-01-02T03:04:05.006Z"),
            Duration.ofMinutes(5),
            new double[] {1, 0.1});

    assertThat(Json.text(outer))
        .isEqualTo(
            "{\"at\":\"2026-01-02T03:04:05.006Z\",\"inner\":[{\"a\":7,\"b\":\"v\"}],"
                + "\"numbers\":[1.0,0.1],\"pause\":\"PT5M\","
                + "\"z\":{\"x\":[{\"a\":2,\"b\":1}],\"y\":{\"c\":2,\"d\":1}}}");
  }

  @Test
  void shouldGiveTreesMapsAndRecordsTheSameBytes() {
    Inner inner = new Inner("v", 7);
    ObjectNode tree = Json.mapper().createObjectNode().put("b", "v").put("a", 7);

    assertThat(Json.bytes(inner))
        .isEqualTo(Json.bytes(tree))
        .isEqualTo(Json.bytes(Map.of("b", "v", "a", 7)));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        0.1,
        1 / 3.0,
        1e-300,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1e7,
        123456789.0
      })
  void shouldKeepADoubleToTheLastBitThroughAnyNumberOfRounds(double value) {
    byte[] once = Json.bytes(List.of(value));
    double read = Json.read(once, double[].class)[0];

    assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(value));
    assertThat(Json.bytes(Json.read(once, new TypeReference<List<Object>>() {}))).isEqualTo(once);
  }

  @Test
  void shouldKeepDecimalsAndLongsThroughAnyNumberOfRounds() {
    byte[] once = Json.bytes(List.of(new BigDecimal("25.5"), Long.MAX_VALUE, 7));

    assertThat(new String(once, StandardCharsets.UTF_8)).isEqualTo("[25.5,9223372036854775807,7]");
    assertThat(Json.bytes(Json.read(once, Object.class))).isEqualTo(once);
  }

  @Test
  void shouldKeepWhatIsNoNumberAsText() {
    assertThat(Json.text(new double[] {Double.NaN, Double.POSITIVE_INFINITY}))
        .isEqualTo("[\"NaN\",\"Infinity\"]");
    assertThat(Json.read(Json.bytes(new double[] {Double.NaN}), double[].class)[0]).isNaN();
  }

  @Test
  void shouldNotDependOnTheOrderInWhichAMapWasFilled() {
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);

    assertThat(Json.digest(one)).isEqualTo(Json.digest(other));
  }

  @Test
  void shouldSayWhatItCouldNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{".getBytes(StandardCharsets.UTF_8), Inner.class))
        .withMessageContaining("Inner");
  }
}
