package io.steward.bundle;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which models there are, and which version an alias names. Versions are documents at {@code
 * models/<name>/versions/<n>.json}, never changed; aliases are a list of events at {@code
 * models/<name>/aliases/<20 digits>.json} that is only ever appended to. Nothing is kept in memory,
 * so that every process sees what the others wrote. Safe for use by many threads and processes.
 */
public final class ModelRegistry {
  private static final String JSON = "application/json";

  private final ArtifactStore store;
  private final Clock clock;

  public ModelRegistry(ArtifactStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A change of an alias, as it was written.
   *
   * @param version what the alias names from now on; null if it names nothing any more
   * @param idempotencyKey the same key never writes a second event
   */
  public record AliasEvent(
      String alias,
      @Nullable Integer version,
      String actor,
      String reason,
      String idempotencyKey,
      Instant at) {}

  /** Registers a bundle under the next free number; the same bundle keeps its first number. */
  public ModelVersion register(String name, Digest bundle, RunId run) {
    ModelRef.checkName(name, "model name");
    while (true) {
      List<ModelVersion> known = versions(name);
      for (ModelVersion version : known) {
        if (version.bundle().equals(bundle)) {
          return version;
        }
      }
      ModelVersion next = new ModelVersion(name, known.size() + 1, bundle, run, now());
      if (store.putIfAbsent(versionKey(name, next.version()), Json.bytes(next), JSON)) {
        return next;
      }
    }
  }

  /**
   * Lets an alias name a version, or nothing.
   *
   * @param version a registered version, or null to take the alias away
   * @param idempotencyKey a call that repeats a key changes nothing
   * @throws IllegalArgumentException if there is no such version
   */
  public void setAlias(
      String name,
      String alias,
      @Nullable Integer version,
      String actor,
      String reason,
      String idempotencyKey) {
    ModelRef.checkName(name, "model name");
    ModelRef.checkName(alias, "alias");
    if (version != null && find(name, version).isEmpty()) {
      throw new IllegalArgumentException(
          "Model '"
              + name
              + "' has no version "
              + version
              + " (versions: "
              + versions(name).stream().map(ModelVersion::version).toList()
              + ").");
    }
    AliasEvent event = new AliasEvent(alias, version, actor, reason, idempotencyKey, now());
    while (true) {
      List<AliasEvent> events = aliasEvents(name);
      if (events.stream().anyMatch(e -> e.idempotencyKey().equals(idempotencyKey))) {
        return;
      }
      if (store.putIfAbsent(eventKey(name, events.size() + 1), Json.bytes(event), JSON)) {
        return;
      }
    }
  }

  /** The version that a reference names, or nothing. */
  public Optional<ModelVersion> resolve(ModelRef ref) {
    Integer version = ref.version();
    if (version == null) {
      version = currentOf(aliasEvents(ref.name()), Objects.requireNonNull(ref.alias()));
    }
    return version == null ? Optional.empty() : find(ref.name(), version);
  }

  /** The names of all models, in alphabetical order. */
  public List<String> models() {
    return store.list("models/").stream()
        .map(key -> key.split("/", -1))
        .filter(parts -> parts.length == 4 && parts[2].equals("versions"))
        .map(parts -> parts[1])
        .distinct()
        .toList();
  }

  /** The versions of a model, ascending; empty if there is no such model. */
  public List<ModelVersion> versions(String name) {
    List<ModelVersion> versions = new ArrayList<>();
    for (int number = 1; ; number++) {
      Optional<ModelVersion> version = find(name, number);
      if (version.isEmpty()) {
        return versions;
      }
      versions.add(version.get());
    }
  }

  /** What each alias of a model names; aliases that name nothing are left out. */
  public Map<String, Integer> aliases(String name) {
    Map<String, Integer> current = new TreeMap<>();
    for (AliasEvent event : aliasEvents(name)) {
      if (event.version() == null) {
        current.remove(event.alias());
      } else {
        current.put(event.alias(), event.version());
      }
    }
    return current;
  }

  /**
   * The version to go back to: the one that the alias named before the present one. Going back
   * takes the version that was left out of the history, so that going back twice reaches ever older
   * versions. Where the alias was taken away, it is the version it named last.
   */
  public Optional<Integer> previous(String name, String alias) {
    Deque<Integer> history = new ArrayDeque<>();
    List<AliasEvent> events = aliasEvents(name);
    for (AliasEvent event : events) {
      Integer version = event.version();
      if (event.alias().equals(alias) && version != null) {
        if (history.contains(version)) {
          while (!version.equals(history.peekLast())) {
            history.removeLast();
          }
        } else {
          history.addLast(version);
        }
      }
    }
    if (currentOf(events, alias) != null) {
      history.pollLast();
    }
    return Optional.ofNullable(history.peekLast());
  }

  /** All changes of a model's aliases, oldest first. */
  public List<AliasEvent> aliasEvents(String name) {
    List<AliasEvent> events = new ArrayList<>();
    for (String key : store.list("models/" + name + "/aliases/")) {
      byte[] event =
          store
              .read(key)
              .orElseThrow(() -> StoreException.damaged("The document " + key + " is gone."));
      events.add(Json.read(event, AliasEvent.class));
    }
    return events;
  }

  private Optional<ModelVersion> find(String name, int version) {
    return store.read(versionKey(name, version)).map(json -> Json.read(json, ModelVersion.class));
  }

  private static @Nullable Integer currentOf(List<AliasEvent> events, String alias) {
    for (AliasEvent event : events.reversed()) {
      if (event.alias().equals(alias)) {
        return event.version();
      }
    }
    return null;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String versionKey(String name, int version) {
    return "models/" + name + "/versions/" + version + ".json";
  }

  private static String eventKey(String name, int number) {
    return "models/" + name + "/aliases/" + String.format(Locale.ROOT, "%020d", number) + ".json";
  }
}
