package io.steward.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.InMemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final RequestLogWriter writer = new RequestLogWriter(store);
  private final RequestLogReader reader = new RequestLogReader(store);

  @Test
  void shouldReadBackWhatWasWrittenWhenValuesAreMissing() {
    Map<String, @Nullable Object> inputs = new HashMap<>();
    inputs.put("age", 31.5);
    inputs.put("income", Double.NaN);
    inputs.put("purpose", "car");
    RequestLogEntry entry =
        new RequestLogEntry(
            NOON, "credit-risk", 2, inputs, Map.of("label", "bad", "probability", 0.75));

    List<String> keys = writer.write(List.of(entry));

    assertThat(keys).hasSize(1);
    assertThat(keys.getFirst()).startsWith("requests/credit-risk/2/2026-03-01/120000-");
    RequestLogReader.Page page = reader.read("credit-risk", 2, Instant.MIN, 10);
    assertThat(page.entries()).containsExactly(entry);
    assertThat(page.entries().getFirst().inputs()).containsEntry("income", null);
    assertThat(page.truncated()).isFalse();
  }

  @Test
  void shouldKeepDaysAndVersionsApartWhenABatchSpansThem() {
    List<String> keys =
        writer.write(List.of(entry(NOON, 1), entry(NOON.plusSeconds(43_200), 1), entry(NOON, 2)));

    assertThat(keys).hasSize(3);
    assertThat(reader.read("credit-risk", 1, Instant.EPOCH, 10).entries()).hasSize(2);
    assertThat(reader.read("credit-risk", 1, NOON.plusSeconds(1), 10).entries()).hasSize(1);
    assertThat(reader.read("credit-risk", 2, Instant.EPOCH, 10).entries()).hasSize(1);
    assertThat(reader.read("credit-risk", 3, Instant.EPOCH, 10).entries()).isEmpty();
  }

  @Test
  void shouldReturnTheNewestWhenThereAreMoreThanAskedFor() {
    List<RequestLogEntry> all = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      RequestLogEntry entry = entry(NOON.plusSeconds(second), 1);
      all.add(entry);
      writer.write(List.of(entry));
    }

    RequestLogReader.Page page = reader.read("credit-risk", 1, Instant.EPOCH, 5);

    assertThat(page.entries()).isEqualTo(all.subList(15, 20));
    assertThat(page.truncated()).isTrue();
  }

  @Test
  void shouldCountLinesThatAreNoEntries() {
    String key = writer.write(List.of(entry(NOON, 1))).getFirst();
    byte[] content = store.read(key).orElseThrow();
    String cut = new String(content, StandardCharsets.UTF_8) + "{\"at\":\"2026-03";
    store.tamper(key, cut.getBytes(StandardCharsets.UTF_8));

    RequestLogReader.Page page = reader.read("credit-risk", 1, Instant.EPOCH, 5);

    assertThat(page.entries()).hasSize(1);
    assertThat(page.unreadable()).isEqualTo(1);
  }

  private static RequestLogEntry entry(Instant at, int version) {
    return new RequestLogEntry(at, "credit-risk", version, Map.of("age", 31.5), Map.of());
  }
}
