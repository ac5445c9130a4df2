package io.steward.workers.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.bundle.BundleManifest;
import io.steward.bundle.BundleReader;
import io.steward.bundle.BundleWriter;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.OutputSpec;
import io.steward.bundle.SigningKey;
import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.HoldoutKey;
import io.steward.data.HoldoutVault;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Splitter;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.training.Cancellation;
import io.steward.training.Candidate;
import io.steward.training.CandidateTrainer;
import io.steward.training.LearningTask;
import io.steward.training.Progress;
import io.steward.training.TrainedCandidate;
import io.steward.workers.evaluation.ReleasedModels;
import io.steward.workers.evaluation.TrainingSamples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

/** Reason codes of a released bundle, asked as a client does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainApiTest {
  private static final String MODEL = "test-model";

  @TempDir Path folder = Path.of("");
  private @Nullable DataFixture fixture;
  private @Nullable ExplainApi explaining;
  private final Map<String, Object> row = new TreeMap<>();

  @BeforeAll
  void release() {
    DataFixture data = new DataFixture(folder, 1);
    fixture = data;
    Charter charter = Charters.credit();
    Snapshot snapshot = data.credit();
    HoldoutKey key = HoldoutKey.loadOrCreate(folder.resolve("holdout.key"));
    Split split =
        new Splitter(data.store, data.engine)
            .split(charter, snapshot, HoldoutVault.sealer(data.store, key));
    FeatureRecipe recipe =
        new RecipeFitter(data.store, data.engine).fit(charter, split, snapshot, 0);
    TrainedCandidate trained =
        new CandidateTrainer(1)
            .train(
                new LearningTask(
                    charter,
                    split.classes(),
                    recipe,
                    new RecipeApplier(data.store, data.engine).matrix(charter, recipe, split)),
                new Candidate("c", "logistic-regression", Map.of(), 42),
                List.of(),
                List.of(),
                Cancellation.never(),
                Progress.UNHEARD);
    Digest other = json(data, Map.of("what", "not looked at"));
    SigningKey signing = SigningKey.generate();
    Digest bundle =
        new BundleWriter(data.store, signing)
            .write(
                BundleManifest.of(
                    MODEL,
                    RunId.ofInstance(1),
                    new OutputSpec(charter.task(), split.classes(), trained.result().threshold()),
                    recipe.inputs(),
                    new BundleManifest.Parts(
                        json(data, charter),
                        other,
                        json(data, snapshot),
                        json(data, recipe),
                        json(data, split),
                        other,
                        data.store.put(trained.onnx(), "application/octet-stream"),
                        other,
                        other,
                        null),
                    "logistic-regression",
                    Map.of(),
                    42,
                    Map.of(),
                    "0.1.0"));
    StepJournal journal = new StepJournal(data.store, "0.1.0", Clock.systemUTC());
    ModelRegistry registry = new ModelRegistry(data.store, Clock.systemUTC());
    registry.register(MODEL, bundle, RunId.ofInstance(1));
    explaining =
        new ExplainApi(
            registry,
            new ReleasedModels(
                journal,
                new BundleReader(data.store, signing.verifier()),
                new TrainingSamples(data.store, journal, data.engine)));
    recipe.inputs().forEach(input -> row.put(input.name(), null));
    row.put("checking_status", "<0");
    row.put("credit_history", "no credits/all paid");
    row.put("savings_status", "<100");
    row.put("duration", 60);
    row.put("credit_amount", 15_000);
    row.put("age", 30);
  }

  @AfterAll
  void close() {
    Objects.requireNonNull(fixture).close();
  }

  private static Digest json(DataFixture data, Object value) {
    return data.store.put(Json.bytes(value), "application/json");
  }

  @Test
  void shouldGiveReasonsThatAddUpAndSayWhatWouldHaveToChange() {
    JsonNode answer = explain(Map.of("rows", List.of(row, row), "version", 1));

    assertThat(answer.path("model").asText()).isEqualTo("models:/test-model/1");
    assertThat(answer.path("bundle").asText()).startsWith("sha256:");
    JsonNode one = answer.path("rows").path(1);
    assertThat(one).isEqualTo(answer.path("rows").path(0));
    assertThat(one.path("label").asText()).isEqualTo("bad");
    assertThat(one.path("explained").asText()).isEqualTo("the probability of 'bad'");
    double sum = one.path("base").asDouble() + one.path("others").asDouble();
    for (JsonNode reason : one.path("reasons")) {
      sum += reason.path("contribution").asDouble();
    }
    assertThat(sum).isCloseTo(one.path("answer").asDouble(), within(1e-12));
    assertThat(one.path("reasons").findValuesAsText("words"))
        .hasSize(5)
        .anyMatch(words -> words.startsWith("duration is 60: this raises"));
    assertThat(one.path("counterfactuals")).isNotEmpty();
    assertThat(one.path("counterfactuals").path(0).path("words").asText())
        .startsWith("If ")
        .contains("the answer would be 'good'");
  }

  @Test
  void shouldLeaveChangesOutWhenTheyAreNotAskedFor() {
    JsonNode answer = explain(Map.of("rows", List.of(row), "version", 1, "counterfactuals", false));

    assertThat(answer.path("rows").path(0).path("counterfactuals")).isEmpty();
    assertThat(answer.path("rows").path(0).path("counterfactualNote").asText()).isEmpty();
  }

  @Test
  void shouldNameEveryFaultWithItsPath() {
    Map<String, Object> wrong = new TreeMap<>(row);
    wrong.put("duration", "long");
    wrong.put("checking_status", 3);
    wrong.put("shoe_size", 43);
    wrong.remove("credit_amount");

    Refusal refusal = refused(Map.of("rows", List.of(row, wrong, 7), "version", 1));

    assertThat(refusal.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    JsonNode faults = Json.read(Json.bytes(refusal.more()), JsonNode.class).path("faults");
    assertThat(faults.findValuesAsText("path"))
        .containsExactlyInAnyOrder(
            "rows[1].duration",
            "rows[1].checking_status",
            "rows[1].shoe_size",
            "rows[1].credit_amount",
            "rows[2]");
    assertThat(faults.findValuesAsText("message"))
        .contains(
            "Expected a number or null, but found a text.",
            "Expected a text or null, but found a number.",
            "This is missing. Write null if the value is not known.");
  }

  @Test
  void shouldRefuseTooManyRowsAndNone() {
    List<Object> many = new ArrayList<>(Collections.nCopies(51, row));

    assertThat(refused(Map.of("rows", many, "version", 1)).more().toString())
        .contains("at most 50 are explained at once");
    assertThat(refused(Map.of("rows", List.of(), "version", 1)).more().toString())
        .contains("at least one row");
    assertThat(refused(Map.of("version", 1)).more().toString()).contains("at least one row");
  }

  @Test
  void shouldSayWhenTheModelOrVersionIsNotThere() {
    assertThat(refused(Map.of("rows", List.of(row), "version", 2)))
        .hasMessageContaining("has the versions 1 to 1, not 2");
    assertThat(refused(Map.of("rows", List.of(row))))
        .hasMessageContaining("No version of test-model is live");
    assertThatThrownBy(() -> api().explain("nothing", Json.bytes(Map.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("There is no model nothing");
  }

  @Test
  void shouldSayWhenTheRequestIsNotJson() {
    assertThatThrownBy(() -> api().explain(MODEL, "rows".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("must be JSON");
    assertThatThrownBy(() -> api().explain(MODEL, new byte[(1 << 20) + 1]))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("longer than 1 MB");
  }

  private ExplainApi api() {
    return Objects.requireNonNull(explaining);
  }

  private JsonNode explain(Map<String, Object> request) {
    byte[] body = Objects.requireNonNull(api().explain(MODEL, Json.bytes(request)).getBody());
    return Json.read(body, JsonNode.class);
  }

  private Refusal refused(Map<String, Object> request) {
    try {
      api().explain(MODEL, Json.bytes(request));
    } catch (Refusal refusal) {
      return refusal;
    }
    throw new AssertionError("The request was not refused: " + request);
  }
}
