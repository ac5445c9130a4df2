package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts a lifecycle run. */
@Command(
    name = "start",
    description = "Start a lifecycle run with a charter; a data file it names is handed in.")
final class StartCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(paramLabel = "CHARTER", description = "The charter, for example charter.yaml.")
  private Path charter;

  @Override
  public void run() {
    JsonNode started = start(connection.api(), CharterFile.read(charter));
    output.value(started);
    output.line("Started " + started.path("run").asText() + ".");
    output.line("Follow it: " + started.path("runPage").asText());
    output.line("Tasks wait in Tasklist: " + connection.tasklistAddress() + "tasklist");
  }

  /** Hands in the data, if they are a file of this machine, and starts the run. */
  static JsonNode start(StewardApi api, CharterFile charter) {
    Path data = charter.data();
    Path contract = charter.contract();
    return api.start(
        charter.text(),
        data == null ? null : api.upload(data),
        contract == null ? null : api.upload(contract));
  }
}
