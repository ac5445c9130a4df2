package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. Every test uses names of its own, so that a store may be shared. */
abstract class ArtifactStoreContract {
  private static final String TYPE = "application/octet-stream";
  private static final int BIG = (17 << 20) + 7;

  private final String folder = "contract/" + UUID.randomUUID() + "/";

  @TempDir Path temp;

  abstract ArtifactStore store();

  /** Replaces the bytes of a blob behind the store's back. */
  abstract void damage(Digest blob, byte[] content);

  @Test
  void shouldGiveBackABlobWhenItWasPut() {
    byte[] content = random(1000);

    Digest digest = store().put(content, TYPE);

    assertThat(digest).isEqualTo(Digest.of(content));
    assertThat(store().contains(digest)).isTrue();
    assertThat(store().get(digest)).isEqualTo(content);
  }

  @Test
  void shouldKeepAnEmptyBlob() {
    assertThat(store().get(store().put(new byte[0], TYPE))).isEmpty();
  }

  @Test
  void shouldChangeNothingWhenABlobIsPutAgain() throws IOException {
    byte[] content = random(300_000);
    Path file = Files.write(temp.resolve("same"), content);

    Digest first = store().put(content, TYPE);

    assertThat(store().put(content, TYPE)).isEqualTo(first);
    assertThat(store().put(file, TYPE)).isEqualTo(first);
    assertThat(store().get(first)).isEqualTo(content);
  }

  @Test
  void shouldKeepABlobThatIsSentInParts() throws IOException {
    byte[] content = random(BIG);
    Path file = Files.write(temp.resolve("big"), content);

    Digest digest = store().put(file, TYPE);
    store().download(digest, temp.resolve("copy"));

    assertThat(Digest.of(temp.resolve("copy"))).isEqualTo(Digest.of(content)).isEqualTo(digest);
    assertThat(temp.toFile().list()).containsExactlyInAnyOrder("big", "copy");
  }

  @Test
  void shouldKeepABigBlobFromMemory() {
    byte[] content = random(BIG);

    assertThat(Digest.of(store().get(store().put(content, TYPE)))).isEqualTo(Digest.of(content));
  }

  @Test
  void shouldReplaceTheFileWhenABlobIsDownloaded() throws IOException {
    Digest digest = store().put("new".getBytes(StandardCharsets.UTF_8), TYPE);
    Path target = Files.writeString(temp.resolve("target"), "old and longer");

    store().download(digest, target);

    assertThat(target).hasContent("new");
  }

  @Test
  void shouldSayThatABlobIsMissing() {
    Digest missing = Digest.of(UUID.randomUUID().toString());

    assertThat(store().contains(missing)).isFalse();
    assertThatThrownBy(() -> store().get(missing))
        .asInstanceOf(type(StoreException.class))
        .matches(StoreException::isDamaged)
        .extracting(StoreException::getMessage)
        .asString()
        .contains(missing.toString());
    assertThatThrownBy(() -> store().download(missing, temp.resolve("x")))
        .isInstanceOf(StoreException.class);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void shouldRefuseABlobWhenItsBytesWereChanged() {
    Digest digest = store().put(random(2000), TYPE);
    damage(digest, random(2000));

    assertThatThrownBy(() -> store().get(digest))
        .asInstanceOf(type(StoreException.class))
        .matches(StoreException::isDamaged)
        .extracting(StoreException::getMessage)
        .asString()
        .contains("other bytes");
    assertThatThrownBy(() -> store().download(digest, temp.resolve("x")))
        .isInstanceOf(StoreException.class);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void shouldKeepTheFirstDocumentWhenAKeyIsTaken() {
    String key = folder + "taken.json";

    assertThat(store().putIfAbsent(key, bytes("one"), "application/json")).isTrue();
    assertThat(store().putIfAbsent(key, bytes("two"), "application/json")).isFalse();
    assertThat(store().putIfAbsent(key, bytes("one"), "application/json")).isFalse();
    assertThat(store().read(key)).hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes("one")));
    assertThat(store().read(folder + "other.json")).isEmpty();
  }

  @Test
  void shouldHaveExactlyOneWinnerWhenManyPutTheSameKey() throws Exception {
    int threads = 12;
    int keys = 10;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int k = 0; k < keys; k++) {
        String key = folder + "race-" + k + ".json";
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          byte[] content = bytes("racer " + i);
          racers.add(
              () -> {
                barrier.await();
                return store().putIfAbsent(key, content, "application/json");
              });
        }
        List<Future<Boolean>> results = pool.invokeAll(racers);
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          if (results.get(i).get()) {
            winners.add(i);
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(store().read(key))
            .hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes("racer " + winners.getFirst())));
      }
    }
  }

  @Test
  void shouldListKeysInOrderOfTheirBytes() {
    List<String> names = List.of("a/2.json", "a/10.json", "a/B.json", "a/_.json", "ab/1.json");
    names.forEach(name -> store().putIfAbsent(folder + name, bytes(name), "application/json"));

    assertThat(store().list(folder + "a/"))
        .containsExactly(
            folder + "a/10.json", folder + "a/2.json", folder + "a/B.json", folder + "a/_.json");
    assertThat(store().list(folder + "a")).hasSize(5);
    assertThat(store().list(folder + "none/")).isEmpty();
  }

  @Test
  void shouldListMoreKeysThanFitOnOnePage() {
    int many = 1030;
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < many; i++) {
        String key = folder + "many/" + (10_000 + i) + ".json";
        pool.execute(() -> store().putIfAbsent(key, bytes("x"), "text/plain"));
      }
    }

    assertThat(store().list(folder + "many/")).hasSize(many).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a/b",
        "a.b/c.json",
        "/a.json",
        "a//b.json",
        "a/../b.json",
        "a/ü.json",
        "a/.b",
        "a/b c.json"
      })
  void shouldRefuseAKeyThatNotEveryStoreCanHold(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().putIfAbsent(key, bytes("x"), "text/plain"))
        .withMessageContaining("'" + key + "'");
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(UUID.randomUUID().getMostSignificantBits()).nextBytes(content);
    return content;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
