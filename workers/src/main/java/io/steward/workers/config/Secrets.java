package io.steward.workers.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets: from the environment ({@code STEWARD_STORE_ACCESS_KEY} for {@code
 * store-access-key}) or else from the file of that name in the secrets folder. A value never
 * appears in a message.
 */
public final class Secrets {
  private final Path folder;
  private final Map<String, String> environment;

  public Secrets(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** The secret, or nothing if neither the variable nor the file is there. */
  public Optional<String> find(String name) {
    String value = environment.get(variable(name));
    if (value != null && !value.isBlank()) {
      return Optional.of(value.strip());
    }
    Path file = file(name);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the secret file " + file + ".", e);
    }
  }

  /**
   * The secret.
   *
   * @throws MissingSecretException that says where it was looked for
   */
  public String get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new MissingSecretException(
                    "The secret '"
                        + name
                        + "' is missing. Put it into the file "
                        + file(name)
                        + " (readable by this user only) or into the environment variable "
                        + variable(name)
                        + ". './steward up' does that by itself."));
  }

  /** Where a secret's file lies, or should lie. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  private static String variable(String name) {
    return "STEWARD_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
