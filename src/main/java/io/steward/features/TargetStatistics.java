package io.steward.features;

/**
 * Target encoding (Micci-Barreca, SIGKDD Explorations 3, 2001): how far the mean target of a
 * level's rows is from the mean of all rows, shrunk towards 0 where the level has few rows, in
 * units of the target's deviation: n / (n + {@value #SMOOTHING}) · (mean of level − mean) /
 * deviation. 0 for a level without rows.
 */
final class TargetStatistics {
  /** A level with as many rows counts half. */
  static final double SMOOTHING = 10;

  private TargetStatistics() {}

  /**
   * The number of one level.
   *
   * @param rows of the level
   * @param sum of the target over them
   * @param mean of the target over all rows
   * @param deviation of the target over all rows; the result is 0 if it is 0
   */
  static double value(double rows, double sum, double mean, double deviation) {
    return deviation > 0 ? (sum - rows * mean) / ((rows + SMOOTHING) * deviation) : 0;
  }
}
