package io.steward.features;

import io.steward.charter.FeaturePlan.SelectionPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out features that vary too little, tell too little about the target or repeat another one,
 * and all but so many of the rest. Depends on the given rows only.
 */
final class FeatureSelector {
  /** Correlations are taken on so many rows at most, evenly spaced: pairs are many. */
  private static final int MOST_ROWS = 20_000;

  /** Numbers are cut into so many parts of about equal size to count what they tell. */
  private static final int BINS = 10;

  private final SelectionPlan plan;
  private final boolean regression;

  FeatureSelector(SelectionPlan plan, boolean regression) {
    this.plan = plan;
    this.regression = regression;
  }

  /**
   * @param kept positions, ascending, at least one if there was one
   * @param reasons why each of the others was left out, by its position
   */
  record Result(int[] kept, Map<Integer, String> reasons) {}

  Result select(double[][] x, double[] y, int[] rows, List<String> names) {
    int count = names.size();
    Map<Integer, String> reasons = new TreeMap<>();
    double[] information = informs() ? information(x, y, rows, count) : new double[count];
    double[] variances = new double[count];
    for (int i = 0; i < count; i++) {
      variances[i] = variance(x, rows, i);
      Double least = plan.variance();
      if (least != null && !(variances[i] > least)) {
        reasons.put(i, format("its variance %.3g is not above %.3g", variances[i], least));
      } else if (plan.mutualInformation() != null && information[i] < plan.mutualInformation()) {
        reasons.put(
            i,
            format(
                "it tells %.3g nats about the target, less than %.3g",
                information[i], plan.mutualInformation()));
      }
    }
    if (plan.correlation() != null) {
      correlated(x, rows, names, variances, plan.correlation(), reasons);
    }
    most(count, information, plan.keep(), reasons);
    int[] kept = IntStream.range(0, count).filter(i -> !reasons.containsKey(i)).toArray();
    if (kept.length == 0 && count > 0) {
      // A model needs a feature: the one that tells most, or the first.
      int best = byInformation(information, IntStream.range(0, count)).getFirst();
      reasons.remove(best);
      kept = new int[] {best};
    }
    return new Result(kept, reasons);
  }

  private boolean informs() {
    return plan.mutualInformation() != null || plan.keep() != null;
  }

  private static void most(
      int count, double[] information, @Nullable Integer keep, Map<Integer, String> reasons) {
    if (keep != null) {
      List<Integer> left =
          byInformation(
              information, IntStream.range(0, count).filter(i -> !reasons.containsKey(i)));
      for (int i = keep; i < left.size(); i++) {
        reasons.put(left.get(i), format("%d others tell more about the target", keep));
      }
    }
  }

  private static List<Integer> byInformation(double[] information, IntStream positions) {
    return positions
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -information[i]).thenComparing(i -> i))
        .toList();
  }

  private static void correlated(
      double[][] x,
      int[] rows,
      List<String> names,
      double[] variances,
      double most,
      Map<Integer, String> reasons) {
    int step = Math.ceilDiv(rows.length, MOST_ROWS);
    int[] sample =
        IntStream.range(0, rows.length / Math.max(1, step)).map(i -> rows[i * step]).toArray();
    List<Integer> kept = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (reasons.containsKey(i) || !(variances[i] > 0)) {
        continue;
      }
      double[] column = standardised(x, sample, i);
      for (int k = 0; k < kept.size() && !reasons.containsKey(i); k++) {
        double r = 0;
        for (int row = 0; row < column.length; row++) {
          r += column[row] * columns.get(k)[row];
        }
        if (Math.abs(r) > most) {
          reasons.put(i, format("its correlation with '%s' is %.3f", names.get(kept.get(k)), r));
        }
      }
      if (!reasons.containsKey(i)) {
        kept.add(i);
        columns.add(column);
      }
    }
  }

  /** Mean 0 and length 1, so that the product of two is their correlation. */
  private static double[] standardised(double[][] x, int[] rows, int feature) {
    double[] column = Arrays.stream(rows).mapToDouble(row -> x[row][feature]).toArray();
    double mean = Arrays.stream(column).average().orElse(0);
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      column[i] -= mean;
      squares += column[i] * column[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < column.length && length > 0; i++) {
      column[i] /= length;
    }
    return column;
  }

  private static double variance(double[][] x, int[] rows, int feature) {
    double mean = Arrays.stream(rows).mapToDouble(row -> x[row][feature]).average().orElse(0);
    return Arrays.stream(rows)
        .mapToDouble(row -> (x[row][feature] - mean) * (x[row][feature] - mean))
        .average()
        .orElse(0);
  }

  /** The mutual information of each feature and the target, both in parts, in nats. */
  private double[] information(double[][] x, double[] y, int[] rows, int count) {
    int[] outcome = parts(Arrays.stream(rows).mapToDouble(row -> y[row]).toArray(), !regression);
    double[] information = new double[count];
    for (int i = 0; i < count; i++) {
      int feature = i;
      int[] parts = parts(Arrays.stream(rows).mapToDouble(row -> x[row][feature]).toArray(), false);
      information[i] = information(parts, outcome);
    }
    return information;
  }

  private static double information(int[] a, int[] b) {
    int as = Arrays.stream(a).max().orElse(0) + 1;
    int bs = Arrays.stream(b).max().orElse(0) + 1;
    double[][] joint = new double[as][bs];
    double[] ofA = new double[as];
    double[] ofB = new double[bs];
    for (int i = 0; i < a.length; i++) {
      joint[a[i]][b[i]]++;
      ofA[a[i]]++;
      ofB[b[i]]++;
    }
    double information = 0;
    for (int i = 0; i < as; i++) {
      for (int k = 0; k < bs; k++) {
        if (joint[i][k] > 0) {
          information +=
              joint[i][k] / a.length * Math.log(joint[i][k] * a.length / (ofA[i] * ofB[k]));
        }
      }
    }
    return Math.max(0, information);
  }

  /** The part of each value: parts of about equal size; equal values share one. */
  private static int[] parts(double[] values, boolean classes) {
    if (classes) {
      return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] cuts =
        IntStream.range(1, BINS)
            .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / BINS)])
            .distinct()
            .toArray();
    return Arrays.stream(values)
        .mapToInt(
            value -> {
              int at = Arrays.binarySearch(cuts, value);
              return at >= 0 ? at + 1 : -at - 1;
            })
        .toArray();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
