package io.steward.platform.cli;

import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;

/** Makes later starts quick; the launcher runs it after the first build. */
@Command(
    name = "prepare",
    description = "Record what the servers load, so that they start in half the time.",
    mixinStandardHelpOptions = true)
public final class PrepareCommand extends PlatformCommand {

  @Override
  int run() {
    boolean done =
        Platform.prepare(
            PlatformSettings.fromEnvironment(),
            new PlatformListener() {
              @Override
              public void note(String message) {
                say(message);
              }

              @Override
              public void ready(ChildStatus child, Duration since) {}
            });
    print(Map.of("ok", true, "prepared", done));
    return DONE;
  }
}
