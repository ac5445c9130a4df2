package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints what is new in a run since it was last looked at. */
final class RunProgress {
  private final Output output;
  private final Map<String, Integer> shown = new HashMap<>();
  private final Set<Long> events = new HashSet<>();

  RunProgress(Output output) {
    this.output = output;
  }

  void show(JsonNode run) {
    for (JsonNode stage : run.path("stages")) {
      String name = stage.path("stage").asText();
      JsonNode steps = stage.path("steps");
      int known = shown.getOrDefault(name, 0);
      if (known == 0 && !steps.isEmpty()) {
        output.line(name);
      }
      for (int index = known; index < steps.size(); index++) {
        output.line(
            String.format(
                Locale.ROOT,
                "  done      %-22s %6.1f s  %s",
                steps.get(index).path("step").asText(),
                steps.get(index).path("millis").asLong() / 1000.0,
                brief(steps.get(index).path("result").asText())));
      }
      shown.put(name, steps.size());
    }
    for (JsonNode event : run.path("events")) {
      if (events.add(event.path("number").asLong())
          && event.path("type").asText().startsWith("gate")) {
        output.line("  gate      " + event.path("facts"));
      }
    }
  }

  private static String brief(String digest) {
    return digest.length() > 19 ? digest.substring(0, 19) + "…" : digest;
  }
}
