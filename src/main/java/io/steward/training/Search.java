package io.steward.training;

import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws new configurations from the results so far. Kinds of algorithm take turns by how near their
 * best candidate comes to the leader; within a kind {@link ParzenSearch} draws near what did well.
 * What the portfolio has of a kind that was not tried yet comes first, one a wave.
 */
final class Search {
  /** No kind with a usable candidate is less likely than this, beside 1 of the leader's kind. */
  private static final double LEAST_WEIGHT = 0.05;

  /** In so many dimensions a kind has enough to search for a full weight. */
  private static final int FULL_DIMENSIONS = 3;

  private final Metric metric;
  private final Portfolio portfolio;
  private final List<Configuration> offered;
  private final List<CandidateResult> results;
  private final Map<String, Kind> kinds = new TreeMap<>();
  private final Set<Configuration> seen = new HashSet<>();

  /** What is known of an algorithm. */
  private static final class Kind {
    final SearchSpace space;
    final double weight;
    final List<double[]> tried;
    int turns;

    Kind(SearchSpace space, double weight, List<double[]> tried) {
      this.space = space;
      this.weight = weight;
      this.tried = tried;
    }

    double claim() {
      return weight / (1 + turns);
    }
  }

  /**
   * @param offered what the round began with, and what it might have begun with if it had had more
   *     candidates
   * @param results so far, of the charter's primary metric
   */
  Search(
      Metric metric,
      Portfolio portfolio,
      List<Configuration> offered,
      List<CandidateResult> results) {
    this.metric = metric;
    this.portfolio = portfolio;
    this.offered = List.copyOf(offered);
    this.results =
        results.stream()
            .filter(result -> !result.algorithm().equals(Algorithms.ENSEMBLE))
            .sorted(ModelSelector.betterFirst(metric))
            .toList();
    this.results.forEach(
        result -> seen.add(new Configuration(result.algorithm(), result.hyperparameters())));
    byAlgorithm().forEach(this::addKind);
    if (kinds.containsKey(Algorithms.LIGHTGBM)) {
      kinds.keySet().removeIf(portfolio.table()::slow);
    }
    countTurns();
  }

  private Map<String, List<CandidateResult>> byAlgorithm() {
    Map<String, List<CandidateResult>> grouped = new LinkedHashMap<>();
    for (CandidateResult result : results) {
      grouped.computeIfAbsent(result.algorithm(), _ -> new ArrayList<>()).add(result);
    }
    return grouped;
  }

  private void addKind(String algorithm, List<CandidateResult> ofKind) {
    Optional<SearchSpace> space = SearchSpace.of(algorithm, portfolio.table());
    CandidateResult best = ofKind.getFirst();
    if (space.isEmpty() || !best.usable()) {
      return;
    }
    List<double[]> tried = new ArrayList<>();
    ofKind.forEach(result -> tried.add(space.get().place(result.hyperparameters())));
    kinds.put(algorithm, new Kind(space.get(), weight(best, space.get()), tried));
  }

  /** How promising a kind is: 1 for the leader's, less for each standard error it is behind. */
  private double weight(CandidateResult best, SearchSpace space) {
    Comparison comparison = Comparison.of(results.getFirst(), best, metric);
    double behind = comparison.behind() <= 0 ? 0 : comparison.behind() / comparison.standardError();
    double near = Math.max(LEAST_WEIGHT, StrictMath.exp(-behind / 2));
    return near * Math.min(1, (double) space.dimensions().size() / FULL_DIMENSIONS);
  }

  /** What a kind got beyond its share of the portfolio. */
  private void countTurns() {
    kinds.forEach(
        (algorithm, kind) -> {
          long shared = offered.stream().filter(next -> next.algorithm().equals(algorithm)).count();
          kind.turns = (int) Math.max(0, kind.tried.size() - shared);
        });
  }

  /**
   * The next configurations, at most so many; fewer where there is nothing new to try.
   *
   * @param seeds gives a seed for each name
   */
  List<Configuration> next(int count, ToLongFunction<String> seeds) {
    List<Configuration> next = new ArrayList<>();
    newKind().filter(_ -> count > 0).ifPresent(next::add);
    seen.addAll(next);
    Set<String> exhausted = new HashSet<>();
    while (next.size() < count) {
      Kind kind = turn(exhausted);
      if (kind == null) {
        break;
      }
      long seed = seeds.applyAsLong(kind.space.algorithm() + " " + kind.tried.size());
      Configuration drawn =
          new ParzenSearch(kind.space)
              .next(kind.tried, seed, configuration -> !seen.contains(configuration));
      if (drawn == null) {
        exhausted.add(kind.space.algorithm());
      } else {
        seen.add(drawn);
        kind.turns++;
        // Not known yet: as one of the last it keeps the next draw away.
        kind.tried.add(kind.space.place(drawn.hyperparameters()));
        next.add(drawn);
      }
    }
    return next;
  }

  /** The first of those offered whose kind was never tried. */
  private Optional<Configuration> newKind() {
    Set<String> tried = new HashSet<>();
    results.forEach(result -> tried.add(result.algorithm()));
    return offered.stream()
        .filter(configuration -> !tried.contains(configuration.algorithm()))
        .findFirst();
  }

  private @Nullable Kind turn(Set<String> exhausted) {
    Kind first = null;
    for (Kind kind : kinds.values()) {
      if (!exhausted.contains(kind.space.algorithm())
          && (first == null || kind.claim() > first.claim())) {
        first = kind;
      }
    }
    return first;
  }

  /** Configurations near the portfolio's, in its order, that differ from all given ones. */
  static List<Configuration> varied(
      Portfolio portfolio, Set<Configuration> others, ToLongFunction<String> seeds) {
    Set<Configuration> taken = new HashSet<>(others);
    List<Configuration> varied = new ArrayList<>();
    for (Configuration configuration : portfolio.defaults()) {
      SearchSpace.of(configuration.algorithm(), portfolio.table())
          .map(
              space ->
                  new ParzenSearch(space)
                      .next(
                          List.of(space.place(configuration.hyperparameters())),
                          seeds.applyAsLong("near " + varied.size()),
                          next -> !taken.contains(next)))
          .filter(Objects::nonNull)
          .ifPresent(
              next -> {
                taken.add(next);
                varied.add(next);
              });
    }
    return varied;
  }
}
