package io.steward.evaluation;

import io.steward.evaluation.HoldoutComparison.Outcome;
import java.util.List;

/**
 * Is machine learning worth it here?
 *
 * @param comparisons the model beside the best constant answer and the charter's rule of thumb
 * @param verdict the answer in a sentence or two
 */
public record Worth(List<HoldoutComparison> comparisons, String verdict) {
  public Worth {
    comparisons = List.copyOf(comparisons);
  }

  static Worth of(List<HoldoutComparison> comparisons, String reservation) {
    String verdict;
    if (any(comparisons, Outcome.WORSE)) {
      verdict = "The model is not worth it: an answer without one is better.";
    } else if (any(comparisons, Outcome.CANNOT_BE_SAID)) {
      verdict = "Whether the model is worth it cannot be said.";
    } else if (any(comparisons, Outcome.EQUAL)) {
      verdict =
          "That the model is worth it is not shown: these rows do not tell it from an answer"
              + " without one.";
    } else {
      verdict = "The model is worth it: it is better beyond chance than what needs no model.";
    }
    return new Worth(comparisons, (verdict + " " + reservation).strip());
  }

  private static boolean any(List<HoldoutComparison> comparisons, Outcome outcome) {
    return comparisons.stream().anyMatch(comparison -> comparison.outcome() == outcome);
  }
}
