package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A search over 200k × 30 with the default budget of five minutes, in 4 GB. */
final class TrainingLargeBenchmark implements Benchmark {
  private static final int COLUMNS = 30;
  private static final int BUDGET_SECONDS = 300;

  /** What a budget may be overshot by. */
  private static final int OVERSHOOT_SECONDS = 5;

  @Override
  public String name() {
    return "training-large";
  }

  @Override
  public String description() {
    return "200k × 30 searched for five minutes, beside HistGradientBoosting searched as long.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    long rows = bench.rows(200_000);
    int budget = (int) Math.max(20, Math.round(BUDGET_SECONDS * Math.min(1, bench.size())));
    String size = Workbench.words(rows) + " × " + COLUMNS;
    Path csv = Tables.csv(bench, rows, COLUMNS);
    Path unseen = Tables.csv(bench, rows, rows / 4, COLUMNS);
    JsonNode measured;
    try (LocalStore store = LocalStore.start(bench)) {
      measured =
          new ChildJvm(bench, List.of("-Xmx2g", "-XX:+UseSerialGC"), store.environment())
              .run(
                  TrainingLargeWork.class,
                  csv.toString(),
                  unseen.toString(),
                  Integer.toString(budget));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.bounded(
            "search with a budget of " + budget + " s, " + size,
            measured.path("seconds").asDouble(),
            "s",
            new Goal(Goal.Kind.VALUE_AT_MOST, budget + OVERSHOOT_SECONDS)));
    figures.add(
        Figure.bounded(
            "peak memory of the search, " + size,
            measured.path("megabytes").asDouble(),
            "MB",
            new Goal(Goal.Kind.VALUE_AT_MOST, 4096)));
    figures.add(
        Figure.shown(
            "peak memory before it, data stages included, " + size,
            measured.path("megabytesBefore").asDouble(),
            "MB"));
    figures.add(
        Figure.shown("candidates with a result, " + size, measured.path("tried").asDouble(), ""));
    figures.add(
        Figure.shown("candidates broken off, " + size, measured.path("brokenOff").asDouble(), ""));
    double auc = measured.path("auc").asDouble();
    String what = "AUC on rows not seen, " + size;
    Optional<JsonNode> peer =
        PythonPeer.run(
            bench,
            "training_large.py",
            csv.toString(),
            unseen.toString(),
            Integer.toString(budget));
    figures.add(
        peer.map(
                answer ->
                    Figure.compared(
                        what,
                        auc,
                        "",
                        "HistGradientBoosting, random search as long",
                        answer.path("auc").asDouble(),
                        null))
            .orElseGet(() -> Figure.shown(what, auc, "")));
    return figures;
  }
}
