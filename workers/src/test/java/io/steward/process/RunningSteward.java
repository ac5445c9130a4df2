package io.steward.process;

import io.steward.deployment.ModelServerClient;
import io.steward.platform.ChildName;
import io.steward.platform.Platform;
import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import java.net.URI;

/** A whole Steward, as {@code ./steward up} starts it, on ports of its own. */
public final class RunningSteward implements AutoCloseable {
  private final PlatformSettings settings;

  RunningSteward(PlatformSettings settings) {
    this.settings = settings;
  }

  /** Starts what is not running. */
  void up() {
    Platform.start(settings, PlatformListener.SILENT);
  }

  /** A driver for a new run. */
  public RunDriver driver() {
    return new RunDriver(application(), tasklist());
  }

  URI application() {
    return local(settings.ports().application());
  }

  public URI tasklist() {
    return local(settings.ports().webapps());
  }

  URI modelServer() {
    return local(settings.ports().modelServer());
  }

  /** Whether the model server answers for the champion of this model. */
  boolean isServed(String model) {
    try (ModelServerClient client = new ModelServerClient(modelServer(), "")) {
      return client.ready(model, null);
    }
  }

  /** Ends one process at once, as a power cut would. */
  void kill(ChildName child) {
    Platform.at(settings).status().children().stream()
        .filter(status -> status.name() == child)
        .map(status -> status.pid())
        .filter(pid -> pid != null)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  @Override
  public void close() {
    Platform.at(settings).stop();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}
