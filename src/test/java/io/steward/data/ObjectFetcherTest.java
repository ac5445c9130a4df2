package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.StoredObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFetcherTest {
  private static final byte[] TABLE = "a,y\n1,2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** Objects in memory; the real store's are tested where it is. */
  private record Objects(Map<String, byte[]> content) implements StoredObjects {
    @Override
    public OptionalLong size(String bucket, String key) {
      byte[] bytes = content.get(bucket + "/" + key);
      return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
    }

    @Override
    public boolean download(String bucket, String key, Path file) {
      byte[] bytes = content.get(bucket + "/" + key);
      if (bytes == null) {
        return false;
      }
      try {
        Files.write(file, bytes);
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Fetched fetch(String bucket, String key, SourceLimits limits) {
    ObjectFetcher fetcher =
        new ObjectFetcher(
            new Objects(Map.of("landing/in/d.csv", TABLE, "landing/ledger/1.json", TABLE)),
            List.of("s3://landing/in/"),
            limits);
    try (DataFixture data = new DataFixture(folder, 1);
        Workspace workspace = new Workspace(data.store, data.engine)) {
      return fetcher.fetch(bucket, key, "d.csv", workspace);
    }
  }

  @Test
  void shouldFetchAnObjectThatIsAllowed() {
    Fetched fetched = fetch("landing", "in/d.csv", SourceLimits.defaults());

    assertThat(fetched.digest()).isEqualTo(Digest.of(TABLE));
    assertThat(fetched.origin()).containsEntry("location", "s3://landing/in/d.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "landing ledger/1.json",
        "other in/d.csv",
        "landing in/../ledger/1.json",
        "landing inside/x"
      })
  void shouldRefuseWhatLiesOutside(String object) {
    String[] parts = object.split(" ");

    assertThatThrownBy(() -> fetch(parts[0], parts[1], SourceLimits.defaults()))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll(
            "s3://" + parts[0] + "/" + parts[1], "s3://landing/in/", "steward.sources.objects");
  }

  @Test
  void shouldSayThatAnObjectIsMissingOrTooLarge() {
    assertThatThrownBy(() -> fetch("landing", "in/no.csv", SourceLimits.defaults()))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("no object s3://landing/in/no.csv", "source.object");
    SourceLimits few = new SourceLimits(5, 5, 1, 1, 1, 1024, Duration.ofSeconds(1));
    assertThatThrownBy(() -> fetch("landing", "in/d.csv", few))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("s3://landing/in/d.csv", "5 bytes");
  }

  @Test
  void shouldRefuseAnAllowedPlaceThatIsNoFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ObjectFetcher(
                    new Objects(Map.of()), List.of("s3://landing"), SourceLimits.defaults()))
        .withMessageContaining("s3://bucket/");
  }
}
