package io.steward.serving;

import io.steward.artifact.StoreException;
import io.steward.bundle.BundleException;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelVersion;
import io.steward.serving.ModelTable.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads and unloads, one at a time. A version is verified, opened and warmed up before it is let
 * in, so that nobody ever waits for a cold one; whatever fails, what was served before stays.
 */
final class ModelOperations {
  private static final Logger LOG = LoggerFactory.getLogger(ModelOperations.class);
  private static final int FEWEST_REQUESTS = 8_000;
  private static final int FIRST_REQUESTS = 40_000;
  private static final Duration LATER_WARM_UP = Duration.ofSeconds(2);
  private static final int LATER_REQUESTS = 300;

  private final ModelTable table;
  private final ModelLoader loader;
  private final WarmUp warmUp;
  private final Duration firstWarmUp;
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private boolean warm;

  /**
   * @param firstWarmUp how long the first version is warmed up, which warms the server itself
   */
  ModelOperations(ModelTable table, ModelLoader loader, WarmUp warmUp, Duration firstWarmUp) {
    this.table = table;
    this.loader = loader;
    this.warmUp = warmUp;
    this.firstWarmUp = firstWarmUp;
  }

  /**
   * Loads every model's champion. A model that is refused is remembered and left out; it does not
   * keep the others from being served.
   *
   * @throws StoreException if the store cannot be reached; calling again goes on
   */
  synchronized void loadChampions() {
    for (String name : loader.models()) {
      ModelRef champion = ModelRef.alias(name, "champion");
      try {
        load(champion, Role.CHAMPION);
      } catch (ApiException e) {
        if (e.status() != 404) {
          failures.put(name, e.getMessage());
          LOG.error("{} is not served: {}", champion, e.getMessage());
        }
      }
    }
  }

  /**
   * Loads a version into a role.
   *
   * @throws ApiException 404 if there is none, 422 if it is refused
   * @throws StoreException if the store cannot be reached
   */
  synchronized void load(ModelRef ref, Role role) {
    ModelVersion version = loader.resolve(ref);
    ServedModel model = table.entry(version.name()).version(version.version());
    if (model == null || !model.version().equals(version)) {
      model = open(version);
    }
    table.put(model, role);
    failures.remove(version.name());
    LOG.info("Serving {} as {}, bundle {}", version.ref(), role, version.bundle());
  }

  /**
   * Unloads a version, or all of a model.
   *
   * @throws ApiException 404 if it is not loaded
   */
  synchronized void unload(String name, @Nullable Integer version) {
    boolean there = version == null ? table.removeAll(name) : table.remove(name, version);
    if (!there) {
      throw ApiException.notFound(
          "Model '"
              + name
              + "'"
              + (version == null ? "" : " version " + version)
              + " is not loaded; there is nothing to unload.");
    }
    LOG.info("Unloaded {}{}", name, version == null ? "" : "/" + version);
  }

  /** What is loaded, and what could not be. */
  List<Map<String, Object>> index() {
    List<Map<String, Object>> index = new ArrayList<>();
    for (String name : table.names()) {
      ModelTable.Entry entry = table.entry(name);
      for (ServedModel model : entry.versions()) {
        String role =
            model == entry.champion()
                ? "champion"
                : model == entry.challenger() ? "challenger" : "previous";
        index.add(line(name, Integer.toString(model.version().version()), "READY", role, ""));
      }
    }
    failures.forEach((name, why) -> index.add(line(name, "", "UNAVAILABLE", "champion", why)));
    return index;
  }

  /** Why a model is not served, or null. */
  @Nullable String failure(String name) {
    return failures.get(name);
  }

  private ServedModel open(ModelVersion version) {
    ServedModel model;
    try {
      model = loader.open(version);
    } catch (BundleException e) {
      throw new ApiException(422, e.getMessage() == null ? "It was refused." : e.getMessage());
    }
    try {
      table.setWarming(model);
      if (warm) {
        // One request at a time, so that those of others are not held up.
        warmUp.run(model, 0, LATER_REQUESTS, 1, LATER_WARM_UP);
      } else {
        warmUp.run(model, FEWEST_REQUESTS, FIRST_REQUESTS, 8, firstWarmUp);
      }
      warm = true;
      return model;
    } catch (IllegalStateException e) {
      model.close();
      throw new ApiException(422, String.valueOf(e.getMessage()));
    } finally {
      table.setWarming(null);
    }
  }

  private static Map<String, Object> line(
      String name, String version, String state, String role, String reason) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("version", version);
    line.put("state", state);
    line.put("role", role);
    line.put("reason", reason);
    return line;
  }
}
