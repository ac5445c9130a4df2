package io.steward.data;

import io.steward.data.AssociationReport.Association;
import io.steward.data.AssociationReport.Measure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The measures of {@link AssociationReport}. Sums run over the rows in order, so they are exact.
 */
final class PairMeasure {
  /** With fewer rows nothing is said. */
  private static final int LEAST_ROWS = 10;

  private PairMeasure() {}

  /** Nothing if too few rows have both values, or one of the two is constant in them. */
  static Optional<Association> of(PairValues first, PairValues second) {
    int[] rows =
        IntStream.range(0, first.rows())
            .filter(row -> !first.missing(row) && !second.missing(row))
            .toArray();
    if (rows.length < LEAST_ROWS) {
      return Optional.empty();
    }
    if (first.isNumber() && second.isNumber()) {
      double[] x = Arrays.stream(rows).mapToDouble(row -> first.numbers()[row]).toArray();
      double[] y = Arrays.stream(rows).mapToDouble(row -> second.numbers()[row]).toArray();
      double pearson = pearson(x, y);
      double spearman = pearson(ranks(x), ranks(y));
      double strength = Math.max(Math.abs(pearson), Math.abs(spearman));
      return pair(first, second, Measure.CORRELATION, strength, pearson, spearman, rows.length);
    }
    if (!first.isNumber() && !second.isNumber()) {
      double v = cramersV(first.codes(), second.codes(), rows);
      return pair(first, second, Measure.CRAMERS_V, v, v, v, rows.length);
    }
    double eta =
        first.isNumber()
            ? correlationRatio(second.codes(), first.numbers(), rows)
            : correlationRatio(first.codes(), second.numbers(), rows);
    return pair(first, second, Measure.CORRELATION_RATIO, eta, eta, eta, rows.length);
  }

  private static Optional<Association> pair(
      PairValues first,
      PairValues second,
      Measure measure,
      double strength,
      double value,
      double spearman,
      long rows) {
    return Double.isFinite(strength)
        ? Optional.of(
            new Association(first.name(), second.name(), measure, strength, value, spearman, rows))
        : Optional.empty();
  }

  static double pearson(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return Math.clamp(xy / Math.sqrt(xx) / Math.sqrt(yy), -1, 1);
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  static double[] ranks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  static double cramersV(int[] first, int[] second, int[] rows) {
    Map<Long, Integer> cells = new HashMap<>();
    Map<Integer, Integer> left = new HashMap<>();
    Map<Integer, Integer> right = new HashMap<>();
    for (int row : rows) {
      cells.merge((long) first[row] << 32 | second[row], 1, Integer::sum);
      left.merge(first[row], 1, Integer::sum);
      right.merge(second[row], 1, Integer::sum);
    }
    double n = rows.length;
    double sum = 0;
    for (long cell : cells.keySet().stream().sorted().toList()) {
      double observed = cells.getOrDefault(cell, 0);
      sum +=
          observed
              * observed
              / left.getOrDefault((int) (cell >> 32), 0)
              / right.getOrDefault((int) cell, 0);
    }
    double phi = sum - 1;
    double r = left.size();
    double c = right.size();
    double corrected = Math.max(0, phi - (r - 1) * (c - 1) / (n - 1));
    double rows2 = r - (r - 1) * (r - 1) / (n - 1);
    double columns2 = c - (c - 1) * (c - 1) / (n - 1);
    double most = Math.min(rows2, columns2) - 1;
    return most > 0 ? Math.min(1, Math.sqrt(corrected / most)) : Double.NaN;
  }

  static double correlationRatio(int[] codes, double[] numbers, int[] rows) {
    Map<Integer, double[]> groups = new HashMap<>();
    double mean = Arrays.stream(rows).mapToDouble(row -> numbers[row] / rows.length).sum();
    double total = 0;
    for (int row : rows) {
      double[] group = groups.computeIfAbsent(codes[row], _ -> new double[2]);
      group[0] += numbers[row] - mean;
      group[1]++;
      total += (numbers[row] - mean) * (numbers[row] - mean);
    }
    double between =
        groups.keySet().stream()
            .sorted()
            .map(groups::get)
            .mapToDouble(group -> group[0] * group[0] / group[1])
            .sum();
    double within = (total - between) / (rows.length - groups.size());
    double share = (between - (groups.size() - 1) * within) / total;
    return Math.sqrt(Math.clamp(share, 0, 1));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value / values.length;
    }
    return sum;
  }
}
