package io.steward.workers.web;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.governance.Ledger;
import io.steward.governance.RunEnd;
import io.steward.governance.Runs;
import io.steward.training.budget.BudgetBook;
import io.steward.training.progress.ProgressReader;
import io.steward.training.progress.TrainingState;
import io.steward.workers.training.BudgetLine;
import io.steward.workers.web.RunView.EventView;
import io.steward.workers.web.RunView.StageView;
import io.steward.workers.web.RunView.StepView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the store and the ledger hold of a run. */
@Component
public class RunViews {
  private static final String RUNNING = "running";

  /**
   * A charter's text never changes under its digest, so it is parsed once while it is asked for.
   */
  private static final int CHARTERS_KEPT = 200;

  private final ArtifactStore store;
  private final Runs runs;
  private final StepJournal journal;
  private final Ledger ledger;
  private final ProgressReader progress;
  private final BudgetBook budgets;
  private final Clock clock;
  private final Map<Digest, Optional<Charter>> charters =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Optional<Charter>> eldest) {
              return size() > CHARTERS_KEPT;
            }
          });

  public RunViews(
      ArtifactStore store,
      Runs runs,
      StepJournal journal,
      Ledger ledger,
      ProgressReader progress,
      BudgetBook budgets,
      Clock clock) {
    this.store = store;
    this.runs = runs;
    this.journal = journal;
    this.ledger = ledger;
    this.progress = progress;
    this.budgets = budgets;
    this.clock = clock;
  }

  /** All runs, the newest first. */
  List<RunSummary> list() {
    return runs.list().stream().map(this::summary).toList();
  }

  /** One run, or nothing if it was never opened. */
  Optional<RunView> find(RunId id) {
    return runs.get(id).map(this::view);
  }

  private RunSummary summary(Runs.Run run) {
    RunEnd end = run.end();
    return new RunSummary(
        run.begin().run(),
        charter(run.begin().charter()).map(Charter::name).orElse(null),
        run.begin().requestedBy(),
        run.begin().startedAt(),
        end == null ? RUNNING : end.outcome(),
        end == null ? null : end.endedAt());
  }

  private RunView view(Runs.Run run) {
    Optional<Charter> charter = charter(run.begin().charter());
    RunEnd end = run.end();
    return new RunView(
        run.begin().run(),
        charter.map(Charter::name).orElse(null),
        charter.map(Charter::title).orElse(null),
        run.begin().requestedBy(),
        run.begin().startedAt(),
        end == null ? RUNNING : end.outcome(),
        end == null ? "" : end.reason(),
        end == null ? null : end.endedAt(),
        run.begin().processInstanceKey(),
        run.begin().charter(),
        stages(journal.of(run.begin().run())),
        training(run.begin().run()),
        BudgetLine.of(budgets.of(run.begin().run()), clock.instant()),
        events(run.begin().run()));
  }

  /** How far the training of a run is; nothing before it. */
  Optional<TrainingState> findTraining(RunId id) {
    return Optional.ofNullable(training(id));
  }

  private @Nullable TrainingState training(RunId run) {
    try {
      return progress.of(run).orElse(null);
    } catch (IllegalArgumentException anotherFormat) {
      // A run of an earlier version: it must still be shown.
      return null;
    }
  }

  private static List<StageView> stages(List<StepRecord> records) {
    Map<String, List<StepRecord>> byStage = new LinkedHashMap<>();
    Stages.names().forEach(stage -> byStage.put(stage, new ArrayList<>()));
    for (StepRecord step : records) {
      byStage.computeIfAbsent(Stages.of(step.step()), _ -> new ArrayList<>()).add(step);
    }
    List<StageView> stages = new ArrayList<>();
    byStage.forEach(
        (stage, steps) -> {
          if (!steps.isEmpty()) {
            stages.add(
                new StageView(
                    stage,
                    steps.getFirst().startedAt(),
                    steps.stream().mapToLong(RunViews::millis).sum(),
                    steps.stream().map(RunViews::step).toList()));
          }
        });
    return stages;
  }

  private static StepView step(StepRecord step) {
    return new StepView(step.step(), step.finishedAt(), millis(step), step.result());
  }

  private static long millis(StepRecord step) {
    return Duration.between(step.startedAt(), step.finishedAt()).toMillis();
  }

  private List<EventView> events(RunId run) {
    return ledger.of(run).stream()
        .map(
            entry ->
                new EventView(
                    entry.number(),
                    entry.at(),
                    entry.type(),
                    entry.actor(),
                    entry.facts(),
                    entry.hash()))
        .toList();
  }

  private Optional<Charter> charter(@Nullable Digest text) {
    return text == null ? Optional.empty() : charters.computeIfAbsent(text, this::parsed);
  }

  private Optional<Charter> parsed(Digest text) {
    String yaml = new String(store.get(text), StandardCharsets.UTF_8);
    return CharterReader.read(yaml) instanceof CharterResult.Valid valid
        ? Optional.of(valid.charter())
        : Optional.empty();
  }
}
