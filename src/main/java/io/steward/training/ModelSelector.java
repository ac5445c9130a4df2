package io.steward.training;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.training.algorithm.Algorithms;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Chooses by the one-standard-error rule (Breiman et al., Classification and Regression Trees,
 * 1984, §3.4.3): among the candidates whose score is within one standard error of the best, the
 * simplest. A linear model is simpler than trees; of two models of a kind the smaller one is
 * simpler; of equals the better one. Times play no part, so the choice repeats.
 */
public final class ModelSelector {

  /**
   * @param results of one charter's candidates, in any order
   * @throws NoUsableCandidateException if none is usable
   */
  public Selection select(Charter charter, List<CandidateResult> results) {
    Metric metric = charter.success().primary().metric();
    List<CandidateResult> leaderboard = results.stream().sorted(betterFirst(metric)).toList();
    List<CandidateResult> usable = leaderboard.stream().filter(CandidateResult::usable).toList();
    if (usable.isEmpty()) {
      throw new NoUsableCandidateException(message(leaderboard));
    }
    CandidateResult leader = usable.getFirst();
    double bar =
        metric.higherIsBetter()
            ? leader.score() - leader.standardError()
            : leader.score() + leader.standardError();
    CandidateResult best =
        usable.stream()
            .filter(result -> metric.reaches(result.score(), bar))
            .min(simplerFirst().thenComparing(betterFirst(metric)))
            .orElse(leader);
    return new Selection(best, leaderboard, why(best, leader, metric));
  }

  private static Comparator<CandidateResult> betterFirst(Metric metric) {
    Comparator<CandidateResult> byScore = Comparator.comparingDouble(CandidateResult::score);
    return Comparator.comparing((CandidateResult result) -> !result.usable())
        .thenComparing(metric.higherIsBetter() ? byScore.reversed() : byScore)
        .thenComparing(CandidateResult::id);
  }

  private static Comparator<CandidateResult> simplerFirst() {
    // A linear model's size depends on its features only: the score decides among them.
    return Comparator.comparing((CandidateResult result) -> !linear(result))
        .thenComparing(result -> linear(result) ? 0 : result.onnxBytes());
  }

  /** Whether the model is a weighted sum of the features. */
  static boolean linear(CandidateResult result) {
    return result.algorithm().equals(Algorithms.LOGISTIC_REGRESSION)
        || result.algorithm().equals(Algorithms.RIDGE);
  }

  private static String why(CandidateResult best, CandidateResult leader, Metric metric) {
    if (best.id().equals(leader.id())) {
      return String.format(
          Locale.ROOT,
          "%s has the best %s in cross-validation, %s; no simpler candidate comes within one standard error (%s) of it.",
          best.id(),
          metric.written(),
          number(best.score()),
          number(best.standardError()));
    }
    return String.format(
        Locale.ROOT,
        "%s is the simplest candidate within one standard error (%s) of the best, %s: its %s in cross-validation is %s against %s.",
        best.id(),
        number(leader.standardError()),
        leader.id(),
        metric.written(),
        number(best.score()),
        number(leader.score()));
  }

  private static String number(double value) {
    return Math.abs(value) < 100
        ? String.format(Locale.ROOT, "%.4f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String message(List<CandidateResult> leaderboard) {
    if (leaderboard.isEmpty()) {
      return "There is no candidate to choose from. Raise budget.candidates in the charter.";
    }
    return "None of the %d candidates can be used. %s"
        .formatted(
            leaderboard.size(),
            leaderboard.stream()
                .map(result -> result.id() + ": " + result.reason())
                .collect(Collectors.joining(" ")));
  }
}
