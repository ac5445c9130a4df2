package io.steward.benchmarks;

import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidatePlanner;
import io.steward.training.CandidateResult;
import io.steward.training.CandidateTrainer;
import io.steward.training.LearningTask;
import io.steward.training.Member;
import io.steward.training.ModelSelector;
import io.steward.training.Progress;
import io.steward.training.Selection;
import io.steward.training.TrainedCandidate;
import io.steward.training.TrainingCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * The search of a round as the process runs it, in one JVM: plan a wave, train its candidates side
 * by side, plan the next one, until there is nothing more to plan or the time is up; then select.
 */
final class TimedSearch {
  private static final int WORKERS = 2;

  private final LearningTask task;
  private final long end;
  private final Map<String, Member> trained = new HashMap<>();
  private final Map<String, byte[]> graphs = new HashMap<>();
  private final List<CandidateResult> results = new ArrayList<>();
  private int planned;

  /**
   * @param begin when the time began, by {@link System#nanoTime}
   */
  TimedSearch(LearningTask task, long begin, Duration time) {
    this.task = task;
    this.end = begin + time.toNanos();
  }

  /** Searches, and selects among what was trained in time. */
  Selection run() {
    CandidatePlanner planner = new CandidatePlanner();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      CandidatePlan plan = next(planner);
      while (!plan.candidates().isEmpty()) {
        train(plan, workers);
        plan = next(planner);
      }
    }
    return new ModelSelector().select(task.charter(), results);
  }

  private CandidatePlan next(CandidatePlanner planner) {
    return planner.plan(task.charter(), task.matrix(), 0, results, left());
  }

  /** All results, in the order of the plans. */
  List<CandidateResult> results() {
    return List.copyOf(results);
  }

  /** How many candidates the end of the time broke off. */
  int brokenOff() {
    return planned - results.size();
  }

  /**
   * Says on the error stream what came of each candidate, the best first.
   *
   * @param holdout what a candidate scores on the holdout
   */
  void tell(ToDoubleFunction<CandidateResult> holdout) {
    for (CandidateResult result :
        new ModelSelector().select(task.charter(), results).leaderboard()) {
      System.err.printf(
          Locale.ROOT,
          "    %-28s %10.4f ± %8.4f, holdout %10.4f %7d ms  %s %s %s%n",
          result.id(),
          result.score(),
          result.standardError(),
          result.usable() ? holdout.applyAsDouble(result) : Double.NaN,
          result.trainMillis(),
          result.hyperparameters(),
          result.foldScores(),
          result.usable() ? "" : result.reason());
    }
  }

  /** The graph of a candidate. */
  byte[] onnx(String id) {
    byte[] graph = graphs.get(id);
    if (graph == null) {
      throw new IllegalArgumentException("There is no candidate " + id);
    }
    return graph;
  }

  /** The planner counts as if candidates were trained one after the other. */
  private Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime())).multipliedBy(WORKERS);
  }

  private void train(CandidatePlan plan, ExecutorService workers) {
    planned += plan.candidates().size();
    // A lone candidate has all processors, as the ensemble in the end.
    CandidateTrainer trainer = new CandidateTrainer(plan.candidates().size() == 1 ? WORKERS : 1);
    List<Future<Optional<TrainedCandidate>>> running =
        plan.candidates().stream()
            .map(candidate -> workers.submit(() -> trained(trainer, candidate, plan.bar())))
            .toList();
    for (int i = 0; i < running.size(); i++) {
      Candidate candidate = plan.candidates().get(i);
      get(running.get(i))
          .ifPresent(
              made -> {
                String id = candidate.id();
                trained.put(id, new Member(candidate, made.result(), made.outOfFold()));
                graphs.put(id, made.onnx());
                results.add(made.result());
              });
    }
  }

  private Optional<TrainedCandidate> trained(
      CandidateTrainer trainer, Candidate candidate, List<Double> bar) {
    List<Member> members =
        candidate.members().stream().map(id -> Objects.requireNonNull(trained.get(id))).toList();
    try {
      return Optional.of(
          trainer.train(
              task, candidate, bar, members, () -> System.nanoTime() > end, Progress.UNHEARD));
    } catch (TrainingCancelledException e) {
      return Optional.empty();
    }
  }

  private static Optional<TrainedCandidate> get(Future<Optional<TrainedCandidate>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    } catch (ExecutionException e) {
      throw new BenchmarkException("A candidate could not be trained: " + e.getCause(), e);
    }
  }
}
