package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the model answers as it does for one row.
 *
 * @param label the class that is answered; null in a regression
 * @param explained what the contributions add up to, for example {@code the probability of 'bad'}
 * @param answer that number for this row
 * @param base the mean of that number for usual rows. The contributions of all columns add up to
 *     answer − base
 * @param reasons the columns that move it most, the strongest first
 * @param others what all other columns contribute together
 * @param counterfactuals what would have to change for another label, the easiest first
 * @param counterfactualNote why there is none; "" if there is one or none was asked for
 */
public record DecisionExplanation(
    @Nullable String label,
    String explained,
    double answer,
    double base,
    List<Reason> reasons,
    double others,
    List<Counterfactual> counterfactuals,
    String counterfactualNote) {

  public DecisionExplanation {
    reasons = List.copyOf(reasons);
    counterfactuals = List.copyOf(counterfactuals);
  }

  /**
   * A reason code: what one column does to this answer.
   *
   * @param value the row's value; "(missing)" where there is none
   * @param contribution by how much it moves the answer away from the mean; negative if it lowers
   * @param words a sentence
   */
  public record Reason(String column, String value, double contribution, String words) {}
}
