package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints what is new in a run since it was last looked at, in the order in which it happened. */
final class RunProgress {
  private static final String GATE_STAGE = "Model evaluation";

  private final Output output;
  private final Set<String> shown = new HashSet<>();
  private String heading = "";

  RunProgress(Output output) {
    this.output = output;
  }

  /** Something that happened in a stage, and the line that tells it. */
  private record News(Instant at, String stage, String line) {}

  /** Prints what is new; returns whether there was anything. */
  boolean show(JsonNode run) {
    List<News> news = new ArrayList<>();
    for (JsonNode stage : run.path("stages")) {
      for (JsonNode step : stage.path("steps")) {
        if (shown.add(step.path("step").asText() + step.path("finishedAt").asText())) {
          news.add(
              new News(
                  Instant.parse(step.path("finishedAt").asText()),
                  stage.path("stage").asText(),
                  step(step)));
        }
      }
    }
    for (JsonNode event : run.path("events")) {
      if (event.path("type").asText().startsWith("gate")
          && shown.add("event " + event.path("number").asLong())) {
        news.add(new News(Instant.parse(event.path("at").asText()), GATE_STAGE, gate(event)));
      }
    }
    news.sort(Comparator.comparing(News::at));
    news.forEach(this::print);
    return !news.isEmpty();
  }

  private void print(News news) {
    if (!news.stage().equals(heading)) {
      output.line(news.stage());
      heading = news.stage();
    }
    output.line(news.line());
  }

  private static String gate(JsonNode event) {
    JsonNode facts = event.path("facts");
    return "  gate      " + facts.path("outcome").asText() + ": " + facts.path("reason").asText();
  }

  private static String step(JsonNode step) {
    return String.format(
        Locale.ROOT,
        "  done      %-22s %6.1f s  %s",
        step.path("step").asText(),
        step.path("millis").asLong() / 1000.0,
        brief(step.path("result").asText()));
  }

  private static String brief(String digest) {
    return digest.length() > 19 ? digest.substring(0, 19) + "…" : digest;
  }
}
