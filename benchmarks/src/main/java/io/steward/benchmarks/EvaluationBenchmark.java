package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.charter.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How long a whole evaluation takes, and whether its statistics hold what they promise. */
final class EvaluationBenchmark implements Benchmark {
  private static final double MOST_SECONDS = 60;
  private static final double LEAST_HELD = 0.93;
  private static final double MOST_HELD = 0.97;
  private static final double SURE = 0.95;
  private static final int WORLDS = 1000;
  private static final int SEGMENT_WORLDS = 100;

  /** What intervals are looked at in: a task, its primary metric, and the rows of a world. */
  private record Setting(String task, Metric primary, int rows) {
    String words() {
      return "%s by %s, n = %d".formatted(task, primary.written(), rows);
    }
  }

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("binary", Metric.AUC, 300),
          new Setting("binary", Metric.LOG_LOSS, 300),
          new Setting("multiclass", Metric.LOG_LOSS, 500),
          new Setting("regression", Metric.RMSE, 300),
          new Setting("regression", Metric.MAE, 100),
          new Setting("binary", Metric.AUC, 1000));

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
    Set<String> parts = Set.of(bench.setting("parts").orElse("time,coverage,segments").split(","));
    List<Figure> figures = new ArrayList<>();
    if (parts.contains("time")) {
      time(bench, figures);
    }
    if (parts.contains("segments")) {
      weakSegments(bench, figures);
    }
    if (parts.contains("coverage")) {
      String only = bench.setting("only").orElse("");
      SETTINGS.stream()
          .filter(setting -> setting.words().contains(only))
          .forEach(setting -> coverage(bench, figures, setting));
    }
    return figures;
  }

  private static void time(Workbench bench, List<Figure> figures) {
    int rows = (int) bench.rows(100_000);
    Path csv = bench.folder().resolve("evaluation-" + rows + ".csv");
    JsonNode measured =
        new ChildJvm(
                bench,
                List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=2"),
                Map.of())
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
    figures.add(
        Figure.shown(
            "processor time of all, " + size, measured.path("processorSeconds").asDouble(), "s"));
    figures.add(Figure.shown("peak memory", measured.path("megabytes").asDouble(), "MB"));
    agreement(bench, csv, measured.path("figures")).ifPresent(figures::add);
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

  private static void coverage(Workbench bench, List<Figure> figures, Setting setting) {
    int worlds = worlds(bench, WORLDS);
    String where = setting.words();
    bench.seconds(
        "intervals in %d simulations, %s".formatted(worlds, where),
        () ->
            new IntervalCoverage(setting.task(), setting.primary())
                .measure(setting.rows(), worlds)
                .forEach(
                    (kind, held) -> {
                      // Kinds that hardly ever have an interval are shown and not judged.
                      boolean judged = held.said() >= worlds / 2.0;
                      String what = "interval of %s holds the truth, %s".formatted(kind, where);
                      figures.add(judged ? held(what, held.share()) : shown(what, held));
                    }));
  }

  private static Figure held(String what, double share) {
    Goal goal =
        share < SURE
            ? new Goal(Goal.Kind.VALUE_AT_LEAST, LEAST_HELD)
            : new Goal(Goal.Kind.VALUE_AT_MOST, MOST_HELD);
    return Figure.bounded(what, share, "share", goal);
  }

  private static Figure shown(String what, IntervalCoverage.Held held) {
    return Figure.shown(
        "%s (only %.0f intervals)".formatted(what, held.said()), held.share(), "share");
  }

  private static void weakSegments(Workbench bench, List<Figure> figures) {
    WeakSegmentSimulation simulation = new WeakSegmentSimulation();
    for (int rows : new int[] {5000, 20_000}) {
      // Intervals need more worlds than the search: those of 5,000 rows are quick.
      int worlds = worlds(bench, rows == 5000 ? 4 * SEGMENT_WORLDS : SEGMENT_WORLDS);
      bench.seconds(
          "weak segments in %d simulations of %d rows".formatted(worlds, rows),
          () -> {
            WeakSegmentSimulation.Outcome outcome = simulation.simulate(rows, worlds);
            figures.add(
                Figure.bounded(
                    "planted segment of 3 %% found, n = %d".formatted(rows),
                    outcome.found(),
                    "share",
                    new Goal(Goal.Kind.VALUE_AT_LEAST, SURE)));
            figures.add(
                Figure.bounded(
                    "segment raised on clean data, n = %d".formatted(rows),
                    outcome.raised(),
                    "share",
                    new Goal(Goal.Kind.VALUE_AT_MOST, 1 - SURE)));
            figures.add(
                Figure.shown(
                    "interval of a weak segment holds the truth, n = %d".formatted(rows),
                    outcome.held(),
                    "share"));
          });
    }
  }

  private static int worlds(Workbench bench, int full) {
    return bench.number("worlds", (int) Math.max(20, Math.round(full * bench.size())));
  }
}
