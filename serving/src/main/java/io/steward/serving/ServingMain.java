package io.steward.serving;

import io.steward.artifact.MinioArtifactStore;
import io.steward.bundle.BundleException;
import java.net.BindException;
import java.time.Clock;

/**
 * Starts the model server as a process of its own. Settings come from the environment, see {@link
 * ServingSettings#of}. Exit codes: 1 it cannot listen, 2 a setting is wrong.
 */
public final class ServingMain {
  private ServingMain() {}

  public static void main(String[] arguments) {
    ServingSettings settings;
    try {
      settings = ServingSettings.of(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      ModelServer server =
          ModelServer.start(
              settings, () -> new MinioArtifactStore(settings.store()), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    } catch (BundleException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (RuntimeException e) {
      System.err.println(why(e, settings));
      System.exit(1);
    }
  }

  private static String why(Throwable fault, ServingSettings settings) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "The model server cannot listen on "
            + settings.host()
            + ":"
            + settings.port()
            + ": the port is taken or the address is not this machine's. Stop what uses it, or set"
            + " STEWARD_SERVING_PORT.";
      }
    }
    return "The model server cannot start: " + fault.getMessage();
  }
}
