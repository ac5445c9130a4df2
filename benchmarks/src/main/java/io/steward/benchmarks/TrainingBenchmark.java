package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How good the selected model is after equal time, beside scikit-learn's randomised search and
 * FLAML: the same tables, holdouts, folds and processors.
 *
 * <p>At least as good on a table means: the mean over its splits of the difference to the peer is
 * not below minus one standard error of that mean.
 */
final class TrainingBenchmark implements Benchmark {
  private static final String RANDOMISED = "scikit-learn, randomised search";
  private static final String FLAML = "FLAML";
  private static final String TUNED_BOOSTING = "scikit-learn, tuned HistGradientBoosting";

  /** The AUC that the whole search is to reach, in a cross-validation around it. */
  private static final Map<String, Double> GOALS = Map.of("credit-risk", 0.796, "churn", 0.845);

  private static final int SMALL_ROWS = 1000;
  private static final int SPLITS = 3;
  private static final int SPLITS_WHERE_SMALL = 6;

  @Override
  public String name() {
    return "training";
  }

  @Override
  public String description() {
    return "Holdout scores after a search, beside scikit-learn's randomised search and FLAML at equal time.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    List<TrainingTask> tasks =
        bench.setting("tables").isEmpty()
            ? TrainingTask.all()
            : List.of(bench.setting("tables").get().split(",")).stream()
                .map(TrainingTask::named)
                .toList();
    List<Figure> figures = new ArrayList<>();
    Map<String, PeerTally> tallies = new LinkedHashMap<>();
    try (LocalStore store = LocalStore.start(bench)) {
      for (TrainingTask task : tasks) {
        csv(bench, task).ifPresent(csv -> table(bench, store, task, csv, figures, tallies));
      }
    }
    tallies.forEach((peer, tally) -> figures.addAll(tally.figures(peer)));
    return figures;
  }

  private static void table(
      Workbench bench,
      LocalStore store,
      TrainingTask task,
      Path csv,
      List<Figure> figures,
      Map<String, PeerTally> tallies) {
    TrainingOptions options =
        options(
            bench, task, false, bench.number("splits", holdouts(csv)), bench.number("seconds", 10));
    List<Double> ours = ours(bench, store, options, csv);
    for (Map.Entry<String, List<Double>> peer : peers(bench, options, csv).entrySet()) {
      PairedScores scores = new PairedScores(task, ours, peer.getValue());
      if (peer.getKey().equals(TUNED_BOOSTING)) {
        figures.add(
            Figure.compared(
                what(options),
                scores.mean(),
                task.metric().written(),
                peer.getKey(),
                scores.peerMean(),
                new Goal(Goal.Kind.RATIO_AT_MOST, 1)));
      } else {
        figures.add(scores.figure(what(options), peer.getKey()));
        tallies.computeIfAbsent(peer.getKey(), _ -> new PeerTally()).add(scores);
      }
    }
    Double goal = GOALS.get(task.name());
    int rounds = bench.number("rounds", 10);
    if (goal != null && rounds > 1) {
      TrainingOptions outer = options(bench, task, true, rounds, bench.number("round-seconds", 30));
      figures.add(
          Figure.bounded(
              what(outer),
              PairedScores.mean(ours(bench, store, outer, csv)),
              task.metric().written(),
              new Goal(Goal.Kind.VALUE_AT_LEAST, goal)));
    }
  }

  private static TrainingOptions options(
      Workbench bench, TrainingTask task, boolean outer, int splits, int seconds) {
    return new TrainingOptions(
        task.name(),
        splits,
        outer,
        seconds,
        bench.number("candidates", 40),
        bench.setting("details").isPresent());
  }

  private static String what(TrainingOptions options) {
    return "%s, %s, %d s each"
        .formatted(
            options.table(),
            options.outer()
                ? options.splits() + "-fold cross-validation of the whole search"
                : "mean of %d holdouts".formatted(options.splits()),
            options.seconds());
  }

  private static List<Double> ours(
      Workbench bench, LocalStore store, TrainingOptions options, Path csv) {
    bench.note("%s", what(options));
    return scores(
        new ChildJvm(bench, List.of("-Xmx2g"), store.environment())
            .run(TrainingWork.class, csv.toString(), splits(bench).toString(), options.written()));
  }

  /** The scores of each peer that runs, one a split. */
  private static Map<String, List<Double>> peers(
      Workbench bench, TrainingOptions options, Path csv) {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    if (bench.setting("peers").filter("none"::equals).isPresent()) {
      return scores;
    }
    run(bench, options, csv, "training_randomised.py", "all")
        .ifPresent(found -> scores.put(RANDOMISED, found));
    run(bench, options, csv, "training_flaml.py").ifPresent(found -> scores.put(FLAML, found));
    if (options.table().equals("house-prices")) {
      run(bench, options, csv, "training_randomised.py", "hist-gradient-boosting")
          .ifPresent(found -> scores.put(TUNED_BOOSTING, found));
    }
    return scores;
  }

  private static Optional<List<Double>> run(
      Workbench bench, TrainingOptions options, Path csv, String script, String... more) {
    TrainingTask task = options.task();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            csv.toString(),
            task.target(),
            task.positive(),
            task.metric().written(),
            Integer.toString(options.seconds())));
    arguments.addAll(List.of(more));
    IntStream.range(0, options.splits())
        .mapToObj(number -> splits(bench).resolve(options.splitFile(number)).toString())
        .forEach(arguments::add);
    return PythonPeer.run(bench, script, arguments.toArray(String[]::new))
        .map(TrainingBenchmark::scores);
  }

  private static List<Double> scores(JsonNode found) {
    List<Double> scores = new ArrayList<>();
    found.path("splits").forEach(split -> scores.add(split.path("score").asDouble()));
    return scores;
  }

  /** The smaller the holdouts are, the less one says. */
  private static int holdouts(Path csv) {
    try (Stream<String> lines = Files.lines(csv)) {
      return lines.count() - 1 <= SMALL_ROWS ? SPLITS_WHERE_SMALL : SPLITS;
    } catch (IOException e) {
      throw new BenchmarkException("Cannot read " + csv + ": " + e.getMessage(), e);
    }
  }

  private static Path splits(Workbench bench) {
    return bench.folder().resolve("training-splits");
  }

  /** The table's file; nothing if a peer's script would have to make it and there is no Python. */
  private static Optional<Path> csv(Workbench bench, TrainingTask task) {
    if (!task.example().isEmpty()) {
      return Optional.of(bench.home().resolve("examples").resolve(task.example()).toAbsolutePath());
    }
    Path csv = bench.folder().resolve("training-" + task.name() + ".csv");
    if (!Files.exists(csv)) {
      PythonPeer.run(bench, "training_data.py", task.name(), csv.toString());
    }
    return Optional.of(csv).filter(Files::exists);
  }
}
