package io.steward.training;

import java.util.List;

/**
 * The choice among candidates.
 *
 * @param best the chosen one; not always the first on the leaderboard
 * @param leaderboard all candidates, best score first, those that are not usable last
 * @param why why this one, in a sentence or two
 */
public record Selection(CandidateResult best, List<CandidateResult> leaderboard, String why) {
  public Selection {
    leaderboard = List.copyOf(leaderboard);
  }
}
