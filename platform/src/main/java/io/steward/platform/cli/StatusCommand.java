package io.steward.platform.cli;

import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformSettings;
import io.steward.platform.PlatformStatus;
import picocli.CommandLine.Command;

/** Shows how each process is. */
@Command(
    name = "status",
    description = "Show how each process is; exit code 3 if none runs, 1 if one is missing.",
    mixinStandardHelpOptions = true)
public final class StatusCommand extends PlatformCommand {

  @Override
  int run() {
    PlatformStatus status = Platform.at(PlatformSettings.fromEnvironment()).status();
    StatusDocument document = new StatusDocument(status);
    for (ChildStatus child : status.children()) {
      say(StatusDocument.line(child));
    }
    document.links().forEach(this::say);
    print(document.json());
    if (!status.anyRunning()) {
      say("The platform is not running. Start it with ./steward up.");
      return ABSENT;
    }
    if (!status.ready()) {
      say("Not everything answers. Run ./steward up, which starts what is missing.");
      return FAILED;
    }
    return DONE;
  }
}
