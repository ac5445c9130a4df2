package io.steward.training;

import io.steward.charter.Metric;
import java.util.List;

/**
 * Whether the data says anything about the target, found out before much is spent on it.
 *
 * @param metric the charter's primary metric, which all three numbers are in
 * @param baseline what is reached without looking at the features: class shares or the mean
 * @param quick the mean of a quick linear model in cross-validation; the baseline if there was none
 * @param standardError of {@code quick}
 * @param reasons what led to the verdict, for people; at least one
 * @param leakageSuspects raw columns that alone tell the target all but perfectly
 */
public record LearnabilityReport(
    Verdict verdict,
    Metric metric,
    double baseline,
    double quick,
    double standardError,
    List<String> reasons,
    List<String> leakageSuspects) {

  /** What is to be expected of a model. */
  public enum Verdict {
    /** Better than the baseline by more than chance. */
    LEARNABLE,
    /** A person should look: the gain may be chance, or a column may give the target away. */
    DOUBTFUL,
    /** There is nothing that could be learnt. */
    NOT
  }

  public LearnabilityReport {
    reasons = List.copyOf(reasons);
    leakageSuspects = List.copyOf(leakageSuspects);
  }
}
