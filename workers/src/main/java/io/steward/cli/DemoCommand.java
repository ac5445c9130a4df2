package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.charter.DataSource;
import io.steward.data.DataException;
import io.steward.data.TablePreview;
import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformException;
import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole lifecycle on real data: starts what is needed, and ends when the model answers. */
@Command(
    name = "demo",
    description = {
      "Run the whole lifecycle on an example or on your own charter.",
      "The approvals are done through Tasklist by the demo users. Exit code 0 if the model is live."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(700);
  private static final int SHOWN_ROWS = 3;

  /** After so long without news somebody should look. */
  private static final Duration QUIET = Duration.ofMinutes(3);

  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(
      arity = "0..1",
      paramLabel = "credit-risk|churn|house-prices|CHARTER",
      description = "An example, or a charter file (default: ${DEFAULT-VALUE}).",
      defaultValue = "credit-risk")
  private String what;

  @Option(names = "--manual", description = "Leave the approvals to people in the browser.")
  private boolean manual;

  @Override
  public Integer call() {
    long begin = System.nanoTime();
    PlatformSettings settings = PlatformSettings.fromEnvironment();
    CharterFile charter = CharterFile.read(charterPath(settings.home()));
    bringUp(settings);
    JsonNode started = StartCommand.start(connection.api(), charter);
    String run = started.path("run").asText();
    output.line("");
    output.line(
        "Run "
            + run
            + ": "
            + charter.charter().title()
            + " (started by "
            + connection.user()
            + ")");
    if (manual) {
      output.line("Approve in Tasklist: " + connection.tasklistAddress() + "tasklist");
    }
    JsonNode end = follow(run);
    String outcome = end.path("outcome").asText();
    List<Map<String, String>> predictions = outcome.equals("live") ? predict(charter) : List.of();
    report(end, started, charter, predictions, Duration.ofNanos(System.nanoTime() - begin));
    boolean answered = !predictions.isEmpty() || charter.data() == null;
    return outcome.equals("live") && answered ? 0 : CliFailure.FAILED;
  }

  private Path charterPath(Path home) {
    Path example = home.resolve("examples").resolve(what).resolve("charter.yaml");
    return !what.contains(".") && Files.isRegularFile(example) ? example : Path.of(what);
  }

  private void bringUp(PlatformSettings settings) {
    try {
      if (!Platform.at(settings).status().ready()) {
        output.line("Starting the platform …");
        Platform.start(settings, new Progress());
      }
    } catch (PlatformException e) {
      throw CliFailure.noPlatform(String.valueOf(e.getMessage()));
    }
  }

  /** Watches the run until it has ended; answers its tasks unless people do. */
  private JsonNode follow(String run) {
    StewardApi api = connection.api();
    DemoApprovals approvals = new DemoApprovals(connection, output);
    RunProgress progress = new RunProgress(output);
    Instant lastNews = Instant.now();
    while (true) {
      JsonNode view = api.runIfOpened(run);
      if (progress.show(view)) {
        lastNews = Instant.now();
      } else if (lastNews.plus(QUIET).isBefore(Instant.now())) {
        output.line(
            "  waiting   Nothing is new for "
                + QUIET.toMinutes()
                + " minutes. If Operate shows an incident, mend its cause and retry it there: "
                + connection.tasklistAddress()
                + "operate");
        lastNews = Instant.now();
      }
      if (!view.path("outcome").asText("running").equals("running")) {
        return view;
      }
      if (manual) {
        approvals.announce(run);
      } else {
        approvals.answer(run);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliFailure.failed("Interrupted. The run goes on; see ./steward runs.");
    }
  }

  private List<Map<String, String>> predict(CharterFile charter) {
    Path file = charter.data();
    if (file == null) {
      output.line("No predictions are shown: the data are not on this machine.");
      return List.of();
    }
    CsvTable few = firstRows(file, charter.charter().source());
    try (Predictor predictor = new Predictor(connection.modelServer())) {
      CsvTable answered = predictor.predict(charter.charter().name(), few);
      return answered.rows().stream()
          .map(row -> answers(answered.header(), row, few.header().size()))
          .toList();
    }
  }

  private static CsvTable firstRows(Path file, DataSource source) {
    try (ShortEngine engine = ShortEngine.start()) {
      return CsvTable.of(new TablePreview(engine.engine()).first(file, source, SHOWN_ROWS));
    } catch (DataException | IOException e) {
      throw CliFailure.failed("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private static Map<String, String> answers(List<String> header, List<String> row, int from) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (int column = from; column < header.size(); column++) {
      answers.put(header.get(column), row.get(column));
    }
    return answers;
  }

  private void report(
      JsonNode end,
      JsonNode started,
      CharterFile charter,
      List<Map<String, String>> predictions,
      Duration took) {
    String outcome = end.path("outcome").asText();
    String endpoint = connection.modelServer() + "v2/models/" + charter.charter().name();
    output.value(
        Map.of("run", end, "predictions", predictions, "seconds", took.toMillis() / 1000.0));
    output.line("");
    output.line("Outcome: " + outcome + " " + end.path("reason").asText());
    for (int row = 0; row < predictions.size(); row++) {
      output.line("  prediction for row " + (row + 1) + ": " + predictions.get(row));
    }
    output.line("");
    output.line("  Run page        " + started.path("runPage").asText());
    output.line("  Tasklist        " + connection.tasklistAddress() + "tasklist");
    output.line(
        "  Operate         "
            + connection.tasklistAddress()
            + "operate/processes/"
            + started.path("processInstanceKey").asText());
    output.line("  Model endpoint  " + endpoint + "/infer");
    output.line(String.format(Locale.ROOT, "Done in %.0f s.", took.toMillis() / 1000.0));
  }

  private final class Progress implements PlatformListener {
    @Override
    public void note(String message) {
      output.line(message);
    }

    @Override
    public void ready(ChildStatus child, Duration since) {
      output.line(
          String.format(
              Locale.ROOT, "  %-20s %5.1f s", child.name().title(), since.toMillis() / 1000.0));
    }
  }
}
