package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.charter.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long a whole evaluation takes, and whether its statistics hold what they promise. */
final class EvaluationBenchmark implements Benchmark {
  private static final double MOST_SECONDS = 60;
  private static final double LEAST_HELD = 0.93;
  private static final double MOST_HELD = 0.97;
  private static final double SURE = 0.95;

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public String description() {
    return "Whole evaluation of 100k × 20 on two cores; coverage of intervals; weak segments found.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    List<Figure> figures = new ArrayList<>();
    int rows = (int) bench.rows(100_000);
    Path csv = bench.folder().resolve("evaluation-" + rows + ".csv");
    JsonNode measured =
        new ChildJvm(bench, List.of("-Xmx2g", "-XX:ActiveProcessorCount=2"), Map.of())
            .run(EvaluationWork.class, Integer.toString(rows), csv.toString());
    String size = Workbench.words(rows) + " × 20, 3 protected attributes";
    double seconds = 0;
    for (Map.Entry<String, JsonNode> part : measured.path("seconds").properties()) {
      figures.add(Figure.shown(part.getKey() + ", " + size, part.getValue().asDouble(), "s"));
      seconds += part.getValue().asDouble();
    }
    figures.addFirst(
        Figure.bounded(
            "whole evaluation, " + size,
            seconds,
            "s",
            new Goal(Goal.Kind.VALUE_AT_MOST, MOST_SECONDS)));
    figures.add(Figure.shown("peak memory", measured.path("megabytes").asDouble(), "MB"));
    agreement(bench, csv, measured.path("figures")).ifPresent(figures::add);
    coverage(bench, figures, "binary", 300);
    coverage(bench, figures, "binary", 2000);
    coverage(bench, figures, "regression", 300);
    weakSegments(bench, figures);
    return figures;
  }

  private static Optional<Figure> agreement(Workbench bench, Path csv, JsonNode own) {
    return PythonPeer.run(bench, "evaluation_fairlearn.py", csv.toString(), "0.5")
        .map(
            peer -> {
              double largest = 0;
              for (Map.Entry<String, JsonNode> figure : peer.path("figures").properties()) {
                double value = own.path(figure.getKey()).asDouble(Double.NaN);
                double apart = Math.abs(value - figure.getValue().asDouble());
                // What one of the two cannot say must not pass for agreement.
                largest = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(largest, apart);
              }
              return Figure.bounded(
                  "largest difference to %s and Fairlearn in %d figures, in billionths"
                      .formatted(peer.path("name").asText(), peer.path("figures").size()),
                  largest * 1e9,
                  "1e-9",
                  new Goal(Goal.Kind.VALUE_AT_MOST, 1));
            });
  }

  private static void coverage(Workbench bench, List<Figure> figures, String task, int rows) {
    int worlds = (int) Math.max(50, Math.round(1000 * bench.size()));
    bench.note("coverage in %d simulations of %d rows, %s", worlds, rows, task);
    new IntervalCoverage(task, Metric.AUC)
        .measure(rows, worlds)
        .forEach(
            (kind, held) -> {
              String what =
                  "interval of %s holds the truth, %s, n = %d".formatted(kind, task, rows);
              Goal goal =
                  held.share() < 0.95
                      ? new Goal(Goal.Kind.VALUE_AT_LEAST, LEAST_HELD)
                      : new Goal(Goal.Kind.VALUE_AT_MOST, MOST_HELD);
              figures.add(Figure.bounded(what, held.share(), "share", goal));
            });
  }

  private static void weakSegments(Workbench bench, List<Figure> figures) {
    int worlds = (int) Math.max(20, Math.round(100 * bench.size()));
    for (int rows : new int[] {5000, 20_000}) {
      bench.note("weak segments in %d simulations of %d rows", worlds, rows);
      Map<String, Double> shares = EvaluationSimulations.weakSegments(rows, worlds);
      figures.add(
          Figure.bounded(
              "planted segment of 3 %% found, n = %d".formatted(rows),
              shares.getOrDefault("found", Double.NaN),
              "share",
              new Goal(Goal.Kind.VALUE_AT_LEAST, SURE)));
      figures.add(
          Figure.bounded(
              "segment raised on clean data, n = %d".formatted(rows),
              shares.getOrDefault("raised", Double.NaN),
              "share",
              new Goal(Goal.Kind.VALUE_AT_MOST, 1 - SURE)));
    }
  }
}
