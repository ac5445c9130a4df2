package io.steward.platform.cli;

import io.steward.platform.ChildName;
import io.steward.platform.Platform;
import io.steward.platform.PlatformSettings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Stops everything. */
@Command(
    name = "down",
    description = "Stop everything; the data stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand extends PlatformCommand {

  @Override
  int run() {
    List<ChildName> stopped = Platform.at(PlatformSettings.fromEnvironment()).stop();
    say(
        stopped.isEmpty()
            ? "Nothing was running."
            : "Stopped: "
                + String.join(", ", stopped.stream().map(ChildName::title).toList())
                + ".");
    print(Map.of("ok", true, "stopped", stopped.stream().map(ChildName::id).toList()));
    return DONE;
  }
}
