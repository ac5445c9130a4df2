package io.steward.training;

import io.steward.charter.Metric;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.LeaderCurves.ValidationCurve;
import java.util.Comparator;
import java.util.List;

/** What curves say, in sentences. */
final class CurveWords {
  /** A gain of less than this part of the candidate's standard error is none worth having. */
  private static final double NEGLIGIBLE = 0.25;

  private final Metric metric;

  CurveWords(Metric metric) {
    this.metric = metric;
  }

  /**
   * Would more rows help? Judged by the last step of the curve, fold by fold. Flat: the gain is
   * less than a quarter of the candidate's own standard error. It helps: the gain is more than two
   * standard errors of itself. It may help: anything between.
   */
  MoreRows moreRows(List<LearningPoint> points, CandidateResult candidate) {
    if (points.size() < 2 || points.getLast().foldScores().size() < 2) {
      return MoreRows.UNKNOWN;
    }
    Spread change = lastStep(points);
    double gain = metric.higherIsBetter() ? change.mean() : -change.mean();
    if (gain < NEGLIGIBLE * candidate.standardError()) {
      return MoreRows.FLAT;
    }
    return gain > 2 * change.standardError() ? MoreRows.HELP : MoreRows.MAY_HELP;
  }

  String learning(List<LearningPoint> points, MoreRows judged) {
    if (judged == MoreRows.UNKNOWN) {
      return "It cannot be said whether more rows would help: too few shares of the rows could be learnt from.";
    }
    Spread change = lastStep(points);
    String step =
        "%s %s from %d %% to %d %% of the rows"
            .formatted(
                metric.written(),
                Figures.change(change.mean()),
                points.get(points.size() - 2).percent(),
                points.getLast().percent());
    return switch (judged) {
      case HELP -> "More rows would still help: " + step + ", beyond two standard errors.";
      case MAY_HELP ->
          "More rows may help: %s, which may be chance (standard error %s)."
              .formatted(step, Figures.score(change.standardError()));
      case FLAT, UNKNOWN -> "More rows would hardly help: the curve is flat, " + step + ".";
    };
  }

  String validation(ValidationCurve curve) {
    Comparator<ValidationPoint> byScore = Comparator.comparingDouble(ValidationPoint::mean);
    ValidationPoint best =
        curve.points().stream()
            .max(metric.higherIsBetter() ? byScore : byScore.reversed())
            .orElseThrow();
    ValidationPoint chosen =
        curve.points().stream()
            .filter(point -> point.setting() == curve.chosen())
            .findFirst()
            .orElse(best);
    String range =
        "%s to %s"
            .formatted(
                Figures.setting(curve.points().getFirst().setting()),
                Figures.setting(curve.points().getLast().setting()));
    String name = curve.hyperparameter();
    if (best.mean() == chosen.mean()) {
      return "The chosen %s, %s, does best of those from %s."
          .formatted(name, Figures.setting(curve.chosen()), range);
    }
    return "Of %s from %s, %s does best: %s %s against %s of the chosen %s (standard error %s)."
        .formatted(
            name,
            range,
            Figures.setting(best.setting()),
            metric.written(),
            Figures.score(best.mean()),
            Figures.score(chosen.mean()),
            Figures.setting(curve.chosen()),
            Figures.score(chosen.standardError()));
  }

  private static Spread lastStep(List<LearningPoint> points) {
    return Spread.ofChange(
        points.get(points.size() - 2).foldScores(), points.getLast().foldScores());
  }
}
