package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have to be otherwise for another answer. Found by search and verified by asking the
 * model again; it says what the model would answer, not what the world would do.
 *
 * @param changes what changes, few and small
 * @param label the answer then
 * @param probability the probability of that label then
 * @param words all of it in a sentence
 */
public record Counterfactual(
    List<Change> changes, String label, @Nullable Double probability, String words) {

  public Counterfactual {
    changes = List.copyOf(changes);
  }

  /** One value instead of another; "(missing)" where there is none. */
  public record Change(String column, String from, String to) {}
}
