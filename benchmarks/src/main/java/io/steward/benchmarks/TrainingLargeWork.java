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
import io.steward.training.LearningTask;
import io.steward.training.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In a JVM of its own: a search over one large table, as a run does it (wave by wave, two
 * candidates at once with a thread each), that is stopped when the budget's time is over; then the
 * selected model on rows that nobody has seen.
 */
final class TrainingLargeWork {
  private TrainingLargeWork() {}

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
      long begin = System.nanoTime();
      TimedSearch search =
          new TimedSearch(
              new LearningTask(charter, part.classes(), recipe, matrix),
              begin,
              Duration.ofSeconds(Long.parseLong(args[3])));
      Selection selection = search.run();
      measured.put("seconds", (System.nanoTime() - begin) / 1e9);
      measured.put("megabytes", ChildJvm.peakMegabytes());
      measured.put("tried", search.results().size());
      measured.put("brokenOff", search.brokenOff());
      search.tell(_ -> Double.NaN);
      measured.put(
          "auc",
          auc(
              charter,
              part.classes(),
              search.onnx(selection.best().id()),
              rows(store, engine, charter, unseen)));
    }
    Files.write(Path.of(args[0]), Json.bytes(measured));
  }

  private static RawTable rows(
      MinioArtifactStore store, DataEngine engine, Charter charter, Path csv) {
    Snapshot snapshot = new Collector(store, engine).collect(csv, charter);
    return RawTables.load(engine, store, snapshot.parquet(), snapshot.columns());
  }

  private static double auc(Charter charter, List<String> classes, byte[] onnx, RawTable unseen) {
    String[] targets = unseen.texts(charter.target().column());
    double[] truth = new double[targets.length];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = classes.indexOf(targets[row]);
    }
    try (OnnxScorer scorer = new OnnxScorer(onnx)) {
      return Metrics.value(
          Metric.AUC, Outcomes.ofClasses(truth, scorer.score(unseen).probabilities(), 0.5));
    }
  }
}
