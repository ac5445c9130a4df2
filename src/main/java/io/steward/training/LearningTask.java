package io.steward.training;

import io.steward.charter.Charter;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import java.util.List;

/**
 * What all candidates of a plan learn from.
 *
 * @param classes in the order of their numbers, as in the split; empty for regression
 * @param recipe what makes the features; part of each exported model
 * @param matrix the training rows as the recipe makes them
 */
public record LearningTask(
    Charter charter, List<String> classes, FeatureRecipe recipe, FeatureMatrix matrix) {
  public LearningTask {
    classes = List.copyOf(classes);
  }
}
