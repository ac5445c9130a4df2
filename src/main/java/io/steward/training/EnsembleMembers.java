package io.steward.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which candidates an ensemble is made of: the best, but few of a kind, because alike models err
 * alike.
 */
final class EnsembleMembers {
  /** The fewest that make an ensemble. */
  static final int FEWEST = 2;

  private static final int MOST = 6;
  private static final int MOST_OF_A_KIND = 2;

  private EnsembleMembers() {}

  /**
   * The members, best first.
   *
   * @param usable the usable candidates, best first
   * @return fewer than {@link #FEWEST} if there are no more candidates
   */
  static List<CandidateResult> of(List<CandidateResult> usable) {
    List<CandidateResult> members = new ArrayList<>();
    Map<String, Integer> ofKind = new HashMap<>();
    for (CandidateResult result : usable) {
      if (members.size() < MOST
          && ofKind.merge(result.algorithm(), 1, Integer::sum) <= MOST_OF_A_KIND) {
        members.add(result);
      }
    }
    return members;
  }
}
