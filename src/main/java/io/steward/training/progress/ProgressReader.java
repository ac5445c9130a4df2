package io.steward.training.progress;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.artifact.StoreException;
import io.steward.charter.Metric;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import io.steward.training.progress.TrainingState.Done;
import io.steward.training.progress.TrainingState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads how far the training of a run is. What is planned and done is what the steps left; what is
 * going on is what the workers report. Made for being asked again and again: two listings, and each
 * document is read once, because documents never change. Safe for use by many threads.
 */
public final class ProgressReader {
  private static final int KEPT = 4000;

  private final ArtifactStore store;
  private final Map<String, Object> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
              return size() > KEPT;
            }
          });

  public ProgressReader(ArtifactStore store) {
    this.store = store;
  }

  private record Plan(List<String> candidates, Instant at) {}

  private record Selected(Instant at) {}

  private record Result(Done done, Metric metric, Instant endedAt) {}

  /**
   * How far it is; nothing if nothing was planned yet.
   *
   * @throws IllegalArgumentException if the run is of an earlier version that wrote otherwise
   */
  public Optional<TrainingState> of(RunId run) {
    Set<String> planned = new HashSet<>();
    Map<String, Result> results = new TreeMap<>();
    Map<String, String> lastReports = new TreeMap<>();
    Instant movedOn = Instant.MIN;
    // Before the steps: what ends in between has a result and a report that says less.
    for (String key : store.list(ProgressKeys.run(run))) {
      // Keys come in their order, so the last one stays.
      lastReports.put(ProgressKeys.folder(key), key);
    }
    for (String key : store.list("runs/" + run + "/")) {
      if (key.contains("/steps/plan-candidates/")) {
        Plan plan = plan(key);
        planned.addAll(plan.candidates());
        movedOn = later(movedOn, plan.at());
      } else if (key.contains("/steps/select-model/")) {
        movedOn = later(movedOn, selected(key).at());
      } else if (key.endsWith("/end.json")) {
        movedOn = Instant.MAX;
      } else if (key.contains("/steps/train-candidate/")) {
        Result result = result(key);
        results.put(result.done().candidate(), result);
      }
    }
    if (planned.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(state(planned.size(), results, reports(lastReports.values()), movedOn));
  }

  /**
   * @param movedOn when the process last began a step that comes after training: what has reported
   *     nothing since then is no longer trained, whether or not its worker could say so
   */
  private static TrainingState state(
      int planned, Map<String, Result> results, List<ProgressReport> reports, Instant movedOn) {
    List<Running> running = new ArrayList<>();
    List<String> brokenOff = new ArrayList<>();
    reports.stream()
        .filter(report -> !results.containsKey(report.candidate()))
        .sorted(Comparator.comparing(ProgressReport::since))
        .forEach(
            report -> {
              // What is all done has its result in a moment.
              boolean broken = report.ended() && report.share() < 1;
              if (broken || report.at().isBefore(movedOn)) {
                brokenOff.add(report.candidate());
              } else {
                running.add(running(report));
              }
            });
    return new TrainingState(
        planned,
        Math.max(0, planned - running.size() - brokenOff.size() - results.size()),
        results.values().stream().map(Result::metric).findFirst().orElse(null),
        running,
        results.values().stream()
            .sorted(Comparator.comparing(Result::endedAt))
            .map(Result::done)
            .toList(),
        brokenOff);
  }

  private static Running running(ProgressReport report) {
    return new Running(
        report.candidate(),
        report.share(),
        report.doing(),
        report.since(),
        report.at(),
        report.worker());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Plan plan(String key) {
    return document(
        key,
        Plan.class,
        json -> {
          StepRecord step = Json.read(json, StepRecord.class);
          CandidatePlan plan = Json.read(store.get(step.result()), CandidatePlan.class);
          return new Plan(plan.candidates().stream().map(Candidate::id).toList(), step.startedAt());
        });
  }

  private Selected selected(String key) {
    return document(
        key, Selected.class, json -> new Selected(Json.read(json, StepRecord.class).startedAt()));
  }

  private Result result(String key) {
    return document(
        key,
        Result.class,
        json -> {
          StepRecord step = Json.read(json, StepRecord.class);
          CandidateResult result = Json.read(store.get(step.result()), CandidateResult.class);
          return new Result(
              new Done(
                  result.id(),
                  result.algorithm(),
                  result.usable(),
                  result.score(),
                  result.standardError(),
                  result.reason(),
                  Duration.between(step.startedAt(), step.finishedAt()).toMillis()),
              result.metric(),
              step.finishedAt());
        });
  }

  private List<ProgressReport> reports(Collection<String> keys) {
    List<ProgressReport> reports = new ArrayList<>();
    for (String key : keys) {
      reports.add(
          document(key, ProgressReport.class, json -> Json.read(json, ProgressReport.class)));
    }
    return reports;
  }

  private <T> T document(String key, Class<T> type, Function<byte[], T> reading) {
    Object found = known.get(key);
    if (found == null) {
      byte[] json =
          store
              .read(key)
              .orElseThrow(
                  () -> StoreException.damaged("The document " + key + " was there and is gone."));
      found = reading.apply(json);
      known.put(key, found);
    }
    return type.cast(found);
  }
}
