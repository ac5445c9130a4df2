package io.steward.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says for each column which of its features the selection left out, and why. */
final class SelectionReasons {
  /** More than these would hide the rest of the sentence. */
  private static final int MOST_NAMED = 3;

  private SelectionReasons() {}

  static List<ColumnChoice> explain(FeatureRecipe recipe, FeatureSelector.Result result) {
    List<String> names = recipe.featureNames();
    List<ColumnChoice> explained = new ArrayList<>();
    int at = 0;
    for (ColumnChoice choice : recipe.choices()) {
      explained.add(explain(choice, names, at, result.reasons()));
      at += choice.features();
    }
    return explained;
  }

  private static ColumnChoice explain(
      ColumnChoice choice, List<String> names, int from, Map<Integer, String> reasons) {
    List<String> left = new ArrayList<>();
    int count = 0;
    for (int i = from; i < from + choice.features(); i++) {
      String reason = reasons.get(i);
      if (reason != null && count++ < MOST_NAMED) {
        left.add("'" + names.get(i) + "' (" + reason + ")");
      }
    }
    if (count == 0) {
      return choice;
    }
    int kept = choice.features() - count;
    String more = count > MOST_NAMED ? " and " + (count - MOST_NAMED) + " more" : "";
    return new ColumnChoice(
        choice.column(),
        kept > 0,
        kept,
        choice.explanation() + " Selection left out " + String.join(", ", left) + more + ".");
  }
}
