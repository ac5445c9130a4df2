package io.steward.data.contract;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data contracts of each model in versions: documents at {@code
 * contracts/<model>/versions/<n>.json}, written once and never changed; the text is a blob. Nothing
 * is kept in memory. Safe for use by many threads and processes.
 */
public final class ContractRegistry {
  private static final String JSON = "application/json";

  private final ArtifactStore store;
  private final Clock clock;

  public ContractRegistry(ArtifactStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A version of a model's contract.
   *
   * @param version from 1
   * @param text the digest of the blob with the YAML text
   * @param by who handed it in: a user name, or {@code process} for a proposal
   */
  public record ContractVersion(String model, int version, Digest text, String by, Instant at) {}

  /**
   * Keeps a text as the next version, unless it is what the latest version says already.
   *
   * @param model the model's name as a charter gives it
   * @param yaml a contract without faults
   */
  public ContractVersion register(String model, String yaml, String by) {
    Digest text = store.put(yaml.getBytes(StandardCharsets.UTF_8), "application/yaml");
    while (true) {
      List<ContractVersion> known = versions(model);
      if (!known.isEmpty() && known.getLast().text().equals(text)) {
        return known.getLast();
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      ContractVersion next = new ContractVersion(model, known.size() + 1, text, by, now);
      if (store.putIfAbsent(key(model, next.version()), Json.bytes(next), JSON)) {
        return next;
      }
    }
  }

  /** The versions of a model's contract, ascending; empty if it has none. */
  public List<ContractVersion> versions(String model) {
    List<ContractVersion> versions = new ArrayList<>();
    for (int number = 1; ; number++) {
      Optional<ContractVersion> version = version(model, number);
      if (version.isEmpty()) {
        return versions;
      }
      versions.add(version.get());
    }
  }

  /** One version, if there is one of this number. */
  public Optional<ContractVersion> version(String model, int number) {
    return store.read(key(model, number)).map(json -> Json.read(json, ContractVersion.class));
  }

  /** The newest version, if there is one. */
  public Optional<ContractVersion> latest(String model) {
    List<ContractVersion> versions = versions(model);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  /** The YAML text of a version. */
  public String text(ContractVersion version) {
    return new String(store.get(version.text()), StandardCharsets.UTF_8);
  }

  private static String key(String model, int version) {
    return "contracts/" + model + "/versions/" + version + ".json";
  }
}
