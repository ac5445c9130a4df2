package io.steward.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.charter.Metric;
import java.util.List;

/**
 * Whether the data says anything about the target, found out before much is spent on it.
 *
 * @param metric the charter's primary metric, which all scores are in
 * @param baseline what is reached without looking at the features: class shares or the mean
 * @param linear a quick linear model in cross-validation
 * @param trees a small forest in cross-validation
 * @param rows how many rows the quick models were given; fewer than there are where there are many
 * @param curve the better of the two models with fewer rows
 * @param moreData whether more rows would help
 * @param leakage columns that should not be learnt from, and why
 * @param reasons what led to the verdict, for people; at least one
 */
public record LearnabilityReport(
    Verdict verdict,
    Metric metric,
    double baseline,
    QuickModel linear,
    QuickModel trees,
    int rows,
    List<CurvePoint> curve,
    MoreData moreData,
    List<LeakageFinding> leakage,
    List<String> reasons) {

  /** What is to be expected of a model. */
  public enum Verdict {
    /** Better than the baseline by more than chance. */
    LEARNABLE,
    /** A person should look: the gain may be chance, or a column may give the target away. */
    DOUBTFUL,
    /** There is nothing that could be learnt. */
    NOT
  }

  /** Whether more rows would make a model better. */
  public enum MoreData {
    YES,
    NO,
    PERHAPS
  }

  /**
   * A quick model.
   *
   * @param score the mean over the folds
   * @param standardError of that mean
   */
  public record QuickModel(String algorithm, double score, double standardError) {}

  /**
   * A point of the learning curve.
   *
   * @param rows the mean number of rows that were learnt from
   * @param foldScores one a fold
   */
  public record CurvePoint(long rows, List<Double> foldScores) {
    public CurvePoint {
      foldScores = List.copyOf(foldScores);
    }

    /** The mean over the folds. */
    @JsonIgnore
    public double score() {
      return foldScores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
  }

  /**
   * Something that makes a model look better than it will be.
   *
   * @param column the column, or "" where it is about rows
   * @param evidence what was seen, in a sentence
   */
  public record LeakageFinding(Leak kind, String column, String evidence) {}

  /** The ways in which the target can leak. */
  public enum Leak {
    /** The column alone tells the target all but perfectly. */
    ALONE_PREDICTS,
    /** Each value of the column belongs to one value of the target and the other way round. */
    TARGET_IN_DISGUISE,
    /** The column has a different value in (almost) each row. */
    ID_LIKE,
    /** The charter says that the column is known only after the outcome; it is no feature. */
    KNOWN_AFTER,
    /** Rows of the training part have the same features as rows of the holdout. */
    DUPLICATES_ACROSS_SPLIT;

    /** Whether a person has to look at it. */
    public boolean isSuspicion() {
      return this == ALONE_PREDICTS || this == TARGET_IN_DISGUISE;
    }
  }

  public LearnabilityReport {
    curve = List.copyOf(curve);
    leakage = List.copyOf(leakage);
    reasons = List.copyOf(reasons);
  }

  /** The columns that give the target away, each once. */
  @JsonIgnore
  public List<String> leakageSuspects() {
    return leakage.stream()
        .filter(finding -> finding.kind().isSuspicion())
        .map(LeakageFinding::column)
        .distinct()
        .toList();
  }
}
