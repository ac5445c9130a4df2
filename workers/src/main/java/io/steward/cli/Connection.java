package io.steward.cli;

import io.steward.platform.Platform;
import io.steward.platform.PlatformException;
import io.steward.platform.PlatformSettings;
import io.steward.platform.Ports;
import io.steward.tasklist.TasklistClient;
import java.net.URI;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Where the parts of a running platform are, and as whom a command speaks to them. */
final class Connection {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "The user to act as (default: ${DEFAULT-VALUE}). The password is read from the environment"
              + " variable STEWARD_PASSWORD; for the demo users it is their name.",
      defaultValue = "engineer")
  private String user;

  String user() {
    return user;
  }

  StewardApi api() {
    return new StewardApi(application(), user, password(user));
  }

  TasklistClient tasklist() {
    return tasklistAs(user);
  }

  /** Tasklist as one of the demo users. */
  TasklistClient tasklistAs(String name) {
    return new TasklistClient(tasklistAddress(), name, password(name));
  }

  URI application() {
    return address("STEWARD_URL", Ports::application);
  }

  URI tasklistAddress() {
    return address("STEWARD_TASKLIST_URL", Ports::webapps);
  }

  URI modelServer() {
    return address("STEWARD_SERVING_URL", Ports::modelServer);
  }

  private String password(String name) {
    return name.equals(user)
        ? Optional.ofNullable(System.getenv("STEWARD_PASSWORD")).orElse(name)
        : name;
  }

  private static URI address(String variable, ToIntFunction<Ports> port) {
    String configured = System.getenv(variable);
    if (configured != null) {
      return URI.create(configured.endsWith("/") ? configured : configured + "/");
    }
    return URI.create("http://127.0.0.1:" + port.applyAsInt(ports()) + "/");
  }

  /** The ports with which the platform of this project was last started. */
  private static Ports ports() {
    try {
      return Platform.at(PlatformSettings.fromEnvironment()).settings().ports();
    } catch (PlatformException e) {
      throw CliFailure.noPlatform(String.valueOf(e.getMessage()));
    }
  }
}
