package io.steward.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    boolean selected = view.path("stages").findValuesAsText("step").contains("select-model");
    if (selected) {
      view.set("leaderboard", api.leaderboard(run));
    }
    output.value(view);
    new RunText(output).print(view);
    if (selected) {
      new TrainingText(output).leaderboard(view.path("leaderboard"));
    }
  }
}
