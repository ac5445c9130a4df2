package io.steward.features;

import java.util.List;

/** Why each column is used as it is. */
public record RecipeReport(int round, List<ColumnChoice> choices) {
  public RecipeReport {
    choices = List.copyOf(choices);
  }

  /**
   * @param used whether the model sees the column
   * @param features the number of features it becomes
   * @param explanation a sentence that says what is done and why
   */
  public record ColumnChoice(String column, boolean used, int features, String explanation) {}
}
