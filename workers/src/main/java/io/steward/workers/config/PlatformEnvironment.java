package io.steward.workers.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the platform tells its children through the environment, as properties that {@code
 * config/application.yaml} refers to as {@code ${platform.…}}. Without any of it the defaults of a
 * machine with one Steward apply.
 */
public final class PlatformEnvironment {
  private static final int GRPC = 26500;
  private static final int REST = 8088;
  private static final int WEBAPPS = 8080;
  private static final int STORE = 9000;
  private static final int APPLICATION = 8085;
  private static final int MODEL_SERVER = 8090;

  private PlatformEnvironment() {}

  /**
   * The properties, from these environment variables: {@code STEWARD_HOME}, {@code STEWARD_DATA},
   * {@code STEWARD_PORT_OFFSET}, {@code STEWARD_ENGINE_GRPC}, {@code STEWARD_ENGINE_REST}, {@code
   * STEWARD_STORE_ENDPOINT}, {@code STEWARD_STORE_REGION}, {@code STEWARD_STORE_BUCKET}, {@code
   * STEWARD_MODEL_SERVER_URL}, {@code STEWARD_PUBLIC_URL} (or {@code STEWARD_URL}), {@code
   * STEWARD_SECRETS}, {@code STEWARD_LEDGER_ANCHOR}.
   *
   * @throws IllegalArgumentException if the port offset is not a number
   */
  public static Map<String, Object> properties(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("STEWARD_HOME", ".")).toAbsolutePath().normalize();
    Path data =
        home.resolve(environment.getOrDefault("STEWARD_DATA", ".steward"))
            .toAbsolutePath()
            .normalize();
    int offset = offset(environment.getOrDefault("STEWARD_PORT_OFFSET", "0"));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("platform.home", home.toString());
    properties.put("platform.data", data.toString());
    properties.put(
        "platform.secrets",
        environment.getOrDefault("STEWARD_SECRETS", data.resolve("secrets").toString()));
    properties.put(
        "platform.anchor",
        environment.getOrDefault("STEWARD_LEDGER_ANCHOR", data.resolve("anchor").toString()));
    properties.put("platform.application-port", APPLICATION + offset);
    properties.put(
        "platform.engine-grpc",
        environment.getOrDefault("STEWARD_ENGINE_GRPC", local(GRPC + offset)));
    properties.put(
        "platform.engine-rest",
        environment.getOrDefault("STEWARD_ENGINE_REST", local(REST + offset)));
    properties.put("platform.webapps", local(WEBAPPS + offset));
    properties.put(
        "platform.store-endpoint",
        environment.getOrDefault("STEWARD_STORE_ENDPOINT", local(STORE + offset)));
    properties.put(
        "platform.store-region", environment.getOrDefault("STEWARD_STORE_REGION", "us-east-1"));
    properties.put(
        "platform.store-bucket", environment.getOrDefault("STEWARD_STORE_BUCKET", "steward"));
    properties.put(
        "platform.serving-url",
        first(
            environment,
            local(MODEL_SERVER + offset),
            "STEWARD_MODEL_SERVER_URL",
            "STEWARD_SERVING_URL"));
    properties.put(
        "platform.public-url",
        first(environment, local(APPLICATION + offset), "STEWARD_PUBLIC_URL", "STEWARD_URL"));
    return properties;
  }

  private static String first(Map<String, String> environment, String otherwise, String... names) {
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return otherwise;
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static int offset(String text) {
    try {
      int offset = Integer.parseInt(text.strip());
      if (offset >= 0 && offset <= 30_000) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        "STEWARD_PORT_OFFSET is '"
            + text
            + "', but must be a whole number from 0 to 30000. Correct or remove it.");
  }
}
