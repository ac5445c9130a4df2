package io.steward.workers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoreException;
import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.features.RecipeApplier;
import io.steward.training.CurveTracer;
import io.steward.workers.job.JobContext;
import io.steward.workers.preparation.TrainingMatrices;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLearningTest {
  private static final RunId RUN = RunId.ofInstance(1);

  @TempDir Path folder = Path.of("");

  private DataEngine engine;

  @BeforeEach
  void start() {
    engine = new DuckDbEngine(EngineSettings.defaults(folder));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void shouldAnswerWithANoteWhenWhatItNeedsIsGone() {
    InMemoryArtifactStore store = new InMemoryArtifactStore();

    TraceLearning.Response response = worker(store).work(request(), job());

    assertThat(response.curvesDigest()).isNull();
    assertThat(response.learningNote()).startsWith("The curves could not be traced: ");
    assertThat(new StepJournal(store, "test", Clock.systemUTC()).of(RUN))
        .as("so that it is tried again when the run is resumed")
        .isEmpty();
  }

  @Test
  void shouldBeTriedAgainWhenTheStoreDoesNotAnswer() {
    ArtifactStore away =
        (ArtifactStore)
            Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (_, _, _) -> {
                  throw StoreException.unavailable("The store is away.", new IOException("gone"));
                });

    assertThatThrownBy(() -> worker(away).work(request(), job()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The store is away.");
  }

  private TraceLearning worker(ArtifactStore store) {
    StepJournal journal = new StepJournal(store, "test", Clock.systemUTC());
    return new TraceLearning(
        store,
        journal,
        new TrainingMatrices(journal, new RecipeApplier(store, engine)),
        new CurveTracer(1));
  }

  private static TraceLearning.Request request() {
    return new TraceLearning.Request(
        RUN, Digest.of("charter"), Digest.of("split"), Digest.of("recipe"), Digest.of("selection"));
  }

  private static JobContext job() {
    return new JobContext(
        1, 1, "trace-learning", Map.of(), Json.mapper().createObjectNode(), new AtomicBoolean());
  }
}
