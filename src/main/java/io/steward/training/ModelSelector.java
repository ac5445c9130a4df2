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
 * 1984, §3.4.3) on paired differences: among the candidates that are not clearly behind the best,
 * fold by fold (see {@link Comparison}), the simplest. A linear model is simpler than a single
 * tree, and a tree is simpler than the models that nobody can read, of which none is simpler than
 * another: a forest, a network, a boosting, an ensemble. Among equals the better one is taken.
 * Neither size nor time plays a part: bytes of a forest and of a network do not compare, and times
 * do not repeat.
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
    CandidateResult best =
        usable.stream()
            .filter(result -> Comparison.of(leader, result, metric).close())
            .min(
                Comparator.comparingInt(ModelSelector::complexity)
                    .thenComparing(betterFirst(metric)))
            .orElse(leader);
    return new Selection(best, leaderboard, why(best, leader, metric));
  }

  /** The best score first, the unusable ones last. */
  static Comparator<CandidateResult> betterFirst(Metric metric) {
    Comparator<CandidateResult> byScore = Comparator.comparingDouble(CandidateResult::score);
    return Comparator.comparing((CandidateResult result) -> !result.usable())
        .thenComparing(metric.higherIsBetter() ? byScore.reversed() : byScore)
        .thenComparing(CandidateResult::id);
  }

  /** From 0 for what is simplest. */
  static int complexity(CandidateResult result) {
    return switch (result.algorithm()) {
      case Algorithms.LOGISTIC_REGRESSION, Algorithms.RIDGE, Algorithms.ELASTIC_NET -> 0;
      case Algorithms.DECISION_TREE -> 1;
      default -> 2;
    };
  }

  private static String why(CandidateResult best, CandidateResult leader, Metric metric) {
    if (best.id().equals(leader.id())) {
      return String.format(
          Locale.ROOT,
          "%s has the best %s in cross-validation, %s; every simpler candidate is further behind it than one standard error of the difference.",
          best.id(),
          metric.written(),
          Figures.score(best.score()));
    }
    Comparison comparison = Comparison.of(leader, best, metric);
    return String.format(
        Locale.ROOT,
        "%s is the simplest candidate that is not clearly behind the best, %s: its %s in cross-validation is %s against %s, and the difference is within one standard error (%s%s).",
        best.id(),
        leader.id(),
        metric.written(),
        Figures.score(best.score()),
        Figures.score(leader.score()),
        Figures.score(comparison.standardError()),
        comparison.paired() ? ", of the differences fold by fold" : "");
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
