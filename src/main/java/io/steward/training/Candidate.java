package io.steward.training;

import java.util.List;
import java.util.Map;

/**
 * One thing to try: an algorithm with its settings.
 *
 * @param id unique in the run, also across rounds, for example {@code r0-02-random-forest}
 * @param algorithm one of the names in {@link io.steward.training.algorithm.Algorithms}
 * @param hyperparameters as the algorithm documents them
 * @param seed of everything random in its training; derived from the charter's seed and the id
 * @param members the ids of the candidates that an ensemble is made of; empty for all others
 */
public record Candidate(
    String id,
    String algorithm,
    Map<String, Double> hyperparameters,
    long seed,
    List<String> members) {
  public Candidate {
    hyperparameters = Map.copyOf(hyperparameters);
    members = List.copyOf(members);
  }

  /** A candidate that is no ensemble. */
  public Candidate(String id, String algorithm, Map<String, Double> hyperparameters, long seed) {
    this(id, algorithm, hyperparameters, seed, List.of());
  }
}
