package io.steward.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.bundle.BundleReader;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.Predictions;
import io.steward.bundle.SignatureVerifier;
import io.steward.bundle.TestModels;
import io.steward.deployment.ModelServerClient;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
  private static final String INFER = "/v2/models/credit-risk/infer";
  private static final String GOOD =
      """
      {"id": "r1", "inputs": [
       {"name": "duration", "datatype": "INT64", "shape": [2], "data": [12, 24]},
       {"name": "purpose", "datatype": "BYTES", "shape": [2, 1], "data": [["car"], [null]]},
       {"name": "amount", "data": [1200.5, null], "shape": [2, 1], "datatype": "FP64"},
       {"name": "label", "datatype": "BYTES", "shape": [2], "data": ["a", "never seen"]},
       {"name": "age", "datatype": "FP32", "shape": [2], "data": [33, 1e300],
        "parameters": {"x": [1]}}]}
      """;

  @TempDir static Path folder;
  private static ServerFixture server;

  @BeforeAll
  static void start() {
    server = new ServerFixture(folder);
    server.champion("credit-risk", server.register("credit-risk", 1));
    server.start().awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldAnswerFromRawColumns() {
    ServerFixture.Answer answer = server.post(INFER, GOOD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asText()).isEqualTo("r1");
    assertThat(answer.json().path("model_name").asText()).isEqualTo("credit-risk");
    assertThat(answer.json().path("model_version").asText()).isEqualTo("1");
    var label = answer.json().path("outputs").path(0);
    assertThat(label.path("name").asText()).isEqualTo("label");
    assertThat(label.path("shape").toString()).isEqualTo("[2]");
    assertThat(label.path("data").path(0).asText()).isIn("good", "bad");
    var probabilities = answer.json().path("outputs").path(1);
    assertThat(probabilities.path("name").asText()).isEqualTo("probabilities");
    assertThat(probabilities.path("shape").toString()).isEqualTo("[2,2]");
    assertThat(
            probabilities.path("data").path(0).asDouble()
                + probabilities.path("data").path(1).asDouble())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void shouldAnswerAsTheScorerDoesForOneRowAndForMany() {
    RawTable rows = TestModels.rows(3000, 5);
    var reader =
        new BundleReader(
            server.store, SignatureVerifier.load(folder.resolve("signing-key.pub.pem")));
    var bundle = reader.open(server.registry.versions("credit-risk").getFirst().bundle());
    try (OnnxScorer scorer = bundle.scorer();
        ModelServerClient client = server.client()) {
      Predictions expected = scorer.score(rows);

      Predictions many = client.infer("credit-risk", rows);
      Predictions one = client.infer("credit-risk", 1, rows.select(new int[] {17}));

      assertThat(many.labels()).isEqualTo(expected.labels());
      assertThat(many.positive()).containsExactly(expected.positive(), within(1e-12));
      assertThat(one.positive()[0]).isCloseTo(expected.positive()[17], within(1e-12));
    }
  }

  @Test
  void shouldAnswerOnlyTheOutputsThatAreAskedFor() {
    ServerFixture.Answer answer =
        server.post(INFER, GOOD.replaceFirst("\\{", "{\"outputs\": [{\"name\": \"label\"}], "));

    assertThat(answer.json().path("outputs")).hasSize(1);
  }

  @Test
  void shouldDescribeTheModel() {
    ServerFixture.Answer answer = server.get("/v2/models/credit-risk");

    assertThat(answer.json().path("inputs")).hasSize(5);
    assertThat(answer.json().path("inputs").path(0).toString())
        .isEqualTo("{\"datatype\":\"FP64\",\"name\":\"duration\",\"shape\":[-1,1]}");
    assertThat(answer.json().path("outputs").path(1).path("shape").toString()).isEqualTo("[-1,2]");
    assertThat(answer.json().path("parameters").path("classes").toString())
        .isEqualTo("[\"bad\",\"good\"]");
    assertThat(server.get("/v2").json().path("name").asText()).isEqualTo("steward");
    assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
    assertThat(server.get("/v2/models/credit-risk/ready").status()).isEqualTo(200);
    assertThat(server.get("/v2/models/credit-risk/versions/1/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"duration\"         | \"durations\"      | has no input 'durations'; its inputs are duration,",
        "\"duration\"         | \"age\"            | The input 'age' is there twice",
        "\"name\": \"duration\", | | One of 'inputs' has no name",
        "INT64                | BYTES              | 'duration' has the datatype BYTES; it takes FP64",
        "\"datatype\": \"INT64\", | | 'duration' needs 'datatype'",
        "[12, 24]             | [12]               | has the shape [2] but 1 values",
        "[12, 24]             | [12, 'x']          | The body is not JSON (line 2, column",
        "[12, 24]             | [12, \"x\"]        | 'duration' takes numbers, but value 1 is the text 'x'",
        "[12, 24]             | [12, true]         | 'duration' takes numbers, but value 1 is the text 'true'",
        "[12, 24]             | [12, {}]           | 'data' holds numbers, texts and null only",
        "[12, 24]             | [[12, 24]]         | A row of 'data' has more than one value",
        "[12, 24]             | [12, 1e999]        | is a number beyond 1.8e308",
        "[12, 24]             | 12                 | 'data' must be an array",
        "[\"a\", \"never seen\"] | [\"a\", 7]      | 'label' takes texts, but value 1 is a number",
        "[2, 1], \"data\"     | [2, 2], \"data\"   | has the shape [2, 2]; it takes [n] or [n, 1]",
        "[2], \"data\": [12, 24] | [0], \"data\": [] | has the shape [0]; it takes [n] or [n, 1] with n ≥ 1",
        "[2], \"data\": [12, 24] | [1], \"data\": [12] | 'purpose' has 2 rows, the inputs before it 1",
        "\"shape\": [2], \"data\": [12 | \"shape\": [1.5], \"data\": [12 | must be [n] or [n, 1], whole numbers",
        "\"inputs\"           | \"input\"          | The request has no 'inputs'",
        "\"id\": \"r1\",      | \"outputs\": [{\"name\": \"score\"}], | There is no output 'score'; there are label, probabilities",
      })
  void shouldSayWhatIsWrongWithARequest(String good, String bad, String message) {
    String body = GOOD.replace(good, bad == null ? "" : bad);
    assertThat(body).isNotEqualTo(GOOD);

    ServerFixture.Answer answer = server.post(INFER, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void shouldNameTheColumnsThatAreMissing() {
    ServerFixture.Answer answer = server.post(INFER, "{\"inputs\": []}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error())
        .isEqualTo(
            "The request lacks the columns duration, purpose, amount, label, age; send each, with"
                + " null where a value is missing.");
  }

  @ParameterizedTest
  @CsvSource({
    "'',400,The body must be a JSON object",
    "'[]',400,The body must be a JSON object",
    "'{',400,The body is not JSON",
    "'{\"inputs\": []} {}',400,something after the end",
  })
  void shouldRefuseWhatIsNoRequest(String body, int status, String message) {
    ServerFixture.Answer answer = server.post(INFER, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/nope/infer,404,There is no model 'nope' here; loaded: credit-risk.",
    "/v2/models/credit-risk/versions/9/infer,404,Version '9' of model 'credit-risk' is not loaded",
    "/v2/models/credit-risk/versions/x/infer,404,Version 'x' of model 'credit-risk' is not loaded",
    "/v2/models/credit-risk/guess,404,There is nothing at /v2/models/credit-risk/guess",
    "/v3,404,There is nothing at /v3",
    "/v2/health/ready,405,takes GET only",
  })
  void shouldSayWhereThereIsNothing(String path, int status, String message) {
    ServerFixture.Answer answer = server.post(path, GOOD);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void shouldRefuseABodyThatIsTooLong() {
    ServerFixture.Answer answer = server.post(INFER, " ".repeat(HttpApi.MAX_BODY + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).contains("longer than 8 MiB");
  }

  @Test
  void shouldCountWhatItDoes() {
    server.post(INFER, GOOD);

    assertThat(server.get("/metrics").text())
        .contains("steward_serving_loaded_versions 1")
        .contains("steward_serving_requests_total{outcome=\"answered\"}");
  }
}
