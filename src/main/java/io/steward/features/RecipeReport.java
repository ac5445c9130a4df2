package io.steward.features;

import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** Explains a recipe that was fitted on this snapshot under this charter. */
  public static RecipeReport explain(Charter charter, Snapshot snapshot, FeatureRecipe recipe) {
    List<ColumnChoice> choices = new ArrayList<>();
    for (ColumnSchema column : snapshot.columns()) {
      Optional<ColumnRecipe> used =
          recipe.columns().stream().filter(r -> r.column().equals(column.name())).findFirst();
      choices.add(used.map(RecipeReport::used).orElseGet(() -> leftOut(charter, column)));
    }
    return new RecipeReport(recipe.round(), choices);
  }

  private static ColumnChoice leftOut(Charter charter, ColumnSchema column) {
    String reason = FeatureColumns.reasonAgainst(charter, column);
    if (reason.isEmpty()) {
      reason =
          column.kind() == ColumnKind.TEXT
              ? "It is empty or constant in the training rows, or each of its texts is too rare."
              : "It is empty or constant in the training rows.";
    }
    return new ColumnChoice(column.name(), false, 0, "Left out. " + reason);
  }

  private static ColumnChoice used(ColumnRecipe recipe) {
    String explanation =
        switch (recipe) {
          case NumberRecipe number -> explained(number);
          case TextRecipe text -> explained(text);
        };
    return new ColumnChoice(recipe.column(), true, recipe.featureNames().size(), explanation);
  }

  private static String explained(NumberRecipe number) {
    StringBuilder text = new StringBuilder();
    text.append(format("A missing number becomes the median %.6g", number.fill()));
    text.append(
        number.indicator()
            ? " and is marked by a feature of its own, since training has missing values"
            : "");
    if (number.upper() < Double.MAX_VALUE) {
      text.append(
          format(
              "; values are clipped to the 1 %% and 99 %% quantiles [%.6g, %.6g] against outliers",
              number.lower(), number.upper()));
    }
    if (number.log()) {
      text.append("; ln(1 + x) is taken because of the long upper tail");
    }
    text.append(
        format(
            "; then scaled by mean %.6g and deviation %.6g of the training rows.",
            number.mean(), number.scale()));
    return text.toString();
  }

  private static String explained(TextRecipe text) {
    String missing =
        text.levels().contains("")
            ? ", one of them for missing values,"
            : "; missing values are like an unseen text:";
    return "One feature for each of "
        + text.levels().size()
        + " frequent texts"
        + missing
        + " and rare or unseen texts are 0 in all of them.";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
