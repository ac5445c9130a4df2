package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.Machine;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import io.steward.data.Split;
import io.steward.training.Making.Wave;
import io.steward.training.Provenance.MadeOn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceReaderTest {
  private static final Charter AUC = TestData.charter(Task.BINARY, Metric.AUC);
  private static final TestData CLOUDS = TestData.clouds(300, 2, 5);
  private static final Machine SMALL = machine("small", 1);
  private static final Machine LARGE = machine("large", 64);

  private static final Candidate LINEAR =
      new Candidate("r0-01-logistic-regression", "logistic-regression", Map.of("lambda", 1.0), 11);
  private static final Candidate TREES =
      new Candidate(
          "r0-02-lightgbm",
          "lightgbm",
          Map.of("trees", 20.0, "max-leaves", 4.0, "min-leaf", 5.0, "shrinkage", 0.1),
          12);
  private static final Candidate LATE =
      new Candidate("r0-03-decision-tree", "decision-tree", Map.of("max-leaves", 4.0), 13);

  /** A run with two waves, the last candidate of which is not finished. */
  private static final class Run {
    private final RunId id;
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final Map<String, Digest> data;

    Run(long instance) {
      id = RunId.ofInstance(instance);
      data =
          Map.of(
              "charter", store.put(Json.bytes(AUC), "application/json"),
              "split", store.put(Json.bytes(split()), "application/json"),
              "recipe", store.put(Json.bytes(CLOUDS.recipe()), "application/json"));
    }

    StepJournal on(Machine machine) {
      return new StepJournal(store, "0.1.0+test", Clock.systemUTC(), machine);
    }

    void plan(Machine machine, int wave, Candidate... candidates) {
      on(machine)
          .once(
              id,
              "plan-candidates",
              with("wave", wave),
              CandidatePlan.class,
              () -> new CandidatePlan(List.of(candidates), 5, 0, wave, List.of()));
    }

    CandidateResult train(Machine machine, int threads, Candidate candidate) {
      return on(machine)
          .once(
              id,
              "train-candidate",
              with("candidate", candidate.id()),
              CandidateResult.class,
              () ->
                  new CandidateTrainer(threads)
                      .train(
                          new LearningTask(AUC, CLOUDS.classes(), CLOUDS.recipe(), CLOUDS.matrix()),
                          candidate,
                          List.of(),
                          List.of(),
                          Cancellation.never(),
                          Progress.UNHEARD)
                      .result())
          .value();
    }

    private Map<String, Object> with(String name, Object value) {
      Map<String, Object> inputs = new HashMap<>(data);
      inputs.put(name, value);
      return inputs;
    }

    Provenance provenance(Selection selection) {
      return new ProvenanceReader(on(SMALL), Map.of("smile", "6.3.0")).of(id, selection);
    }
  }

  private static Selection run(Run run, Machine first, int threads, Machine second) {
    run.plan(first, 0, LINEAR, TREES);
    List<CandidateResult> results = new ArrayList<>();
    results.add(run.train(first, threads, LINEAR));
    results.add(run.train(second, threads, TREES));
    run.plan(first, 1, LATE);
    return new ModelSelector().select(AUC, results);
  }

  @Test
  void shouldGiveTheSameModelAndSayWhereRunsMayDifferWhenARunIsMadeTwice() {
    Run one = new Run(1);
    Run two = new Run(2);
    Selection here = run(one, SMALL, 1, SMALL);

    Selection there = run(two, LARGE, 4, LARGE);

    Provenance first = one.provenance(here);
    Provenance second = two.provenance(there);
    assertThat(there.best().onnx()).isNotNull().isEqualTo(here.best().onnx());
    assertThat(second.making()).isEqualTo(first.making());
    assertThat(Json.digest(second.making())).isEqualTo(Json.digest(first.making()));
    assertThat(first.machines()).extracting(MadeOn::machine).containsExactly(SMALL);
    assertThat(second.machines()).extracting(MadeOn::machine).containsExactly(LARGE);
    assertThat(first.making().limits())
        .anySatisfy(limit -> assertThat(limit).contains("Measured times"))
        .anySatisfy(limit -> assertThat(limit).contains("processor architecture"))
        .anySatisfy(limit -> assertThat(limit).contains("is native code"))
        .anySatisfy(limit -> assertThat(limit).contains("budget ended", "1 candidates"));
  }

  @Test
  void shouldRecordWhatRanAndWhatDidNotWhenTheBudgetEndsTheSearch() {
    Run run = new Run(1);
    Selection selection = run(run, SMALL, 2, LARGE);

    Making making = run.provenance(selection).making();

    assertThat(making.waves())
        .extracting(Wave::wave, Wave::finished, Wave::unfinished)
        .containsExactly(
            tuple(0, List.of(LINEAR.id(), TREES.id()), List.of()),
            tuple(1, List.of(), List.of(LATE.id())));
    assertThat(making.unfinished()).containsExactly(LATE.id());
    assertThat(making.wavesInWords().getLast())
        .contains("1 candidates planned, 0 finished")
        .contains("Not finished when the budget ended: " + LATE.id());
    assertThat(making.snapshot()).isEqualTo(Digest.of("snapshot"));
    assertThat(making.split()).isEqualTo(run.data.get("split"));
    assertThat(making.seed()).isEqualTo(42);
    assertThat(making.folds()).isEqualTo(5);
    assertThat(making.codeVersion()).isEqualTo("0.1.0+test");
  }

  @Test
  void shouldNameTheMachineOfTheSelectedModelFirstWhenSeveralTookPart() {
    Run run = new Run(1);
    Selection selection = run(run, SMALL, 2, LARGE);
    boolean linear = selection.best().id().equals(LINEAR.id());

    List<MadeOn> machines = run.provenance(selection).machines();

    assertThat(machines).hasSize(2);
    assertThat(machines.getFirst().machine()).isEqualTo(linear ? SMALL : LARGE);
    assertThat(machines.getFirst().did()).startsWith(selection.best().id());
    assertThat(machines)
        .filteredOn(made -> made.machine().equals(SMALL))
        .singleElement()
        .satisfies(made -> assertThat(made.did()).contains(LINEAR.id(), "plan-candidates"));
    Provenance provenance = run.provenance(selection);
    assertThat(Json.read(Json.bytes(provenance), Provenance.class)).isEqualTo(provenance);
  }

  @Test
  void shouldStayAsItIsWhenALaterRoundIsTrained() {
    Run run = new Run(1);
    Selection selection = run(run, SMALL, 2, SMALL);
    Provenance before = run.provenance(selection);
    Candidate next =
        new Candidate("r1-01-decision-tree", "decision-tree", Map.of("max-leaves", 3.0), 14);
    run.on(LARGE)
        .once(
            run.id,
            "plan-candidates",
            run.with("round", 1),
            CandidatePlan.class,
            () -> new CandidatePlan(List.of(next), 5, 1, 0, List.of()));
    run.train(LARGE, 1, next);

    assertThat(run.provenance(selection)).isEqualTo(before);
  }

  @Test
  void shouldRefuseWhenTheSelectionIsOfAnotherRun() {
    Selection elsewhere = run(new Run(1), SMALL, 2, SMALL);

    assertThatThrownBy(() -> new Run(2).provenance(elsewhere))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not of this run");
  }

  private static Machine machine(String cpu, int processors) {
    return new Machine("25", "vendor", "vm", "Linux 6", "amd64", processors, cpu, List.of("avx2"));
  }

  private static Split split() {
    return new Split(
        Digest.of("snapshot"),
        Digest.of("training"),
        Digest.of("holdout"),
        300,
        75,
        0.2,
        5,
        "stratified",
        42,
        CLOUDS.classes(),
        SplitPlan.By.STRATIFIED);
  }
}
