package io.steward.platform.cli;

import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import io.steward.platform.PlatformStatus;
import io.steward.platform.StoreKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what is not running. */
@Command(
    name = "up",
    description = "Start the platform and Steward; returns when everything answers.",
    mixinStandardHelpOptions = true)
public final class UpCommand extends PlatformCommand {

  @Option(names = "--fresh", description = "start with empty data")
  private boolean fresh;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "s3proxy (default) or minio",
      defaultValue = "s3proxy")
  private String store = "s3proxy";

  @Option(
      names = "--platform-only",
      description = "without the Steward application and the model server")
  private boolean platformOnly;

  @Override
  int run() {
    PlatformSettings settings =
        PlatformSettings.fromEnvironment().withStore(StoreKind.parse(store)).withFresh(fresh);
    Progress progress = new Progress();
    long begin = System.nanoTime();
    Platform platform = Platform.start(platformOnly ? settings.platformOnly() : settings, progress);
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    PlatformStatus status = platform.status();
    StatusDocument document = new StatusDocument(status);
    say(String.format(Locale.ROOT, "Up in %.1f s, %d MB.", seconds, status.residentMegabytes()));
    document.links().forEach(this::say);
    say("  Demo users    owner, engineer, steward, validator, auditor, demo (password = name)");
    Map<String, Object> json = new LinkedHashMap<>(document.json());
    json.put("seconds", seconds);
    json.put("notes", progress.notes);
    print(json);
    return status.ready() ? DONE : FAILED;
  }

  private final class Progress implements PlatformListener {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void note(String message) {
      notes.add(message);
      say(message);
    }

    @Override
    public void ready(ChildStatus child, Duration since) {
      say(
          String.format(
              Locale.ROOT,
              "  %-22s port %-6d %5.1f s",
              child.name().title(),
              child.port(),
              since.toMillis() / 1000.0));
    }
  }
}
