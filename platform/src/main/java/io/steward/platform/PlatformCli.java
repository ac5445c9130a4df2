package io.steward.platform;

import io.steward.platform.cli.DoctorCommand;
import io.steward.platform.cli.DownCommand;
import io.steward.platform.cli.PrepareCommand;
import io.steward.platform.cli.StatusCommand;
import io.steward.platform.cli.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The platform's commands on their own, for when the whole command line is not built. */
@Command(
    name = "steward",
    description = "Runs Steward's embedded platform.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      PrepareCommand.class
    })
public final class PlatformCli {

  private PlatformCli() {}

  /** Runs one command and ends the program with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PlatformCli()).execute(args));
  }
}
