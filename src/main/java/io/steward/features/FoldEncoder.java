package io.steward.features;

import java.util.function.IntPredicate;

/**
 * Encodes one text column by a target again and again, each time from other folds: sums by level
 * and fold are taken once. The sums are made in the order of the rows, so they repeat to the bit.
 */
final class FoldEncoder {
  private final int[] codes;
  private final int[] folds;
  private final int foldCount;
  private final double[][] rows;
  private final double[][] sums;
  private final double[] allRows;
  private final double[] allSums;
  private final double[] allSquares;

  /**
   * @param codes the level of each row; −1 for none
   * @param levels how many levels there are
   * @param target one number a row
   */
  FoldEncoder(int[] codes, int levels, double[] target, int[] folds, int foldCount) {
    this.codes = codes;
    this.folds = folds;
    this.foldCount = foldCount;
    rows = new double[foldCount][levels];
    sums = new double[foldCount][levels];
    allRows = new double[foldCount];
    allSums = new double[foldCount];
    allSquares = new double[foldCount];
    for (int i = 0; i < codes.length; i++) {
      int fold = folds[i];
      if (codes[i] >= 0) {
        rows[fold][codes[i]]++;
        sums[fold][codes[i]] += target[i];
      }
      allRows[fold]++;
      allSums[fold] += target[i];
      allSquares[fold] += target[i] * target[i];
    }
  }

  /**
   * Encodes all rows; each from the folds that are open, without its own.
   *
   * @param open the folds whose targets may be looked at
   */
  double[] encode(IntPredicate open) {
    double[][] tables = new double[foldCount][];
    double[] encoded = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int fold = folds[i];
      if (tables[fold] == null) {
        tables[fold] = table(other -> other != fold && open.test(other));
      }
      encoded[i] = codes[i] < 0 ? 0 : tables[fold][codes[i]];
    }
    return encoded;
  }

  private double[] table(IntPredicate from) {
    int levels = rows[0].length;
    double[] levelRows = new double[levels];
    double[] levelSums = new double[levels];
    double count = 0;
    double sum = 0;
    double squares = 0;
    for (int fold = 0; fold < foldCount; fold++) {
      if (from.test(fold)) {
        count += allRows[fold];
        sum += allSums[fold];
        squares += allSquares[fold];
        for (int level = 0; level < levels; level++) {
          levelRows[level] += rows[fold][level];
          levelSums[level] += sums[fold][level];
        }
      }
    }
    double[] table = new double[levels];
    if (count > 0) {
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
      for (int level = 0; level < levels; level++) {
        table[level] = TargetStatistics.value(levelRows[level], levelSums[level], mean, deviation);
      }
    }
    return table;
  }
}
