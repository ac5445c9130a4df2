package io.steward.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one run: its stages with times, decisions and digests, and what training came to. */
@Command(
    name = "show",
    description = "Show a run: stages with times, decisions, digests and the leaderboard.")
final class ShowCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(paramLabel = "RUN", description = "The run, for example run-2251799813685251.")
  private String run;

  @Override
  public void run() {
    StewardApi api = connection.api();
    ObjectNode view = (ObjectNode) api.run(run);
    List<String> done = view.path("stages").findValuesAsText("step");
    if (done.contains("select-model")) {
      view.set("leaderboard", api.leaderboard(run));
      view.set("provenance", api.provenance(run));
    }
    if (done.contains("trace-learning")) {
      view.set("curves", api.curves(run));
    }
    output.value(view);
    new RunText(output).print(view);
    new TrainingText(output).print(view);
  }
}
