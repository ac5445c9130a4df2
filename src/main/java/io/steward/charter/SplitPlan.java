package io.steward.charter;

/**
 * How rows are divided into training and holdout, written {@code split} in the charter.
 *
 * @param by what decides on which side a row lies
 * @param holdout the share of rows that is sealed, from {@value #LEAST_HOLDOUT} to {@value
 *     #MOST_HOLDOUT}
 */
public record SplitPlan(By by, double holdout) {
  /** With less, the holdout says little. */
  public static final double LEAST_HOLDOUT = 0.05;

  /** With more, too little is left to learn from. */
  public static final double MOST_HOLDOUT = 0.5;

  /** What holds where a charter says nothing. */
  public static final SplitPlan STANDARD = new SplitPlan(By.STRATIFIED, 0.2);

  /** What decides on which side of the split a row lies. */
  public enum By {
    /** Each class in the same shares on both sides. */
    STRATIFIED,
    /** Rows of one group ({@code columns.group}) all on one side and in one fold. */
    GROUP,
    /** The newest rows ({@code columns.time}) are the holdout; folds follow one another in time. */
    TIME
  }
}
