package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
  private static final String MODEL = "credit-risk";
  private static final RunId RUN = RunId.ofInstance(1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final ModelRegistry registry = new ModelRegistry(store, CLOCK);
  private int events;

  private ModelVersion register(String bundle) {
    return registry.register(MODEL, Digest.of(bundle), RUN);
  }

  private void champion(@Nullable Integer version) {
    registry.setAlias(MODEL, "champion", version, "engineer", "why", "key-" + events++);
  }

  @Test
  void shouldCountVersionsFromOne() {
    assertThat(register("a").version()).isEqualTo(1);
    assertThat(register("b").version()).isEqualTo(2);
    assertThat(registry.versions(MODEL)).extracting(ModelVersion::version).containsExactly(1, 2);
    assertThat(registry.models()).containsExactly(MODEL);
    assertThat(registry.versions("other")).isEmpty();
  }

  @Test
  void shouldKeepTheVersionWhenTheSameBundleIsRegisteredAgain() {
    ModelVersion first = register("a");
    register("b");

    assertThat(registry.register(MODEL, Digest.of("a"), RunId.ofInstance(2))).isEqualTo(first);
    assertThat(registry.versions(MODEL)).hasSize(2);
  }

  @Test
  void shouldGiveEveryBundleOneNumberWhenManyRegisterAtOnce() throws Exception {
    int threads = 8;
    CyclicBarrier barrier = new CyclicBarrier(threads);
    List<Callable<ModelVersion>> callers =
        IntStream.range(0, threads)
            .<Callable<ModelVersion>>mapToObj(
                i ->
                    () -> {
                      barrier.await();
                      return register("bundle " + i / 2);
                    })
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<ModelVersion> versions = new ArrayList<>();
      for (Future<ModelVersion> result : pool.invokeAll(callers)) {
        versions.add(result.get());
      }
      assertThat(versions.stream().map(ModelVersion::version).distinct()).hasSize(threads / 2);
    }
    assertThat(registry.versions(MODEL))
        .extracting(ModelVersion::version)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldResolveNumbersAndAliases() {
    ModelVersion one = register("a");
    ModelVersion two = register("b");
    champion(1);

    assertThat(registry.resolve(ModelRef.parse("models:/credit-risk/2"))).contains(two);
    assertThat(registry.resolve(ModelRef.parse("models:/credit-risk@champion"))).contains(one);
    champion(2);
    assertThat(registry.resolve(ModelRef.parse("models:/credit-risk@champion"))).contains(two);
    assertThat(registry.resolve(ModelRef.parse("models:/credit-risk/3"))).isEmpty();
    assertThat(registry.resolve(ModelRef.parse("models:/credit-risk@challenger"))).isEmpty();
    assertThat(registry.aliases(MODEL)).isEqualTo(Map.of("champion", 2));
  }

  @Test
  void shouldNameNothingWhenTheAliasWasTakenAway() {
    register("a");
    champion(1);
    champion(null);

    assertThat(registry.resolve(ModelRef.alias(MODEL, "champion"))).isEmpty();
    assertThat(registry.aliases(MODEL)).isEmpty();
    assertThat(registry.previous(MODEL, "champion")).contains(1);
  }

  @Test
  void shouldChangeNothingWhenAKeyIsRepeated() {
    register("a");
    register("b");
    registry.setAlias(MODEL, "champion", 1, "engineer", "release", "job-1");
    registry.setAlias(MODEL, "champion", 2, "engineer", "release", "job-2");
    registry.setAlias(MODEL, "champion", 1, "engineer", "release", "job-1");

    assertThat(registry.aliases(MODEL)).containsEntry("champion", 2);
    assertThat(registry.aliasEvents(MODEL)).hasSize(2);
  }

  @Test
  void shouldRefuseAVersionThatDoesNotExist() {
    register("a");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> champion(7))
        .withMessage("Model 'credit-risk' has no version 7 (versions: [1]).");
  }

  @Test
  void shouldGoBackFurtherEachTimeItGoesBack() {
    register("a");
    register("b");
    register("c");
    assertThat(registry.previous(MODEL, "champion")).isEmpty();
    champion(1);
    assertThat(registry.previous(MODEL, "champion")).isEmpty();
    champion(2);
    champion(3);
    assertThat(registry.previous(MODEL, "champion")).contains(2);
    champion(2);
    assertThat(registry.previous(MODEL, "champion")).contains(1);
    champion(1);
    assertThat(registry.previous(MODEL, "champion")).isEmpty();
  }

  @Test
  void shouldKeepAliasesApart() {
    register("a");
    register("b");
    champion(1);
    registry.setAlias(MODEL, "challenger", 2, "engineer", "canary", "c");

    assertThat(registry.aliases(MODEL)).isEqualTo(Map.of("champion", 1, "challenger", 2));
    assertThat(registry.previous(MODEL, "challenger")).isEmpty();
  }
}
