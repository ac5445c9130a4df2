package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs. */
@Command(name = "runs", description = "List the lifecycle runs, newest first.")
final class RunsCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Override
  public void run() {
    JsonNode runs = connection.api().runs();
    output.value(runs);
    if (runs.isEmpty()) {
      output.line("No run yet. Start one: ./steward start examples/credit-risk/charter.yaml");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RUN", "MODEL", "STARTED", "BY", "OUTCOME"));
    for (JsonNode run : runs) {
      rows.add(
          List.of(
              run.path("run").asText(),
              run.path("modelName").asText("-"),
              run.path("startedAt").asText(),
              run.path("requestedBy").asText(),
              run.path("outcome").asText("running")));
    }
    output.table(rows);
  }
}
