package io.steward.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * One training plan by one worker process and by two, each on a processor of its own with one
 * thread. Measured from the start of the first candidate to the end of the last, after a run that
 * does not count: there the JVMs compile. The platform and the application, which trains nothing,
 * run beside them on whichever processor is free.
 */
final class WorkersBenchmark implements Benchmark {
  private static final int REPEATS = 3;
  private static final int CANDIDATES = 24;
  private static final int COLUMNS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Set<String> answered = new HashSet<>();

  @Override
  public String name() {
    return "workers";
  }

  @Override
  public String description() {
    return "one training plan by two worker processes, beside the same plan by one.";
  }

  @Override
  public List<Figure> run(Workbench bench) {
    StewardCommands steward =
        new StewardCommands(bench, Map.of("STEWARD_WORKERS_LEAVETOOTHERS", "train-candidate"));
    long rows = bench.rows(20_000);
    Path charter = charter(Tables.csv(bench, rows, COLUMNS));
    String plan =
        "first plan of %d candidates on %s × %d"
            .formatted(CANDIDATES, Workbench.words(rows), COLUMNS);
    steward.run("up", "--fresh");
    try {
      double one = median(bench, steward, charter, 1);
      double two = median(bench, steward, charter, 2);
      return List.of(
          Figure.shown("one worker, " + plan, one, "s"),
          Figure.compared(
              "two workers, " + plan,
              two,
              "s",
              "one worker",
              one,
              new Goal(Goal.Kind.RATIO_AT_MOST, 0.6)));
    } finally {
      steward.run("down");
    }
  }

  private double median(Workbench bench, StewardCommands steward, Path charter, int workers) {
    List<Process> processes = new ArrayList<>();
    try {
      for (int worker = 0; worker < workers; worker++) {
        processes.add(steward.startOnProcessor(worker, "worker", "--threads", "1"));
      }
      bench.note("%d workers, warming up: %.1f s", workers, seconds(steward, charter));
      double[] seconds = new double[REPEATS];
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        seconds[repeat] = seconds(steward, charter);
        bench.note("%d workers, run %d: %.1f s", workers, repeat + 1, seconds[repeat]);
      }
      return DoubleStream.of(seconds).sorted().toArray()[REPEATS / 2];
    } finally {
      for (Process process : processes) {
        process.destroy();
        process.onExit().join();
      }
    }
  }

  /** The time of a run's first plan; the run is stopped after it. */
  private double seconds(StewardCommands steward, Path charter) {
    String run = steward.run("start", charter.toString()).path("run").asText();
    String task = signOff(steward);
    steward.run("complete", task, "--user", "owner", "--set", "decision=approve");
    JsonNode view = awaitSecondPlan(steward, run);
    // What comes after it would run beside the next run's.
    steward.ask("POST", "/api/runs/" + run + "/cancel");
    Instant planned = end(steps(view, "plan-candidates").get(1));
    List<JsonNode> steps =
        steps(view, "train-candidate").stream()
            .filter(step -> !end(step).isAfter(planned))
            .toList();
    Instant first =
        steps.stream().map(WorkersBenchmark::begin).min(Comparator.naturalOrder()).orElseThrow();
    Instant last =
        steps.stream().map(WorkersBenchmark::end).max(Comparator.naturalOrder()).orElseThrow();
    return Duration.between(first, last).toMillis() / 1000.0;
  }

  private static Instant end(JsonNode step) {
    return Instant.parse(step.path("finishedAt").asText());
  }

  private static Instant begin(JsonNode step) {
    return end(step).minusMillis(step.path("millis").asLong());
  }

  /** The run's one task; the answered ones of the runs before may still be shown for a while. */
  private String signOff(StewardCommands steward) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (JsonNode task : steward.run("tasks")) {
        if (task.path("taskDefinitionId").asText().equals("sign-off-problem")
            && answered.add(task.path("id").asText())) {
          return task.path("id").asText();
        }
      }
    }
    throw new BenchmarkException("No run asked for its sign-off; see the platform's logs.");
  }

  /** The run when its first plan is trained: the search plans again then. */
  private static JsonNode awaitSecondPlan(StewardCommands steward, String run) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      JsonNode view = steward.ask("GET", "/api/runs/" + run);
      if (steps(view, "plan-candidates").size() > 1) {
        return view;
      }
      pause();
    }
    throw new BenchmarkException(run + " did not end its training; see the workers' logs.");
  }

  /** The run's finished steps of this name, in the order in which they ended. */
  private static List<JsonNode> steps(JsonNode view, String name) {
    List<JsonNode> steps = new ArrayList<>();
    for (JsonNode stage : view.path("stages")) {
      for (JsonNode step : stage.path("steps")) {
        if (step.path("step").asText().equals(name)) {
          steps.add(step);
        }
      }
    }
    steps.sort(Comparator.comparing(WorkersBenchmark::end));
    return steps;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("Interrupted.", e);
    }
  }

  private static Path charter(Path csv) {
    try {
      return Files.writeString(
          csv.resolveSibling("workers-charter.yaml"),
          BenchCharter.yaml(csv.getFileName().toString())
              + "budget: {candidates: %d, training-time: PT20M}\n".formatted(CANDIDATES));
    } catch (IOException e) {
      throw new BenchmarkException("The charter cannot be written: " + e.getMessage(), e);
    }
  }
}
