package io.steward.training;

import java.util.List;

/**
 * How much is spent on the curves of a candidate. Depends on the size of the data only, never on
 * the clock, so that the same run gives the same curves. Beside the candidate's own training (five
 * folds and a last fit on all rows) the fits add up to about twice as much on small data, where a
 * training takes seconds, half as much from half a million numbers on and a fifth as much from five
 * million on; three candidates of the dozens that were trained are looked at.
 *
 * @param folds how many folds are scored; the newest where folds follow the time
 * @param percents the shares of the rows that are learnt from, beside all of them, ascending
 * @param validationPercent the share of the rows that other settings learn from: all, or one of
 *     {@code percents}
 */
record CurveEffort(int folds, List<Integer> percents, int validationPercent) {
  private static final long MEDIUM = 500_000;
  private static final long LARGE = 5_000_000;

  static CurveEffort of(int rows, int features) {
    long numbers = (long) rows * features;
    if (numbers < MEDIUM) {
      return new CurveEffort(3, List.of(25, 50, 75), 100);
    }
    return numbers < LARGE
        ? new CurveEffort(2, List.of(25, 50), 25)
        : new CurveEffort(2, List.of(10, 25), 10);
  }

  /** How the effort was bounded, for people. */
  String inWords(int rows, int features) {
    return "%,d rows × %,d features: scored on %d folds, learnt from %s and 100 %% of the rows; other settings learn from %d %%."
        .formatted(
            rows,
            features,
            folds,
            String.join(", ", percents.stream().map(String::valueOf).toList()),
            validationPercent);
  }
}
