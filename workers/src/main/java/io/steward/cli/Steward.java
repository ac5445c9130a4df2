package io.steward.cli;

import io.steward.platform.cli.DoctorCommand;
import io.steward.platform.cli.DownCommand;
import io.steward.platform.cli.StatusCommand;
import io.steward.platform.cli.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line's root: {@code ./steward COMMAND}. */
@Command(
    name = "steward",
    mixinStandardHelpOptions = true,
    version = "Steward 0.1.0",
    description = "Runs the machine-learning lifecycle as a governed business process.",
    footer = {
      "",
      "Exit codes: 0 done, 1 the thing asked about failed, 2 wrong usage, 3 the platform is not"
          + " there."
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      DemoCommand.class,
      InitCommand.class,
      StartCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      TasksCommand.class,
      CompleteCommand.class,
      ModelsCommand.class,
      ContractCommand.class,
      PredictCommand.class,
      VerifyCommand.class,
      WorkerCommand.class
    })
public final class Steward {
  private Steward() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Steward());
    root.getSubcommands().values().forEach(Steward::explainable);
    return root.setExecutionExceptionHandler(Steward::explain)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Lets a command answer {@code --help}, unless it does already. */
  private static void explainable(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help message and exit.")
              .build());
    }
  }

  private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof CliFailure expected) {
      err.println(expected.getMessage());
      return expected.exitCode();
    }
    err.println(
        "This should not happen: "
            + failure
            + ". Run it again with STEWARD_DEBUG=1 to see where, and report it.");
    if (System.getenv("STEWARD_DEBUG") != null) {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }
}
