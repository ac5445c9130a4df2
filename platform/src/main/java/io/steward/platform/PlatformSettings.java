package io.steward.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to start, and where.
 *
 * @param home the project's folder, in which the built modules are
 * @param data the folder that everything is kept in; emptied by {@code fresh}
 * @param ports the ports
 * @param store which store
 * @param withSteward whether the Steward application and the model server are started too
 * @param fresh whether to start with empty data
 * @param application further environment variables of the Steward application, for settings of it
 */
public record PlatformSettings(
    Path home,
    Path data,
    Ports ports,
    StoreKind store,
    boolean withSteward,
    boolean fresh,
    Map<String, String> application) {
  public PlatformSettings {
    application = Map.copyOf(application);
  }

  /** The settings of {@code ./steward up}: from the environment, or else the defaults. */
  public static PlatformSettings fromEnvironment() {
    return from(System.getenv(), Path.of("").toAbsolutePath());
  }

  /**
   * Settings from an environment: {@code STEWARD_HOME}, {@code STEWARD_DATA} (default {@code
   * .steward} in the home) and {@code STEWARD_PORT_OFFSET} (default 0).
   *
   * @param workingFolder where the search for the project's folder begins when it is not given
   */
  public static PlatformSettings from(Map<String, String> environment, Path workingFolder) {
    Path home = home(environment.get("STEWARD_HOME"), workingFolder);
    String data = environment.get("STEWARD_DATA");
    return new PlatformSettings(
        home,
        data == null || data.isBlank() ? home.resolve(".steward") : home.resolve(data).normalize(),
        Ports.offset(offset(environment.get("STEWARD_PORT_OFFSET"))),
        StoreKind.S3PROXY,
        true,
        false,
        Map.of());
  }

  /** What is unpacked and prepared once for all data folders. */
  public Path dist() {
    return home.resolve(".steward/dist");
  }

  /** The same with other data. */
  public PlatformSettings withData(Path folder) {
    return new PlatformSettings(
        home, folder.toAbsolutePath().normalize(), ports, store, withSteward, fresh, application);
  }

  /** The same on other ports. */
  public PlatformSettings withPorts(Ports others) {
    return new PlatformSettings(home, data, others, store, withSteward, fresh, application);
  }

  /** The same with another store. */
  public PlatformSettings withStore(StoreKind kind) {
    return new PlatformSettings(home, data, ports, kind, withSteward, fresh, application);
  }

  /** The same with this environment variable of the Steward application. */
  public PlatformSettings withApplication(String variable, String value) {
    Map<String, String> more = new TreeMap<>(application);
    more.put(variable, value);
    return new PlatformSettings(home, data, ports, store, withSteward, fresh, more);
  }

  /** The same without the Steward application and the model server. */
  public PlatformSettings platformOnly() {
    return new PlatformSettings(home, data, ports, store, false, fresh, application);
  }

  /** The same, starting with empty data or not. */
  public PlatformSettings withFresh(boolean empty) {
    return new PlatformSettings(home, data, ports, store, withSteward, empty, application);
  }

  private static Path home(@Nullable String given, Path workingFolder) {
    if (given != null && !given.isBlank()) {
      return workingFolder.resolve(given).normalize();
    }
    for (@Nullable Path at = workingFolder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("platform/opensearch/pom.xml"))) {
        return at;
      }
    }
    throw new PlatformException(
        "Steward's project folder was not found from "
            + workingFolder
            + ". Start ./steward in it, or set STEWARD_HOME to it.");
  }

  private static int offset(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return 0;
    }
    try {
      return Integer.parseInt(given.strip());
    } catch (NumberFormatException e) {
      throw new PlatformException(
          "STEWARD_PORT_OFFSET is '"
              + given
              + "', which is not a number. Set it to one such as 100.",
          e);
    }
  }
}
