package io.steward.cli;

import io.steward.tasklist.TasklistClient;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the parts of a running platform are, and as whom a command speaks to them. */
final class Connection {
  private static final int APPLICATION = 8085;
  private static final int WEB_APPLICATIONS = 8080;
  private static final int MODEL_SERVER = 8090;

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
    return address("STEWARD_URL", APPLICATION);
  }

  URI tasklistAddress() {
    return address("STEWARD_TASKLIST_URL", WEB_APPLICATIONS);
  }

  URI modelServer() {
    return address("STEWARD_SERVING_URL", MODEL_SERVER);
  }

  private String password(String name) {
    return name.equals(user)
        ? Optional.ofNullable(System.getenv("STEWARD_PASSWORD")).orElse(name)
        : name;
  }

  private static URI address(String variable, int port) {
    String configured = System.getenv(variable);
    if (configured != null) {
      return URI.create(configured.endsWith("/") ? configured : configured + "/");
    }
    return URI.create("http://127.0.0.1:" + (port + portOffset()) + "/");
  }

  private static int portOffset() {
    String offset = System.getenv("STEWARD_PORT_OFFSET");
    try {
      return offset == null ? 0 : Integer.parseInt(offset);
    } catch (NumberFormatException e) {
      throw CliFailure.usage("STEWARD_PORT_OFFSET must be a number, but is '" + offset + "'.");
    }
  }
}
