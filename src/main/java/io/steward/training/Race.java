package io.steward.training;

import io.steward.charter.Metric;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Drops a candidate that is clearly behind the best one so far after two fifths of the folds: worse
 * on each of them, and on average by more than two standard errors of the best one's score and by
 * more than a hundredth of it. The candidate is given the benefit of the doubt: the best of its
 * stages counts, and for metrics of probabilities also what it would be if it were calibrated. Says
 * the same whenever it is asked: it looks at nothing but the plan and the data.
 */
final class Race {
  private static final double STANDARD_ERRORS = 2;
  private static final double NEGLIGIBLE = 0.01;
  private static final Set<Metric> OF_PROBABILITIES = EnumSet.of(Metric.LOG_LOSS, Metric.BRIER);

  private final List<Double> bar;
  private final Metric metric;
  private final Scoring scoring;
  private final Calibrators calibrators;

  /**
   * @param bar the fold scores of the best candidate so far; empty if there is none
   */
  Race(List<Double> bar, Metric metric, Scoring scoring, Calibrators calibrators) {
    this.bar = List.copyOf(bar);
    this.metric = metric;
    this.scoring = scoring;
    this.calibrators = calibrators;
  }

  /**
   * @param reason for people
   * @param score of the folds until then
   */
  record Dropped(String reason, CrossValidation.Score score) {}

  /** Up to which fold it goes before a verdict, and the number of folds. */
  int[] legs(int folds) {
    int first = Math.max(2, folds * 2 / 5);
    // Where the best one has no score for some fold, nobody knows which.
    return bar.size() == folds && first < folds ? new int[] {first, folds} : new int[] {folds};
  }

  /**
   * Whether to go on.
   *
   * @param stages the predictions so far
   * @param folds how many folds they are of
   */
  Optional<Dropped> verdict(List<OutOfFold> stages, int folds) {
    CrossValidation.Score best;
    try {
      best = best(stages);
    } catch (UnsuitableDataException e) {
      return Optional.empty(); // Too little to say.
    }
    if (best.foldScores().size() != folds) {
      return Optional.empty();
    }
    int sign = metric.higherIsBetter() ? 1 : -1;
    double[] behind =
        IntStream.range(0, folds)
            .mapToDouble(fold -> sign * (bar.get(fold) - best.foldScores().get(fold)))
            .toArray();
    double[] all = bar.stream().mapToDouble(Double::doubleValue).toArray();
    double margin =
        Math.max(
            STANDARD_ERRORS * Scoring.standardError(all), NEGLIGIBLE * Math.abs(Scoring.mean(all)));
    if (IntStream.range(0, folds).anyMatch(fold -> behind[fold] <= 0)
        || Scoring.mean(behind) <= margin) {
      return Optional.empty();
    }
    return Optional.of(
        new Dropped(
            String.format(
                Locale.ROOT,
                "Stopped after %d of %d folds: %s %.4g against %.4g of the best before on the same folds.",
                folds,
                bar.size(),
                metric.written(),
                best.mean(),
                bar.stream().limit(folds).mapToDouble(Double::doubleValue).average().orElseThrow()),
            best));
  }

  private CrossValidation.Score best(List<OutOfFold> stages) {
    List<OutOfFold> variants = new ArrayList<>(stages);
    if (OF_PROBABILITIES.contains(metric)) {
      stages.forEach(stage -> variants.add(calibrators.crossFitted(Calibration.PLATT, stage)));
    }
    CrossValidation.Score best = scoring.quick(variants.getFirst(), List.of());
    for (OutOfFold variant : variants) {
      CrossValidation.Score score = scoring.quick(variant, List.of());
      boolean better =
          metric.higherIsBetter() ? score.mean() > best.mean() : score.mean() < best.mean();
      best = better ? score : best;
    }
    return best;
  }
}
