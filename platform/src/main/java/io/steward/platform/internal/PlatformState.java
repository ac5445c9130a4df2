package io.steward.platform.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.steward.platform.PlatformException;
import io.steward.platform.Ports;
import io.steward.platform.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * With what the platform of a data folder was last started, so that {@code status} and {@code down}
 * need no options.
 *
 * @param ports its ports
 * @param store its store
 * @param withSteward whether the application and the model server were wanted
 */
public record PlatformState(Ports ports, StoreKind store, boolean withSteward) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads it; empty if there is none. */
  public static Optional<PlatformState> read(Folders folders) {
    Path file = file(folders);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), PlatformState.class));
    } catch (IOException e) {
      // Written by another version or cut short: the processes are still found by their pid files.
      return Optional.empty();
    }
  }

  /** Writes it. */
  public void write(Folders folders) {
    try {
      Files.write(file(folders), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    } catch (IOException e) {
      throw new PlatformException(
          "The file "
              + file(folders)
              + " cannot be written ("
              + e.getMessage()
              + "). Check its owner.",
          e);
    }
  }

  private static Path file(Folders folders) {
    return folders.run().resolve("platform.json");
  }
}
