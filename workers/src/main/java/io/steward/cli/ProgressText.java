package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far the training of a run is, in words. */
final class ProgressText {
  private final Output output;
  private final Instant now;

  ProgressText(Output output, Instant now) {
    this.output = output;
    this.now = now;
  }

  /** Prints it; nothing if there is no training yet. */
  void print(JsonNode training) {
    if (!training.isObject()) {
      return;
    }
    output.line("");
    output.line(
        "Candidates  %d of %d planned done, %d being trained, %d waiting, %d broken off"
            .formatted(
                training.path("done").size(),
                training.path("planned").asInt(),
                training.path("running").size(),
                training.path("waiting").asInt(),
                training.path("brokenOff").size()));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode done : training.path("done")) {
      rows.add(
          row(
              done,
              "done",
              done.path("usable").asBoolean()
                  ? score(done, training.path("metric").asText())
                  : "not usable: " + done.path("reason").asText(),
              seconds(Duration.ofMillis(done.path("millis").asLong()))));
    }
    for (JsonNode running : training.path("running")) {
      rows.add(
          row(
              running,
              String.format(Locale.ROOT, "%.0f %%", 100 * running.path("share").asDouble()),
              running.path("doing").asText() + ", by " + running.path("worker").asText(),
              seconds(Duration.between(Instant.parse(running.path("since").asText()), now))));
    }
    output.table(rows);
  }

  private static List<String> row(JsonNode candidate, String state, String what, String time) {
    return List.of(" ", candidate.path("candidate").asText(), state, time, what);
  }

  private static String score(JsonNode done, String metric) {
    return String.format(
        Locale.ROOT,
        "%s %.4f ± %.4f",
        metric.toLowerCase(Locale.ROOT).replace('_', '-'),
        done.path("score").asDouble(),
        done.path("standardError").asDouble());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
  }
}
