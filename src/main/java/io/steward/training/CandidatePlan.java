package io.steward.training;

import java.util.List;

/**
 * What is tried next: one wave of a round of training. A wave is planned when the one before is
 * done and looks at its results; a wave without candidates ends the search.
 *
 * @param candidates in the order in which they are worth trying
 * @param folds of the cross-validation that all candidates are scored by
 * @param round 0 for the first; each way back from a later stage counts one up
 * @param wave 0 for the first of its round
 * @param bar the fold scores of the best candidate of the waves before: who stays far behind it
 *     need not be trained to the end. Empty in the first wave
 */
public record CandidatePlan(
    List<Candidate> candidates, int folds, int round, int wave, List<Double> bar) {
  public CandidatePlan {
    candidates = List.copyOf(candidates);
    bar = List.copyOf(bar);
  }

  /**
   * The candidate with this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Candidate candidate(String id) {
    return candidates.stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The plan has no candidate '%s' (found: %s)."
                        .formatted(id, candidates.stream().map(Candidate::id).toList())));
  }
}
