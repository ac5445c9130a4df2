package io.steward.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is loaded. Of each model at most three versions: the champion, which answers by default; a
 * challenger, which answers by its number; and the champion before, so that going back takes no
 * time. Others are closed when they are replaced. Changes are atomic for those who read.
 */
final class ModelTable {
  private final Map<String, Entry> models = new ConcurrentHashMap<>();
  // A version that is being warmed up: found only by the server's own requests.
  private volatile @Nullable ServedModel warming;

  /** What a loaded version is for. */
  enum Role {
    CHAMPION,
    CHALLENGER
  }

  /** The versions of one model. */
  record Entry(
      @Nullable ServedModel champion,
      @Nullable ServedModel challenger,
      @Nullable ServedModel previous) {
    static final Entry EMPTY = new Entry(null, null, null);

    /** The loaded versions, ascending. */
    List<ServedModel> versions() {
      Map<Integer, ServedModel> versions = new TreeMap<>();
      Stream.of(champion, challenger, previous)
          .filter(Objects::nonNull)
          .forEach(model -> versions.put(model.version().version(), model));
      return List.copyOf(versions.values());
    }

    @Nullable ServedModel version(int number) {
      for (ServedModel model : versions()) {
        if (model.version().version() == number) {
          return model;
        }
      }
      return null;
    }

    private Entry with(ServedModel model, Role role) {
      if (role == Role.CHALLENGER) {
        return new Entry(champion, model, previous);
      }
      ServedModel before = champion == model ? previous : champion;
      return new Entry(model, challenger == model ? null : challenger, before);
    }

    private Entry without(ServedModel model) {
      return new Entry(
          champion == model ? null : champion,
          challenger == model ? null : challenger,
          previous == model ? null : previous);
    }
  }

  Set<String> names() {
    return new TreeMap<>(models).keySet();
  }

  Entry entry(String name) {
    return models.getOrDefault(name, Entry.EMPTY);
  }

  /** How many versions are loaded. */
  int size() {
    return models.values().stream().mapToInt(entry -> entry.versions().size()).sum();
  }

  /**
   * The champion.
   *
   * @throws ApiException 404 if there is none
   */
  ServedModel champion(String name) {
    Entry entry = models.get(name);
    if (entry == null) {
      throw unknown(name);
    }
    ServedModel champion = entry.champion();
    if (champion == null) {
      throw ApiException.notFound(
          "Model '"
              + name
              + "' has no champion loaded; ask for a version: "
              + numbers(entry)
              + ".");
    }
    return champion;
  }

  /**
   * A loaded version.
   *
   * @param ownRequest whether the server itself asks, which also finds what is being warmed up
   * @throws ApiException 404 if it is not loaded
   */
  ServedModel version(String name, String number, boolean ownRequest) {
    ServedModel candidate = warming;
    if (ownRequest
        && candidate != null
        && candidate.version().name().equals(name)
        && Integer.toString(candidate.version().version()).equals(number)) {
      return candidate;
    }
    Entry entry = models.get(name);
    if (entry == null) {
      throw unknown(name);
    }
    for (ServedModel model : entry.versions()) {
      if (Integer.toString(model.version().version()).equals(number)) {
        return model;
      }
    }
    throw ApiException.notFound(
        "Version '"
            + number
            + "' of model '"
            + name
            + "' is not loaded; loaded: "
            + numbers(entry)
            + ".");
  }

  void setWarming(@Nullable ServedModel model) {
    warming = model;
  }

  /** Puts a version into its role and closes what has none any more. */
  void put(ServedModel model, Role role) {
    replace(model.version().name(), entry -> entry.with(model, role));
  }

  /** Takes a version out and closes it; false if it was not loaded. */
  boolean remove(String name, int number) {
    ServedModel model = entry(name).version(number);
    if (model == null) {
      return false;
    }
    replace(name, entry -> entry.without(model));
    return true;
  }

  /** Takes all versions of a model out; false if there was none. */
  boolean removeAll(String name) {
    boolean there = models.containsKey(name);
    replace(name, entry -> Entry.EMPTY);
    return there;
  }

  void closeAll() {
    names().forEach(this::removeAll);
  }

  private synchronized void replace(String name, java.util.function.UnaryOperator<Entry> change) {
    Entry before = entry(name);
    Entry after = change.apply(before);
    if (after.versions().isEmpty()) {
      models.remove(name);
    } else {
      models.put(name, after);
    }
    List<ServedModel> gone = new ArrayList<>(before.versions());
    gone.removeAll(after.versions());
    gone.forEach(ServedModel::close);
  }

  private ApiException unknown(String name) {
    return ApiException.notFound(
        "There is no model '"
            + name
            + "' here; loaded: "
            + (models.isEmpty() ? "none" : String.join(", ", names()))
            + ".");
  }

  private static List<Integer> numbers(Entry entry) {
    return entry.versions().stream().map(model -> model.version().version()).toList();
  }
}
