package io.steward.training;

import java.util.List;

/**
 * What is tried in one round of training.
 *
 * @param candidates in the order in which they are worth trying
 * @param folds of the cross-validation that all candidates are scored by
 * @param round 0 for the first; each way back from a later stage counts one up
 */
public record CandidatePlan(List<Candidate> candidates, int folds, int round) {
  public CandidatePlan {
    candidates = List.copyOf(candidates);
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
