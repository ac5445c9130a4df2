package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidatePlanner;
import io.steward.training.CandidateResult;
import io.steward.training.CandidateTrainer;
import io.steward.training.ModelSelector;
import io.steward.training.Progress;
import io.steward.training.Selection;
import io.steward.training.TrainedCandidate;
import io.steward.training.TrainingCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The search of a round as the process runs it, in one JVM: plan a wave, train its candidates side
 * by side, plan the next one, until there is nothing more to plan or the time is up; then select.
 */
final class TimedSearch {
  private static final int WORKERS = 2;

  private final Charter charter;
  private final List<String> classes;
  private final FeatureRecipe recipe;
  private final FeatureMatrix matrix;
  private final long end;
  private final Map<String, TrainedCandidate> trained = new HashMap<>();
  private final List<CandidateResult> results = new ArrayList<>();

  /**
   * @param begin when the time began, by {@link System#nanoTime}
   */
  TimedSearch(
      Charter charter,
      List<String> classes,
      FeatureRecipe recipe,
      FeatureMatrix matrix,
      long begin,
      Duration time) {
    this.charter = charter;
    this.classes = classes;
    this.recipe = recipe;
    this.matrix = matrix;
    this.end = begin + time.toNanos();
  }

  /** Searches, and selects among what was trained in time. */
  Selection run() {
    CandidatePlanner planner = new CandidatePlanner();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      CandidatePlan plan = planner.plan(charter, matrix, 0, results, left());
      while (!plan.candidates().isEmpty()) {
        train(plan, workers);
        plan = planner.plan(charter, matrix, 0, results, left());
      }
    }
    return new ModelSelector().select(charter, results);
  }

  /** All results, in the order of the plans. */
  List<CandidateResult> results() {
    return List.copyOf(results);
  }

  /** The graph of a candidate. */
  byte[] onnx(String id) {
    TrainedCandidate candidate = trained.get(id);
    if (candidate == null) {
      throw new IllegalArgumentException("There is no candidate " + id);
    }
    return candidate.onnx();
  }

  /** The planner counts as if candidates were trained one after the other. */
  private Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime())).multipliedBy(WORKERS);
  }

  private void train(CandidatePlan plan, ExecutorService workers) {
    CandidateTrainer trainer = new CandidateTrainer(1);
    List<Future<Optional<TrainedCandidate>>> running =
        plan.candidates().stream()
            .map(candidate -> workers.submit(() -> trained(trainer, candidate)))
            .toList();
    for (Future<Optional<TrainedCandidate>> future : running) {
      get(future)
          .ifPresent(
              candidate -> {
                trained.put(candidate.result().id(), candidate);
                results.add(candidate.result());
              });
    }
  }

  private Optional<TrainedCandidate> trained(CandidateTrainer trainer, Candidate candidate) {
    try {
      return Optional.of(
          trainer.train(
              charter,
              classes,
              recipe,
              matrix,
              candidate,
              () -> System.nanoTime() > end,
              Progress.UNHEARD));
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
