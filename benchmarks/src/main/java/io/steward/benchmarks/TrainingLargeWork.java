package io.steward.benchmarks;

import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.schema.RawTable;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In a JVM of its own: a search over one large table, as a run does it (wave by wave, two
 * candidates at once with a thread each), that is stopped when the budget's time is over; then the
 * selected model on rows that nobody has seen.
 */
final class TrainingLargeWork {
  private static final int AT_ONCE = 2;

  private final Charter charter;
  private final FeatureRecipe recipe;
  private final FeatureMatrix matrix;
  private final TrainingPart part;
  private final Duration budget;
  private final long begin = System.nanoTime();
  private final AtomicInteger brokenOff = new AtomicInteger();

  private TrainingLargeWork(
      Charter charter,
      FeatureRecipe recipe,
      FeatureMatrix matrix,
      TrainingPart part,
      Duration budget) {
    this.charter = charter;
    this.recipe = recipe;
    this.matrix = matrix;
    this.part = part;
    this.budget = budget;
  }

  /**
   * @param args the result's file, the CSV file to learn from, the one to be scored on, and the
   *     budget in seconds
   */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args[1]);
    Path unseen = Path.of(args[2]);
    Path folder = csv.resolveSibling("engine-" + ProcessHandle.current().pid());
    Map<String, Object> measured = new LinkedHashMap<>();
    try (MinioArtifactStore store = LocalStore.client();
        DataEngine engine = new DuckDbEngine(EngineSettings.defaults(folder))) {
      Charter charter = BenchCharter.of(csv.getFileName().toString());
      Snapshot snapshot = new Collector(store, engine).collect(csv, charter);
      TrainingPart part = new Splitter(store, engine).trainingPart(charter, snapshot);
      FeatureRecipe recipe = new RecipeFitter(store, engine).fit(charter, part, snapshot, 0);
      FeatureMatrix matrix = new RecipeApplier(store, engine).matrix(charter, recipe, part);
      measured.put("rows", matrix.rows());
      measured.put("features", matrix.features());
      measured.put("megabytesBefore", ChildJvm.peakMegabytes());
      TrainingLargeWork work =
          new TrainingLargeWork(
              charter, recipe, matrix, part, Duration.ofSeconds(Long.parseLong(args[3])));
      List<TrainedCandidate> trained = work.search();
      measured.put("seconds", work.seconds());
      measured.put("megabytes", ChildJvm.peakMegabytes());
      measured.put("tried", trained.size());
      measured.put("brokenOff", work.brokenOff.get());
      measured.put("auc", work.auc(trained, rows(store, engine, charter, unseen)));
    }
    Files.write(Path.of(args[0]), Json.bytes(measured));
  }

  private static RawTable rows(
      MinioArtifactStore store, DataEngine engine, Charter charter, Path csv) {
    Snapshot snapshot = new Collector(store, engine).collect(csv, charter);
    return RawTables.load(engine, store, snapshot.parquet(), snapshot.columns());
  }

  private List<TrainedCandidate> search() throws Exception {
    List<TrainedCandidate> trained = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      while (!isOver()) {
        List<CandidateResult> results = trained.stream().map(TrainedCandidate::result).toList();
        CandidatePlan plan = new CandidatePlanner().plan(charter, matrix, 0, results);
        if (plan.candidates().isEmpty()) {
          break;
        }
        List<Future<Optional<TrainedCandidate>>> wave = new ArrayList<>();
        for (Candidate candidate : plan.candidates()) {
          wave.add(threads.submit(() -> train(candidate)));
        }
        for (Future<Optional<TrainedCandidate>> candidate : wave) {
          candidate.get().ifPresent(trained::add);
        }
      }
    }
    return trained;
  }

  private Optional<TrainedCandidate> train(Candidate candidate) {
    long start = System.nanoTime();
    try {
      if (isOver()) {
        throw new TrainingCancelledException();
      }
      TrainedCandidate trained =
          new CandidateTrainer(1)
              .train(
                  charter,
                  part.classes(),
                  recipe,
                  matrix,
                  candidate,
                  this::isOver,
                  Progress.UNHEARD);
      CandidateResult result = trained.result();
      tell(candidate, start, "auc %.4f %s".formatted(result.score(), result.reason()));
      return Optional.of(trained);
    } catch (TrainingCancelledException e) {
      brokenOff.incrementAndGet();
      tell(candidate, start, "broken off");
      return Optional.empty();
    }
  }

  private void tell(Candidate candidate, long start, String what) {
    System.err.printf(
        Locale.ROOT,
        "  %6.1f s  %-28s %6.1f s  %s, peak %.0f MB%n",
        seconds(),
        candidate.id(),
        (System.nanoTime() - start) / 1e9,
        what,
        ChildJvm.peakMegabytes());
  }

  private boolean isOver() {
    return seconds() >= budget.toSeconds();
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private double auc(List<TrainedCandidate> trained, RawTable unseen) {
    List<CandidateResult> results = trained.stream().map(TrainedCandidate::result).toList();
    Selection selection = new ModelSelector().select(charter, results);
    TrainedCandidate best =
        trained.stream()
            .filter(candidate -> candidate.result().id().equals(selection.best().id()))
            .findFirst()
            .orElseThrow();
    String[] targets = unseen.texts(charter.target().column());
    double[] truth = new double[targets.length];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = part.classes().indexOf(targets[row]);
    }
    try (OnnxScorer scorer = new OnnxScorer(best.onnx())) {
      return Metrics.value(
          Metric.AUC, Outcomes.ofClasses(truth, scorer.score(unseen).probabilities(), 0.5));
    }
  }
}
