package io.steward.training;

import io.steward.charter.Metric;

/**
 * Why a candidate was chosen or not, as the one-standard-error rule of {@link ModelSelector} sees
 * it: what is worse than the best by more than one standard error loses by its score, what is
 * within loses to the simpler one.
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
    if (!within(candidate)) {
      return "behind the best by %s, more than one standard error (%s)"
          .formatted(
              Figures.score(Math.abs(leader.score() - candidate.score())),
              Figures.score(leader.standardError()));
    }
    return (leads ? "the best score, but " : "within one standard error of the best, but ")
        + lessSimple(candidate);
  }

  private boolean within(CandidateResult candidate) {
    double sign = metric.higherIsBetter() ? -1 : 1;
    return metric.reaches(candidate.score(), leader.score() + sign * leader.standardError());
  }

  private String lessSimple(CandidateResult candidate) {
    boolean bestIsLinear = ModelSelector.linear(best);
    if (bestIsLinear && ModelSelector.linear(candidate)) {
      return "no simpler than the selected one, which scores better";
    }
    if (bestIsLinear) {
      return "not linear, as the selected one is";
    }
    return candidate.onnxBytes() > best.onnxBytes()
        ? "larger than the selected one (%s against %s)"
            .formatted(Figures.size(candidate.onnxBytes()), Figures.size(best.onnxBytes()))
        : "not simpler than the selected one";
  }
}
