package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a new model with the live one: both answer for the same rows, and the same bootstrap
 * draws are taken of both, so that what makes rows easy or hard for both cancels out.
 */
public final class ChampionComparator {
  private ChampionComparator() {}

  /**
   * Compares on the primary metric, with the charter's seed.
   *
   * @param champion the live model's answers for the same rows in the same order; null if there is
   *     none. Mind that it may have learnt from rows that are holdout now
   * @throws IllegalArgumentException if the rows are not the same
   */
  public static ChampionComparison compare(
      Charter charter, Scored challenger, @Nullable Scored champion) {
    Metric metric = charter.success().primary().metric();
    Outcomes ours = challenger.outcomes(charter.costs());
    double own = Metrics.value(metric, ours);
    if (champion == null) {
      return alone(
          ChampionComparison.Outcome.NO_CHAMPION,
          metric,
          own,
          "No model is live, so there is nothing to compare with.");
    }
    if (!Arrays.equals(challenger.truth(), champion.truth())) {
      throw new IllegalArgumentException(
          "The two models were not scored on the same rows. Score both on the same holdout.");
    }
    Outcomes theirs = champion.outcomes(charter.costs());
    double other = Metrics.value(metric, theirs);
    PairedGain gain = PairedGain.of(metric, ours, theirs, charter.seed());
    Interval interval = gain.interval();
    ChampionComparison.Outcome outcome = outcome(interval);
    List<GroupComparison> groups = GroupComparator.compare(charter, challenger, champion);
    return new ChampionComparison(
        outcome,
        metric,
        Scale.said(own),
        Scale.said(other),
        Scale.said(gain.difference()),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        groups,
        note(outcome, metric, ours, theirs, interval) + worse(groups));
  }

  /**
   * What is said where a model is live that cannot answer for these rows.
   *
   * @param because why not, to follow that word
   */
  public static ChampionComparison incomparable(
      Charter charter, Scored challenger, String because) {
    double[] ones = new double[challenger.truth().length];
    Arrays.fill(ones, 1);
    Metric metric = charter.success().primary().metric();
    return alone(
        ChampionComparison.Outcome.CANNOT_BE_SAID,
        metric,
        Metrics.weighted(metric, challenger.outcomes(charter.costs())).value(ones),
        "Whether the new model is better than the live one cannot be said, because " + because);
  }

  private static ChampionComparison alone(
      ChampionComparison.Outcome outcome, Metric metric, double own, String note) {
    return new ChampionComparison(
        outcome, metric, Scale.said(own), null, null, null, null, List.of(), note);
  }

  private static String worse(List<GroupComparison> groups) {
    List<String> worse =
        groups.stream()
            .filter(group -> group.verdict() == GroupComparison.Verdict.WORSE)
            .map(GroupComparison::words)
            .toList();
    return worse.isEmpty() ? "" : " It is worse for " + String.join(", ", worse) + ".";
  }

  private static ChampionComparison.Outcome outcome(@Nullable Interval interval) {
    if (interval == null) {
      return ChampionComparison.Outcome.CANNOT_BE_SAID;
    }
    return interval.lower() > 0
        ? ChampionComparison.Outcome.BETTER
        : interval.upper() < 0
            ? ChampionComparison.Outcome.WORSE
            : ChampionComparison.Outcome.EQUAL;
  }

  private static String note(
      ChampionComparison.Outcome outcome,
      Metric metric,
      Outcomes ours,
      Outcomes theirs,
      @Nullable Interval interval) {
    if (interval == null) {
      return "It cannot be said which is better, because "
          + Stream.of(Unsaid.because(metric, ours), Unsaid.because(metric, theirs))
              .filter(because -> !because.isEmpty())
              .findFirst()
              .orElse("the difference is undefined on too many draws of these rows")
          + ".";
    }
    String words =
        switch (outcome) {
          case BETTER -> "better than the live model beyond chance";
          case WORSE -> "worse than the live model beyond chance";
          case EQUAL, NO_CHAMPION, CANNOT_BE_SAID ->
              "not told apart from the live model by these rows";
        };
    return String.format(
        Locale.ROOT,
        "The new model is %s: %s %.4g against %.4g.",
        words,
        metric.written(),
        Metrics.value(metric, ours),
        Metrics.value(metric, theirs));
  }
}
