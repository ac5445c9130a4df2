package io.steward.charter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the charter decides about features, written {@code features}. What it leaves open is chosen
 * from the data, each choice with its reason.
 *
 * @param columns by name, the columns for which something is decided
 * @param interactions pairs of number columns whose product becomes a feature
 */
public record FeaturePlan(
    Map<String, ColumnPlan> columns, List<List<String>> interactions, SelectionPlan selection) {
  /** Everything is chosen from the data. */
  public static final FeaturePlan AUTOMATIC =
      new FeaturePlan(Map.of(), List.of(), new SelectionPlan(null, null, null, null));

  /** What is decided for a column; the automatic choice if nothing is. */
  public ColumnPlan column(String name) {
    return columns.getOrDefault(name, ColumnPlan.AUTOMATIC);
  }

  /**
   * What is decided for one column; null leaves a choice open.
   *
   * @param constant what a missing value becomes if {@code missing} is CONSTANT: a number or a text
   * @param indicator whether a feature of its own marks missing values
   */
  public record ColumnPlan(
      @Nullable Missing missing,
      @Nullable String constant,
      @Nullable Boolean indicator,
      @Nullable Outliers outliers,
      @Nullable Transform transform,
      @Nullable Scaling scale,
      @Nullable Encoding encode) {
    /** Nothing is decided. */
    public static final ColumnPlan AUTOMATIC =
        new ColumnPlan(null, null, null, null, null, null, null);
  }

  /**
   * Which features are left out; null turns a rule off.
   *
   * @param variance features whose variance is not above this, at least 0
   * @param correlation of two features whose correlation is above this (0 to 1), the later one
   * @param mutualInformation features that tell less than this about the target, in nats
   * @param keep only so many remain, those that tell most about the target
   */
  public record SelectionPlan(
      @Nullable Double variance,
      @Nullable Double correlation,
      @Nullable Double mutualInformation,
      @Nullable Integer keep) {
    /** Whether any rule is on. */
    public boolean active() {
      return variance != null || correlation != null || mutualInformation != null || keep != null;
    }
  }

  /** What a missing value becomes. */
  public enum Missing {
    MEDIAN,
    MEAN,
    MODE,
    CONSTANT
  }

  /** What becomes of extreme numbers. */
  public enum Outliers {
    NONE,
    /** Clipped to the 1 % and 99 % quantiles of the training rows. */
    WINSORISE
  }

  /** How the distribution of a number is straightened. */
  public enum Transform {
    NONE,
    /** ln(1 + x). */
    LOG,
    /** Yeo–Johnson with a fitted exponent. */
    POWER
  }

  /** How numbers are brought to one scale. */
  public enum Scaling {
    NONE,
    /** To mean 0 and deviation 1. */
    STANDARD,
    /** To 0 for the least and 1 for the greatest value. */
    RANGE
  }

  /** How a text or a date becomes numbers. */
  public enum Encoding {
    ONE_HOT,
    ORDINAL,
    TARGET,
    HASHED_NGRAMS,
    DATE_PARTS,
    /** Not at all; for columns of any kind. */
    DROP
  }
}
