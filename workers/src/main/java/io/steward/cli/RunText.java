package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in words. */
final class RunText {
  private final Output output;

  RunText(Output output) {
    this.output = output;
  }

  void print(JsonNode run) {
    output.line(
        run.path("run").asText() + ": " + run.path("title").asText("(charter with faults)"));
    output.line(
        "  started "
            + run.path("startedAt").asText()
            + " by "
            + run.path("requestedBy").asText()
            + ", charter "
            + run.path("charter").asText());
    output.line("  " + run.path("outcome").asText() + " " + run.path("reason").asText());
    for (JsonNode stage : run.path("stages")) {
      stage(stage);
    }
    new ProgressText(output, Instant.now()).print(run.path("training"));
    budget(run.path("budget"));
    output.line("");
    output.line("Ledger");
    for (JsonNode event : run.path("events")) {
      output.line(
          "  "
              + event.path("at").asText()
              + "  "
              + event.path("type").asText()
              + " by "
              + event.path("actor").asText()
              + "  "
              + facts(event.path("facts")));
    }
  }

  private void budget(JsonNode lines) {
    if (lines.isEmpty()) {
      return;
    }
    output.line("");
    output.line("Budget of training");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode line : lines) {
      rows.add(
          List.of(
              " ",
              line.path("name").asText(),
              line.path("used").asText(),
              "of " + line.path("allowed").asText(),
              line.path("state").asText()));
    }
    output.table(rows);
  }

  private void stage(JsonNode stage) {
    output.line("");
    output.line(stage.path("stage").asText() + "  " + seconds(stage.path("millis").asLong()));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode step : stage.path("steps")) {
      rows.add(
          List.of(
              " ",
              step.path("step").asText(),
              seconds(step.path("millis").asLong()),
              step.path("result").asText()));
    }
    output.table(rows);
  }

  private static String facts(JsonNode facts) {
    return facts.properties().stream()
        .map(fact -> fact.getKey() + "=" + text(fact))
        .collect(Collectors.joining(" "));
  }

  private static String text(Map.Entry<String, JsonNode> fact) {
    JsonNode value = fact.getValue();
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
