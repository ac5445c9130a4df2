package io.steward.evaluation;

import io.steward.metrics.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What other thresholds would give: accuracy and cost against the gaps between groups. */
final class ThresholdCurve {
  /** So many thresholds besides the chosen one, at even shares of the rows. */
  private static final int THRESHOLDS = 39;

  private ThresholdCurve() {}

  /** The points of a binary task, ascending by threshold. */
  static List<ThresholdPoint> of(Outcomes outcomes, Grouping grouping) {
    double[] positive = outcomes.positive();
    if (Arrays.stream(positive).anyMatch(Double::isNaN) || positive.length == 0) {
      return List.of();
    }
    List<ThresholdPoint> points = new ArrayList<>();
    for (double threshold : thresholds(positive, outcomes.threshold())) {
      points.add(point(outcomes, positive, grouping, threshold));
    }
    return points;
  }

  private static Set<Double> thresholds(double[] positive, double chosen) {
    double[] sorted = positive.clone();
    Arrays.sort(sorted);
    TreeSet<Double> thresholds = new TreeSet<>(List.of(chosen));
    for (int index = 1; index <= THRESHOLDS; index++) {
      thresholds.add(sorted[(int) ((long) index * sorted.length / (THRESHOLDS + 1))]);
    }
    return thresholds;
  }

  private static ThresholdPoint point(
      Outcomes outcomes, double[] positive, Grouping grouping, double threshold) {
    int groups = grouping.names().size();
    long[] rows = new long[groups];
    long[] selected = new long[groups];
    long[] positives = new long[groups];
    long[] found = new long[groups];
    for (int row = 0; row < positive.length; row++) {
      int group = grouping.of()[row];
      int answer = positive[row] >= threshold ? 1 : 0;
      int truth = outcomes.truth()[row] == 1 ? 1 : 0;
      rows[group]++;
      selected[group] += answer;
      positives[group] += truth;
      found[group] += truth & answer;
    }
    double[] selection = new double[groups];
    double[] opportunity = new double[groups];
    for (int group = 0; group < groups; group++) {
      boolean enough = rows[group] >= FairnessAssessor.MIN_ROWS;
      boolean both = enough && positives[group] >= FairnessAssessor.MIN_CLASS_ROWS;
      selection[group] = enough ? (double) selected[group] / rows[group] : Double.NaN;
      opportunity[group] = both ? (double) found[group] / positives[group] : Double.NaN;
    }
    double all = positive.length;
    double falseAlarms = Arrays.stream(selected).sum() - Arrays.stream(found).sum();
    double missed = Arrays.stream(positives).sum() - Arrays.stream(found).sum();
    return new ThresholdPoint(
        threshold,
        threshold == outcomes.threshold(),
        (all - falseAlarms - missed) / all,
        (falseAlarms * outcomes.costs().falsePositive() + missed * outcomes.costs().falseNegative())
            / all,
        Scale.said(spread(selection)),
        Scale.said(ratio(selection)),
        Scale.said(spread(opportunity)));
  }

  private static double spread(double[] rates) {
    double[] said = said(rates);
    return said.length < 2 ? Double.NaN : said[said.length - 1] - said[0];
  }

  private static double ratio(double[] rates) {
    double[] said = said(rates);
    return said.length < 2 ? Double.NaN : said[0] / said[said.length - 1];
  }

  private static double[] said(double[] rates) {
    return Arrays.stream(rates).filter(Double::isFinite).sorted().toArray();
  }
}
