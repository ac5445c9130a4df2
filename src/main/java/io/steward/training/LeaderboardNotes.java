package io.steward.training;

import io.steward.charter.Metric;

/**
 * Why a candidate was chosen or not, as {@link ModelSelector} sees it: what is clearly behind the
 * best loses by its score, what is close to it loses to the simpler one.
 */
final class LeaderboardNotes {
  private final CandidateResult best;
  private final CandidateResult leader;
  private final Metric metric;

  LeaderboardNotes(Selection selection) {
    best = selection.best();
    leader =
        selection.leaderboard().stream().filter(CandidateResult::usable).findFirst().orElse(best);
    metric = best.metric();
  }

  String of(CandidateResult candidate) {
    if (!candidate.usable()) {
      String reason = candidate.reason();
      return reason == null ? "not usable" : reason;
    }
    boolean leads = candidate.id().equals(leader.id());
    if (candidate.id().equals(best.id())) {
      return leads
          ? "selected: the best score"
          : "selected: the simplest within one standard error of the best";
    }
    Comparison comparison = Comparison.of(leader, candidate, metric);
    if (!comparison.close()) {
      return "behind the best by %s, more than one standard error of that (%s)"
          .formatted(Figures.score(comparison.behind()), Figures.score(comparison.standardError()));
    }
    return (leads ? "the best score, but " : "within one standard error of the best, but ")
        + lessSimple(candidate);
  }

  private String lessSimple(CandidateResult candidate) {
    if (ModelSelector.complexity(candidate) > ModelSelector.complexity(best)) {
      return "a less simple kind than the selected one (" + best.algorithm() + ")";
    }
    return "no simpler than the selected one, which scores better";
  }
}
