package io.steward.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.steward.artifact.Digest;
import io.steward.bundle.SigningKey;
import io.steward.bundle.TestBundles;
import io.steward.bundle.TestModels;
import io.steward.charter.Charter.ServingObjective;
import io.steward.deployment.LoadTest;
import io.steward.deployment.LoadTestResult;
import io.steward.deployment.ModelServerClient;
import io.steward.deployment.ModelServerClient.Role;
import io.steward.deployment.ModelServerException;
import io.steward.monitoring.RequestLogEntry;
import io.steward.monitoring.RequestLogReader;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingTest {
  private static final String MODEL = "credit-risk";
  private static final RawTable ROWS = TestModels.rows(50, 7);

  @TempDir Path folder;
  private ServerFixture server;

  @BeforeEach
  void make() {
    server = new ServerFixture(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldServeChampionAndChallengerAtTheSameTime() {
    server.champion(MODEL, server.register(MODEL, 1));
    int challenger = server.register(MODEL, 2);
    server.start().awaitReady();
    try (ModelServerClient client = server.client()) {
      double[] champion = client.infer(MODEL, ROWS).positive();

      client.load(MODEL, challenger, Role.CHALLENGER);

      assertThat(client.infer(MODEL, ROWS).positive()).isEqualTo(champion);
      assertThat(client.infer(MODEL, 2, ROWS).positive()).isNotEqualTo(champion);
      assertThat(client.ready(MODEL, 2)).isTrue();
      assertThat(client.metadata(MODEL, null).versions()).containsExactly(1, 2);

      double[] better = client.infer(MODEL, 2, ROWS).positive();
      client.load(MODEL, challenger, Role.CHAMPION);
      assertThat(client.infer(MODEL, ROWS).positive()).isEqualTo(better);
      client.load(MODEL, 1, Role.CHAMPION);
      assertThat(client.infer(MODEL, ROWS).positive()).isEqualTo(champion);

      client.unload(MODEL, 2);
      assertThat(client.ready(MODEL, 2)).isFalse();
      client.unload(MODEL, null);
      client.unload(MODEL, null);
      assertThat(client.ready(MODEL, null)).isFalse();
    }
  }

  @Test
  void shouldServeTheChampionAgainAfterARestart() {
    server.register(MODEL, 1);
    server.champion(MODEL, server.register(MODEL, 2));
    server.start().awaitReady().stop();

    server.start().awaitReady();

    try (ModelServerClient client = server.client()) {
      assertThat(client.metadata(MODEL, null).version()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotServeATamperedChampionButTheOtherModels() {
    int version = server.register(MODEL, 1);
    server.champion(MODEL, version);
    server.champion("churn", server.register("churn", 2));
    Digest bundle = server.registry.versions(MODEL).getFirst().bundle();
    byte[] manifest = server.store.get(bundle);
    manifest[20] ^= 1;
    server.store.memory.tamper(bundle, manifest);

    server.start().awaitReady();

    assertThat(server.get("/v2/models/churn/ready").status()).isEqualTo(200);
    assertThat(server.get("/v2/models/credit-risk/ready").status()).isEqualTo(404);
    assertThat(index().text()).contains("UNAVAILABLE").contains("its manifest is missing or was");
    try (ModelServerClient client = server.client()) {
      assertThatThrownBy(() -> client.load(MODEL, version, Role.CHAMPION))
          .isInstanceOf(ModelServerException.class)
          .hasMessageContaining("is refused: its manifest is missing or was changed")
          .extracting(e -> ((ModelServerException) e).isTemporary())
          .isEqualTo(false);
    }
  }

  @Test
  void shouldRefuseABundleThatAnotherKeySignedOrThatIsAnotherModels() {
    Digest foreign = TestBundles.binary(server.store, SigningKey.generate(), MODEL, 3);
    server.register(MODEL, foreign);
    server.register("churn", 4);
    server.register(MODEL, server.registry.versions("churn").getFirst().bundle());
    server.start().awaitReady();

    try (ModelServerClient client = server.client()) {
      assertThatThrownBy(() -> client.load(MODEL, 1, Role.CHALLENGER))
          .hasMessageContaining("not signed with the key that this process trusts");
      assertThatThrownBy(() -> client.load(MODEL, 2, Role.CHALLENGER))
          .hasMessageContaining("its bundle is of the model 'churn'");
      assertThatThrownBy(() -> client.load(MODEL, 9, Role.CHALLENGER))
          .hasMessageContaining("The registry has no models:/credit-risk/9");
    }
  }

  @Test
  void shouldLogWhatItAnswered() {
    server.champion(MODEL, server.register(MODEL, 1));
    server.start().awaitReady();
    try (ModelServerClient client = server.client()) {
      client.infer(MODEL, ROWS);
      await().atMost(Duration.ofSeconds(10)).until(() -> logged().size() == 50);
      client.infer(MODEL, ROWS.select(new int[] {0}));
    }
    server.stop();

    List<RequestLogEntry> entries = logged();
    assertThat(entries).hasSize(51);
    RequestLogEntry first = entries.getFirst();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.inputs()).containsOnlyKeys("age", "amount", "duration", "label", "purpose");
    assertThat(first.outputs()).containsOnlyKeys("label", "probabilities", "probability");
  }

  @Test
  void shouldAnswerWhileTheStoreIsDownAndLogAfterwards() {
    server.champion(MODEL, server.register(MODEL, 1));
    server.start().awaitReady();
    server.store.down = true;
    try (ModelServerClient client = server.client()) {
      assertThat(client.infer(MODEL, ROWS).labels()).hasSize(50);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !server.get("/metrics").text().contains("request_log_failures_total 0"));
      assertThatThrownBy(() -> client.load(MODEL, 1, Role.CHAMPION))
          .hasMessageContaining("The store is down")
          .extracting(e -> ((ModelServerException) e).isTemporary())
          .isEqualTo(true);
      assertThat(client.infer(MODEL, ROWS).labels()).hasSize(50);

      server.store.down = false;

      await().atMost(Duration.ofSeconds(10)).until(() -> logged().size() == 100);
    }
  }

  @Test
  void shouldWaitForTheStoreWhenItIsDownAtTheStart() {
    server.champion(MODEL, server.register(MODEL, 1));
    server.store.down = true;
    server.start();

    assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
    assertThat(server.get("/v2/health/ready").status()).isEqualTo(503);
    assertThat(index().status()).isEqualTo(503);

    server.store.down = false;
    server.awaitReady();
    assertThat(server.get("/v2/models/credit-risk/ready").status()).isEqualTo(200);
  }

  @Test
  void shouldKeepTheAdminInterfaceClosed() {
    server.start(null).awaitReady();
    assertThat(index().status()).isEqualTo(403);
    server.stop();
    server.start().awaitReady();

    assertThat(index().status()).isEqualTo(200);
    assertThat(server.post("/v2/repository/index", "").status()).isEqualTo(401);
    assertThat(
            server
                .post("/v2/repository/models/credit-risk/load", "{}", "Authorization", "Bearer no")
                .error())
        .contains("needs the server's admin token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "credit-risk | {\"parameters\":{\"version\":\"x\"}} | 400 | must be a number from 1",
        "credit-risk | {\"parameters\":{\"role\":\"king\"}} | 400 | must be champion or challenger",
        "Credit%20Risk | {} | 400 | Not a model name",
        "credit-risk | ? | 400 | not JSON",
        "credit-risk | {} | 404 | The registry has no models:/credit-risk@champion",
      })
  void shouldSayWhatIsWrongWithALoad(String model, String body, int status, String message) {
    server.start().awaitReady();

    ServerFixture.Answer answer =
        server.post(
            "/v2/repository/models/" + model + "/load",
            body,
            "Authorization",
            "Bearer " + ServerFixture.TOKEN);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void shouldMeasureUnderLoadWithoutLoggingIt() {
    server.champion(MODEL, server.register(MODEL, 1));
    server.start().awaitReady();
    try (ModelServerClient client = server.client()) {
      LoadTestResult result =
          LoadTest.run(
              client, MODEL, 1, ROWS, new ServingObjective(1000, 200), Duration.ofSeconds(2));

      assertThat(result.requests()).isEqualTo(400);
      assertThat(result.errors()).isZero();
      assertThat(result.met()).as(result.reason()).isTrue();
      assertThat(result.requestsPerSecond()).isBetween(190.0, 210.0);
      assertThat(result.p50Millis()).isPositive().isLessThanOrEqualTo(result.p95Millis());
      assertThat(result.p95Millis()).isLessThanOrEqualTo(result.p99Millis());

      LoadTestResult strict =
          LoadTest.run(
              client, MODEL, 1, ROWS, new ServingObjective(0.001, 50), Duration.ofSeconds(1));
      assertThat(strict.met()).isFalse();
      assertThat(strict.reason()).contains("the limit is 0.00 ms");

      client.unload(MODEL, 1);
      assertThatThrownBy(
              () ->
                  LoadTest.run(
                      client, MODEL, 1, ROWS, new ServingObjective(1, 50), Duration.ofSeconds(1)))
          .isInstanceOf(ModelServerException.class);
    }
    server.stop();
    assertThat(logged()).isEmpty();
  }

  private List<RequestLogEntry> logged() {
    return new RequestLogReader(server.store.memory)
        .read(MODEL, 1, Instant.EPOCH, 10_000)
        .entries();
  }

  private ServerFixture.Answer index() {
    return server.post(
        "/v2/repository/index", "", "Authorization", "Bearer " + ServerFixture.TOKEN);
  }
}
