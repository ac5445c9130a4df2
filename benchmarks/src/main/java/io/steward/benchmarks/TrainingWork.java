package io.steward.benchmarks;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.MinioArtifactStore;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Targets;
import io.steward.data.TrainingPart;
import io.steward.data.Workspace;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.schema.RawTable;
import io.steward.training.CandidateResult;
import io.steward.training.LearningTask;
import io.steward.training.Selection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * In a JVM of its own: makes the splits of a table and writes them for the peers, then searches on
 * each and scores the selected model on the holdout. Features count to the time.
 */
final class TrainingWork {
  private final MinioArtifactStore store;
  private final DataEngine engine;
  private final TrainingTask task;
  private final TrainingOptions options;
  private final Charter charter;
  private final Snapshot snapshot;
  private final RawTable table;
  private final List<String> classes;
  private final double[] y;

  private TrainingWork(
      MinioArtifactStore store, DataEngine engine, TrainingOptions options, Path csv)
      throws IOException {
    this.store = store;
    this.engine = engine;
    this.task = options.task();
    this.options = options;
    this.charter = task.charter(csv.getFileName().toString(), options.candidates(), 42);
    this.snapshot = new Collector(store, engine).collect(csv, charter);
    this.table = RawTables.load(engine, store, snapshot.parquet(), snapshot.columns());
    this.classes = task.regression() ? List.of() : task.classes(table.texts(task.target()));
    this.y = Targets.truth(table, task.target(), classes);
  }

  /**
   * @param args the result's file, the CSV file, the folder for the splits, and the options
   */
  public static void main(String[] args) throws Exception {
    Path csv = Path.of(args[1]);
    Path splits = Files.createDirectories(Path.of(args[2]));
    TrainingOptions options = TrainingOptions.parse(args[3]);
    Path folder = splits.resolveSibling("engine-" + ProcessHandle.current().pid());
    List<Map<String, Object>> found = new ArrayList<>();
    try (MinioArtifactStore store = LocalStore.client();
        DataEngine engine = new DuckDbEngine(EngineSettings.defaults(folder))) {
      TrainingWork work = new TrainingWork(store, engine, options, csv);
      for (int number = 0; number < options.splits(); number++) {
        TrainingSplit split =
            options.outer()
                ? TrainingSplit.outer(work.y, !work.task.regression(), 1, options.splits(), number)
                : TrainingSplit.holdout(work.y, !work.task.regression(), number + 1);
        Path file = splits.resolve(options.splitFile(number));
        split.write(file);
        found.add(work.searched(split));
      }
    }
    Files.write(
        Path.of(args[0]),
        Json.bytes(Map.of("splits", found, "megabytes", ChildJvm.peakMegabytes())));
  }

  private Map<String, Object> searched(TrainingSplit split) {
    long begin = System.nanoTime();
    TrainingPart part =
        new TrainingPart(parquet(split), split.training(), TrainingSplit.FOLDS, classes, false);
    FeatureRecipe recipe = new RecipeFitter(store, engine).fit(charter, part, snapshot, 0);
    FeatureMatrix matrix = new RecipeApplier(store, engine).matrix(charter, recipe, part);
    TimedSearch search =
        new TimedSearch(new LearningTask(charter, classes, recipe, matrix), begin, options.time());
    Selection selection = search.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    CandidateResult best = selection.best();
    double score = score(search, best, split);
    double leader = score(search, selection.leaderboard().getFirst(), split);
    tell(search, selection, split, score);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("score", score);
    found.put("leaderScore", leader);
    found.put("cvScore", best.score());
    found.put("best", best.algorithm());
    found.put("tried", search.results().size());
    found.put("seconds", seconds);
    return found;
  }

  /** The rows that are learnt from, with their folds. */
  private Digest parquet(TrainingSplit split) {
    try (Workspace workspace = new Workspace(store, engine)) {
      URI rows = workspace.uri("training.parquet");
      engine.materialise(
          """
          SELECT all_.*, side.fold AS %1$s FROM %2$s AS all_
          JOIN (VALUES %3$s) AS side(number, fold) ON all_.%4$s = side.number
          ORDER BY all_.%4$s\
          """
              .formatted(
                  Split.FOLD,
                  engine.relation(workspace.fetch(snapshot.parquet())),
                  split.sqlValues(),
                  Snapshot.ROW),
          rows);
      return workspace.publish(rows);
    }
  }

  private double score(TimedSearch search, CandidateResult result, TrainingSplit split) {
    int[] rows = split.test();
    try (OnnxScorer scorer = new OnnxScorer(search.onnx(result.id()))) {
      Predictions said = scorer.score(table.select(rows));
      double[] truth = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        truth[i] = y[rows[i]];
      }
      return Metrics.value(
          task.metric(),
          new Outcomes(
              truth, said.probabilities(), said.values(), result.threshold(), charter.costs()));
    }
  }

  private void tell(TimedSearch search, Selection selection, TrainingSplit split, double score) {
    if (options.details()) {
      search.tell(result -> score(search, result, split));
    }
    System.err.printf(
        Locale.ROOT,
        "  %s: %.4f by %s of %d (in cross-validation %.4f)%n",
        task.name(),
        score,
        selection.best().id(),
        search.results().size(),
        selection.best().score());
  }
}
