package io.steward.evaluation;

import io.steward.evaluation.SegmentCondition.Kind;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A raw column in few bins, so that a tree finds its splits by counting: a number between
 * quantiles, a text by its most frequent levels. What a row is worth plays no part in the bins.
 */
final class BinnedColumn {
  private static final int MOST_CUTS = 31;
  private static final int MOST_LEVELS = 30;

  private final String name;
  private final double[] cuts;
  private final List<String> levels;
  private final int[] codes;
  private final boolean someMissing;

  private BinnedColumn(
      String name, double[] cuts, List<String> levels, int[] codes, boolean someMissing) {
    this.name = name;
    this.cuts = cuts;
    this.levels = levels;
    this.codes = codes;
    this.someMissing = someMissing;
  }

  static BinnedColumn of(RawTable rows, ColumnSchema column) {
    return column.kind() == ColumnKind.NUMBER
        ? ofNumbers(column.name(), rows.numbers(column.name()))
        : ofTexts(column.name(), rows.texts(column.name()));
  }

  private static BinnedColumn ofNumbers(String name, double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    TreeSet<Double> quantiles = new TreeSet<>();
    for (int index = 1; index <= MOST_CUTS && sorted.length > 0; index++) {
      double cut = rounded(sorted[(int) ((long) index * sorted.length / (MOST_CUTS + 1))]);
      if (cut > sorted[0]) {
        quantiles.add(cut);
      }
    }
    double[] cuts = quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      int place = Arrays.binarySearch(cuts, values[row]);
      codes[row] =
          Double.isNaN(values[row]) ? cuts.length + 1 : place >= 0 ? place + 1 : -place - 1;
    }
    return new BinnedColumn(name, cuts, List.of(), codes, sorted.length < values.length);
  }

  /** To four digits: a limit that people can read is as good as the exact quantile. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).doubleValue()
        : value;
  }

  private static BinnedColumn ofTexts(String name, String[] values) {
    Map<String, Integer> frequency = new HashMap<>();
    for (String value : values) {
      frequency.merge(value, 1, Integer::sum);
    }
    List<String> levels =
        frequency.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_LEVELS)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Integer> codeOf = new HashMap<>();
    levels.forEach(level -> codeOf.put(level, codeOf.size()));
    int[] codes =
        Arrays.stream(values)
            .mapToInt(value -> codeOf.getOrDefault(value, levels.size()))
            .toArray();
    return new BinnedColumn(name, new double[0], levels, codes, false);
  }

  int code(int row) {
    return codes[row];
  }

  /** All codes are below this. */
  int bins() {
    return levels.isEmpty() ? cuts.length + 2 : levels.size() + 1;
  }

  private int missing() {
    return cuts.length + 1;
  }

  /** How many ways there are to split rows in two by this column. */
  int splits() {
    return levels.isEmpty() ? cuts.length + (someMissing ? 1 : 0) : levels.size();
  }

  /** Whether rows of a code are on the first side of a split. */
  boolean first(int split, int code) {
    if (!levels.isEmpty()) {
      return code == split;
    }
    return split == cuts.length ? code == missing() : code <= split;
  }

  /** What rows on a side of a split have in common. */
  SegmentCondition condition(int split, boolean first) {
    if (!levels.isEmpty()) {
      String level = levels.get(split);
      if (level.isEmpty()) {
        return plain(first ? Kind.MISSING : Kind.PRESENT);
      }
      return new SegmentCondition(name, first ? Kind.IS : Kind.IS_NOT, null, level, false);
    }
    if (split == cuts.length) {
      return plain(first ? Kind.MISSING : Kind.PRESENT);
    }
    return first
        ? new SegmentCondition(name, Kind.BELOW, cuts[split], null, false)
        : new SegmentCondition(name, Kind.AT_LEAST, cuts[split], null, someMissing);
  }

  private SegmentCondition plain(Kind kind) {
    return new SegmentCondition(name, kind, null, null, false);
  }

  /** The columns of the rows in bins. */
  static List<BinnedColumn> all(RawTable rows, List<ColumnSchema> columns) {
    List<BinnedColumn> binned = new ArrayList<>();
    columns.forEach(column -> binned.add(of(rows, column)));
    return binned;
  }
}
