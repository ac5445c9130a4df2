package io.steward.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one run: its stages with times, decisions and digests. */
@Command(name = "show", description = "Show a run: stages with times, decisions and digests.")
final class ShowCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(paramLabel = "RUN", description = "The run, for example run-2251799813685251.")
  private String run;

  @Override
  public void run() {
    var view = connection.api().run(run);
    output.value(view);
    new RunText(output).print(view);
  }
}
