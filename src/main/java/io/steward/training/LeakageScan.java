package io.steward.training;

import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.LearnabilityReport.Leak;
import io.steward.training.LearnabilityReport.LeakageFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds raw columns that alone tell the target all but perfectly. Such a column is rarely a good
 * predictor; mostly it was filled in after the outcome was known, or is the outcome in other words.
 */
final class LeakageScan {
  /** A column that alone ranks the classes better than this is suspected. */
  static final double SUSPICIOUS_AUC = 0.98;

  /** A column that alone explains more than this of a value's variance is suspected. */
  static final double SUSPICIOUS_R2 = 0.98;

  /** A column that explains this much of a value's variance is the value in another unit. */
  static final double SAME_R2 = 0.999_999;

  /** The share of rows that must agree for a column to be the classes in other words. */
  static final double SAME_ROWS = 0.99;

  private final FeatureRecipe recipe;
  private final FeatureMatrix matrix;
  private final Task task;

  LeakageScan(FeatureRecipe recipe, FeatureMatrix matrix, Task task) {
    this.recipe = recipe;
    this.matrix = matrix;
    this.task = task;
  }

  /** What was found, in the order of the recipe; at most one finding a column. */
  List<LeakageFinding> findings() {
    List<LeakageFinding> findings = new ArrayList<>();
    for (FeatureRecipe.Used used : recipe.used()) {
      int[] kept = Arrays.stream(used.places()).filter(place -> place >= 0).toArray();
      String column = used.column().column();
      // What was kept of a column stands together.
      if (kept.length > 0 && isDisguise(kept[0], kept.length)) {
        findings.add(
            new LeakageFinding(
                Leak.TARGET_IN_DISGUISE,
                column,
                "It says the same as the target, in other words or another unit."));
      } else if (kept.length > 0 && suspicious(kept[0], kept.length)) {
        findings.add(
            new LeakageFinding(
                Leak.ALONE_PREDICTS, column, "Alone it tells the target all but perfectly."));
      }
    }
    return findings;
  }

  /** Each value of one stands for one value of the other, but for a hundredth of the rows. */
  private boolean isDisguise(int from, int count) {
    if (task == Task.REGRESSION) {
      return count == 1 && correlation(from) * correlation(from) > SAME_R2;
    }
    Map<List<Double>, Map<Double, Integer>> ofValue = new HashMap<>();
    Map<Double, Map<List<Double>, Integer>> ofClass = new HashMap<>();
    for (int i = 0; i < matrix.rows(); i++) {
      List<Double> value = Arrays.stream(matrix.x()[i], from, from + count).boxed().toList();
      double outcome = matrix.y()[i];
      ofValue.computeIfAbsent(value, _ -> new HashMap<>()).merge(outcome, 1, Integer::sum);
      ofClass.computeIfAbsent(outcome, _ -> new HashMap<>()).merge(value, 1, Integer::sum);
    }
    double least = SAME_ROWS * matrix.rows();
    return ofClass.size() > 1 && pure(ofValue) >= least && pure(ofClass) >= least;
  }

  /** How many rows have the most frequent partner of their value. */
  private static <A, B> long pure(Map<A, Map<B, Integer>> partners) {
    return partners.values().stream()
        .mapToLong(counts -> counts.values().stream().mapToInt(Integer::intValue).max().orElse(0))
        .sum();
  }

  private boolean suspicious(int from, int count) {
    if (task == Task.REGRESSION) {
      double r2 = count == 1 ? correlation(from) * correlation(from) : explained(from, count);
      return r2 > SUSPICIOUS_R2;
    }
    int classes = (int) Arrays.stream(matrix.y()).max().orElse(0) + 1;
    // With more classes than two a suspect must tell every class from the others.
    int seen = 0;
    for (int k = task == Task.BINARY ? 1 : 0; k < classes; k++) {
      double auc = auc(from, count, k);
      if (!Double.isNaN(auc)) {
        seen++;
        if (auc <= SUSPICIOUS_AUC) {
          return false;
        }
      }
    }
    return seen > 0;
  }

  private double auc(int from, int count, int classIndex) {
    double[] truth = new double[matrix.rows()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = matrix.y()[i] == classIndex ? 1 : 0;
    }
    if (count == 1) {
      double auc = auc(truth, column(from));
      return Math.max(auc, 1 - auc);
    }
    return auc(truth, groupMeans(from, count, truth));
  }

  private static double auc(double[] truth, double[] scores) {
    double[][] probabilities = new double[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = new double[] {-scores[i], scores[i]};
    }
    return Metrics.value(Metric.AUC, Outcomes.ofClasses(truth, probabilities, 0.5));
  }

  private double[] column(int feature) {
    return Arrays.stream(matrix.x()).mapToDouble(row -> row[feature]).toArray();
  }

  private double correlation(int feature) {
    double[] x = column(feature);
    double[] y = matrix.y();
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private double explained(int from, int count) {
    double r2 =
        Metrics.value(
            Metric.R2, Outcomes.ofValues(matrix.y(), groupMeans(from, count, matrix.y())));
    return Double.isNaN(r2) ? 0 : r2;
  }

  /**
   * For each row the mean target of the rows of other folds with the same features here, so that a
   * column of names, each seen once, does not look all-knowing.
   */
  private double[] groupMeans(int from, int count, double[] target) {
    Map<List<Double>, Map<Integer, double[]>> groups = new HashMap<>();
    Map<Integer, double[]> all = new HashMap<>();
    List<List<Double>> keys = new ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      List<Double> key = Arrays.stream(matrix.x()[i], from, from + count).boxed().toList();
      keys.add(key);
      add(groups.computeIfAbsent(key, k -> new HashMap<>()), matrix.folds()[i], target[i]);
      add(all, matrix.folds()[i], target[i]);
    }
    double[] means = new double[matrix.rows()];
    for (int i = 0; i < means.length; i++) {
      double mean = meanOutside(groups.getOrDefault(keys.get(i), Map.of()), matrix.folds()[i]);
      means[i] = Double.isNaN(mean) ? meanOutside(all, matrix.folds()[i]) : mean;
    }
    // One fold only leaves no other rows to look at.
    return Arrays.stream(means).map(mean -> Double.isNaN(mean) ? 0 : mean).toArray();
  }

  private static void add(Map<Integer, double[]> sums, int fold, double value) {
    double[] sum = sums.computeIfAbsent(fold, f -> new double[2]);
    sum[0] += value;
    sum[1]++;
  }

  private static double meanOutside(Map<Integer, double[]> sums, int fold) {
    double sum = 0;
    double count = 0;
    for (Map.Entry<Integer, double[]> entry : sums.entrySet()) {
      if (entry.getKey() != fold) {
        sum += entry.getValue()[0];
        count += entry.getValue()[1];
      }
    }
    return sum / count;
  }
}
