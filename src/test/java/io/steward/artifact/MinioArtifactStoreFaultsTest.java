package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How faults of the network and of the store are told. */
class MinioArtifactStoreFaultsTest {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger puts = new AtomicInteger();
  private HttpServer server;
  private StoreSettings settings;

  /** What the server does with the n-th put, counting from 1, after the bucket was made. */
  private volatile PutBehaviour behaviour = (_, _) -> 200;

  @FunctionalInterface
  private interface PutBehaviour {
    int status(int put, Runnable write);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    settings = settings(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSayInOneSentenceThatNobodyAnswers() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store(settings(closed)))
        .matches(e -> !e.isDamaged())
        .withMessage(
            "The object store at http://127.0.0.1:%d did not answer (connection refused) while"
                    .formatted(closed)
                + " preparing the bucket steward: start it with './steward up', or correct its"
                + " endpoint.");
  }

  @Test
  void shouldGiveUpAfterTheTimeoutWhenTheStoreIsSilent() {
    try (MinioArtifactStore store = store(settings)) {
      behaviour =
          (_, _) -> {
            try {
              Thread.sleep(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return 200;
          };

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.putIfAbsent("a/b.json", new byte[3], "text/plain"))
          .withMessageContaining("did not answer (timeout) while writing a/b.json");
    }
  }

  @Test
  void shouldTryAgainWhenTheStoreIsBusy() {
    try (MinioArtifactStore store = store(settings)) {
      behaviour =
          (put, write) -> {
            if (put < 3) {
              return 503;
            }
            write.run();
            return 200;
          };

      assertThat(store.putIfAbsent("a/b.json", bytes("mine"), "text/plain")).isTrue();
      assertThat(puts).hasValue(3);
    }
  }

  @Test
  void shouldTakeTheDocumentForItsOwnWhenOnlyTheAnswerWasLost() {
    try (MinioArtifactStore store = store(settings)) {
      behaviour =
          (put, write) -> {
            if (put == 1) {
              write.run();
              return 503;
            }
            return 412;
          };

      assertThat(store.putIfAbsent("a/b.json", bytes("mine"), "text/plain")).isTrue();
    }
  }

  @Test
  void shouldNotTakeAnotherDocumentForItsOwnAfterALostAnswer() {
    objects.put("/steward/a/b.json", bytes("theirs"));
    try (MinioArtifactStore store = store(settings)) {
      behaviour = (put, _) -> put == 1 ? 503 : 412;

      assertThat(store.putIfAbsent("a/b.json", bytes("mine"), "text/plain")).isFalse();
    }
  }

  @Test
  void shouldSayWhatToDoWhenTheCredentialsAreWrong(@TempDir Path folder) throws Exception {
    try (EmbeddedS3 real = new EmbeddedS3(folder)) {
      StoreSettings good = real.settings();
      StoreSettings wrong =
          new StoreSettings(good.endpoint(), good.region(), "steward", "test-access", "wrong");

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(
              () -> new MinioArtifactStore(wrong, Duration.ofSeconds(30), 1, Duration.ofMillis(5)))
          .withMessageContaining("refused (")
          .withMessageContaining("check its access key and secret key")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong"));
    }
  }

  @Test
  void shouldNeverShowTheSecret() {
    assertThat(settings.toString()).contains("hidden").doesNotContain("a-secret");
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    URI good = URI.create("http://127.0.0.1:1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreSettings(URI.create("localhost:9000"), "r", "steward", "a", "s"))
        .withMessageContaining("http://host:port");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreSettings(good, "r", "Big_Bucket", "a", "s"))
        .withMessageContaining("Big_Bucket");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreSettings(good, "r", "steward", "a", " "))
        .withMessageContaining("secret key");
  }

  private static MinioArtifactStore store(StoreSettings settings) {
    return new MinioArtifactStore(settings, Duration.ofMillis(500), 3, Duration.ofMillis(5));
  }

  private static StoreSettings settings(int port) {
    return new StoreSettings(
        URI.create("http://127.0.0.1:" + port), "us-east-1", "steward", "an-access", "a-secret");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    byte[] content = new byte[0];
    if (exchange.getRequestMethod().equals("PUT") && path.endsWith(".json")) {
      status = behaviour.status(puts.incrementAndGet(), () -> objects.put(path, body));
      if (status != 200) {
        String code = status == 412 ? "PreconditionFailed" : "SlowDown";
        content = bytes("<Error><Code>" + code + "</Code><Message>m</Message></Error>");
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
      }
    } else if (exchange.getRequestMethod().equals("GET") && objects.containsKey(path)) {
      content = objects.get(path);
      exchange.getResponseHeaders().set("Last-Modified", "Mon, 01 Jan 2026 00:00:00 GMT");
    }
    exchange.getResponseHeaders().set("ETag", "\"x\"");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
    if (!head && content.length > 0) {
      exchange.getResponseBody().write(content);
    }
    exchange.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
