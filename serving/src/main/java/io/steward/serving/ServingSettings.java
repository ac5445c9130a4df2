package io.steward.serving;

import io.steward.artifact.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server is started with.
 *
 * @param store where bundles are and the request log goes
 * @param host the address to listen on; loopback unless told otherwise
 * @param port 0 for any free one
 * @param adminToken what the admin interface asks for; null keeps it closed
 * @param publicKey the PEM file of the key that bundles must be signed with
 * @param natives a folder to unpack native libraries into once; null leaves it to the library,
 *     which uses the temporary folder at each start
 * @param warmUp how long the server asks itself before it says that it is ready
 */
public record ServingSettings(
    StoreSettings store,
    String host,
    int port,
    @Nullable String adminToken,
    Path publicKey,
    @Nullable Path natives,
    Duration warmUp) {

  private static final int SHORTEST_TOKEN = 16;
  private static final Duration WARM_UP = Duration.ofMillis(2500);

  /**
   * Reads the environment: {@code STEWARD_STORE_ENDPOINT}, {@code _REGION} (us-east-1), {@code
   * _BUCKET} (steward), {@code _ACCESS_KEY}, {@code _SECRET_KEY}; {@code STEWARD_SERVING_HOST}
   * (127.0.0.1), {@code STEWARD_SERVING_PORT} (8090), {@code STEWARD_SERVING_ADMIN_TOKEN}; {@code
   * STEWARD_PUBLIC_KEY}; {@code STEWARD_DATA}.
   *
   * @throws IllegalArgumentException that lists all faults
   */
  public static ServingSettings of(Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    String endpoint = required(environment, "STEWARD_STORE_ENDPOINT", faults);
    String accessKey = required(environment, "STEWARD_STORE_ACCESS_KEY", faults);
    String secretKey = required(environment, "STEWARD_STORE_SECRET_KEY", faults);
    String publicKey = required(environment, "STEWARD_PUBLIC_KEY", faults);
    int port = port(environment.getOrDefault("STEWARD_SERVING_PORT", "8090"), faults);
    String token = environment.getOrDefault("STEWARD_SERVING_ADMIN_TOKEN", "").strip();
    if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
      faults.add("STEWARD_SERVING_ADMIN_TOKEN is shorter than " + SHORTEST_TOKEN + " characters");
    }
    StoreSettings store = null;
    if (faults.isEmpty()) {
      try {
        store =
            new StoreSettings(
                URI.create(endpoint),
                environment.getOrDefault("STEWARD_STORE_REGION", "us-east-1"),
                environment.getOrDefault("STEWARD_STORE_BUCKET", "steward"),
                accessKey,
                secretKey);
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
    }
    if (store == null || !faults.isEmpty()) {
      throw new IllegalArgumentException(
          "The model server cannot start: " + String.join("; ", faults) + ".");
    }
    String data = environment.get("STEWARD_DATA");
    return new ServingSettings(
        store,
        environment.getOrDefault("STEWARD_SERVING_HOST", "127.0.0.1"),
        port,
        token.isEmpty() ? null : token,
        Path.of(publicKey),
        data == null || data.isBlank() ? null : Path.of(data, "natives"),
        WARM_UP);
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "ServingSettings[store="
        + store
        + ", host="
        + host
        + ", port="
        + port
        + ", adminToken="
        + (adminToken == null ? "none" : "(hidden)")
        + ", publicKey="
        + publicKey
        + ", natives="
        + natives
        + ", warmUp="
        + warmUp
        + "]";
  }

  private static String required(
      Map<String, String> environment, String name, List<String> faults) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      faults.add("the environment variable " + name + " is not set");
    }
    return value;
  }

  private static int port(String text, List<String> faults) {
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    faults.add("STEWARD_SERVING_PORT is '" + text + "', which is no port (0 to 65535)");
    return 0;
  }
}
