package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpsFetcherTest {
  private static final byte[] TABLE = "a,y\n1,2\n".getBytes(StandardCharsets.UTF_8);
  private static final int LIMIT = 100_000;

  @TempDir static Path folder;
  static SourceFixture sources;
  private TlsServer server;
  private Workspace workspace;

  @BeforeAll
  static void startEngine() {
    sources = new SourceFixture(folder);
  }

  @AfterAll
  static void stopEngine() {
    sources.close();
  }

  @BeforeEach
  void start() throws Exception {
    server = new TlsServer(folder);
    workspace = new Workspace(sources.data.store, sources.data.engine);
  }

  @AfterEach
  void stop() {
    workspace.close();
    server.close();
  }

  private Fetched fetch(String path) {
    return fetch(server.at(path), Duration.ofSeconds(20));
  }

  /** Both names are allowed, but only "localhost" may be an inner one. */
  private Fetched fetch(URI address, Duration time) {
    String inner = "localhost:" + server.port();
    AllowedHosts hosts =
        new AllowedHosts(List.of(inner, "127.0.0.1:" + server.port()), List.of(inner));
    SourceLimits limits = new SourceLimits(LIMIT, LIMIT, 200, 100, 100, 1024, time);
    return new HttpsFetcher(hosts, limits, server.trust()).fetch(address, "d.csv", workspace);
  }

  @Test
  void shouldFetchWhatAnAllowedHostHoldsAndSayWhereItCameFrom() {
    server.answer("/d.csv", TABLE);
    server.redirect("/old", "/d.csv?token=secret");

    Fetched fetched = fetch(server.at("/old?key=secret"), Duration.ofSeconds(20));

    assertThat(fetched.digest()).isEqualTo(Digest.of(TABLE));
    assertThat(fetched.bytes()).isEqualTo(TABLE.length);
    assertThat(fetched.file()).hasBinaryContent(TABLE);
    assertThat(fetched.origin())
        .containsEntry("location", server.at("/old").toString())
        .containsEntry("redirectedTo", server.at("/d.csv").toString());
    assertThat(fetched.origin().toString()).doesNotContain("secret");
    assertThat(sources.collect(fetched, "url: https://localhost/d.csv", workspace).rows())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseARedirectToAPrivateAddress() {
    server.answer("/private", TABLE);
    server.redirect("/d.csv", "https://127.0.0.1:" + server.port() + "/private?key=secret");

    assertThatThrownBy(() -> fetch("/d.csv"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll(
            "https://127.0.0.1:" + server.port() + "/private", "this machine", "inner-hosts")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "https://elsewhere.example/d.csv, a host that data may not come from",
    "http://localhost/d.csv, over https only",
    "file:///etc/passwd, over https only",
    "https://user:pass@localhost/d.csv, user or password",
    "'://', no address"
  })
  void shouldRefuseARedirectThatLeadsOut(String target, String words) {
    server.redirect("/d.csv", target);

    assertThatThrownBy(() -> fetch("/d.csv"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("pass@");
  }

  @Test
  void shouldGiveUpAfterTooManyRedirects() {
    server.redirect("/d.csv", "/d.csv");

    assertThatThrownBy(() -> fetch("/d.csv"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("/d.csv", "more than 5 times");
  }

  @Test
  void shouldStopWhereTheAnswerIsTooLarge() {
    server.answer("/said", new byte[LIMIT + 1]);
    server.answer(
        "/unsaid",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            for (int i = 0; i < 10_000; i++) {
              out.write(new byte[10_000]);
            }
          } catch (IOException e) {
            // The client hung up, as it should.
          }
        });

    for (String path : List.of("/said", "/unsaid")) {
      assertThatThrownBy(() -> fetch(path))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContainingAll("d.csv", "larger than the 100000 bytes");
    }
  }

  @Test
  void shouldGiveUpWhenTheAnswerTakesTooLong() {
    CountDownLatch over = new CountDownLatch(1);
    server.answer(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(TABLE);
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.answer(
        "/silent",
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    for (String path : List.of("/slow", "/silent")) {
      assertThatThrownBy(() -> fetch(server.at(path), Duration.ofSeconds(1)))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContainingAll(path, "longer than the 1 seconds");
    }
    over.countDown();
  }

  @Test
  void shouldTellWhatIsNotThereFromWhatIsBusy() {
    server.status("/gone", 404);
    server.status("/login", 403);
    server.status("/busy", 503);

    assertThatThrownBy(() -> fetch("/gone"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("/gone", "404", "Check the address");
    assertThatThrownBy(() -> fetch("/login"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("needs no login");
    assertThatThrownBy(() -> fetch("/busy"))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("503");
  }

  @Test
  void shouldTrustNoForeignCertificate() {
    server.answer("/d.csv", TABLE);
    String inner = "localhost:" + server.port();
    HttpsFetcher strict =
        new HttpsFetcher(
            new AllowedHosts(List.of(inner), List.of(inner)), SourceLimits.defaults(), null);

    assertThatThrownBy(() -> strict.fetch(server.at("/d.csv"), "d.csv", workspace))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("certificate");
  }

  @Test
  void shouldSayThatNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String host = "localhost:" + port;
    HttpsFetcher fetcher =
        new HttpsFetcher(
            new AllowedHosts(List.of(host), List.of(host)), SourceLimits.defaults(), null);

    assertThatThrownBy(
            () -> fetcher.fetch(URI.create("https://" + host + "/d.csv"), "d.csv", workspace))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContainingAll(host, "does not answer");
  }

  @Test
  void shouldStoreNothingWhenFetchingFails() {
    server.answer("/d.csv", new byte[LIMIT + 1]);
    int before = sources.data.store.list("").size();

    assertThatThrownBy(() -> fetch("/d.csv")).isInstanceOf(UnusableDataException.class);

    assertThat(sources.data.store.list("")).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false",
    "10.1.2.3, false",
    "172.16.0.1, false",
    "192.168.1.1, false",
    "169.254.169.254, false",
    "100.64.0.1, false",
    "100.128.0.1, true",
    "0.1.2.3, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "198.19.0.1, false",
    "8.8.8.8, true",
    "::1, false",
    "fe80::1, false",
    "fd00::1, false",
    "fc00::1, false",
    "::ffff:127.0.0.1, false",
    "64:ff9b::7f00:1, false",
    "2002:7f00:1::, false",
    "2001:0:1::, false",
    "ff02::1, false",
    "2606:4700::1111, true"
  })
  void shouldKnowWhichAddressesArePublic(String address, boolean open) throws Exception {
    assertThat(AddressPolicy.isPublic(InetAddress.getByName(address))).isEqualTo(open);
  }

  @Test
  void shouldRefuseAConfigurationThatAllowsAnInnerHostOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AllowedHosts(List.of(), List.of("db.local")))
        .withMessageContaining("db.local:443");
  }
}
