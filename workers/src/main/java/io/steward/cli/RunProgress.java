package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Prints what is new in a run since it was last looked at. */
final class RunProgress {
  private final Output output;
  private final Set<String> steps = new HashSet<>();
  private final Set<Long> events = new HashSet<>();
  private String heading = "";

  RunProgress(Output output) {
    this.output = output;
  }

  void show(JsonNode run) {
    for (JsonNode stage : run.path("stages")) {
      String name = stage.path("stage").asText();
      for (JsonNode step : stage.path("steps")) {
        if (steps.add(step.path("step").asText() + step.path("finishedAt").asText())) {
          if (!name.equals(heading)) {
            output.line(name);
            heading = name;
          }
          step(step);
        }
      }
    }
    for (JsonNode event : run.path("events")) {
      if (events.add(event.path("number").asLong())
          && event.path("type").asText().startsWith("gate")) {
        JsonNode facts = event.path("facts");
        output.line(
            "  gate      " + facts.path("outcome").asText() + ": " + facts.path("reason").asText());
      }
    }
  }

  private void step(JsonNode step) {
    output.line(
        String.format(
            Locale.ROOT,
            "  done      %-22s %6.1f s  %s",
            step.path("step").asText(),
            step.path("millis").asLong() / 1000.0,
            brief(step.path("result").asText())));
  }

  private static String brief(String digest) {
    return digest.length() > 19 ? digest.substring(0, 19) + "…" : digest;
  }
}
