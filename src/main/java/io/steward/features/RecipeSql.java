package io.steward.features;

import io.steward.data.Dialect;
import java.util.ArrayList;
import java.util.List;

/** A recipe as an SQL projection: one expression a feature, equal to the plain Java of it. */
final class RecipeSql {
  private RecipeSql() {}

  /** The expressions of all features in order. */
  static List<String> features(Dialect sql, FeatureRecipe recipe) {
    List<String> features = new ArrayList<>();
    for (ColumnRecipe column : recipe.columns()) {
      String name = sql.name(column.column());
      switch (column) {
        case NumberRecipe number -> {
          features.add(
              "("
                  + prepared(sql, number)
                  + " - "
                  + sql.number(number.mean())
                  + ") / "
                  + sql.number(number.scale()));
          if (number.indicator()) {
            features.add(oneIf(sql, name + " IS NULL"));
          }
        }
        case TextRecipe text -> {
          for (String level : text.levels()) {
            features.add(oneIf(sql, "coalesce(" + name + ", '') = " + sql.text(level)));
          }
        }
      }
    }
    return features;
  }

  /** A number filled, clipped and, if the recipe says so, in logarithms; not yet scaled. */
  static String prepared(Dialect sql, NumberRecipe number) {
    String filled =
        "coalesce(" + sql.name(number.column()) + ", " + sql.number(number.fill()) + ")";
    String raised = "greatest(" + filled + ", " + sql.number(number.lower()) + ")";
    String clipped = "least(" + raised + ", " + sql.number(number.upper()) + ")";
    return number.log() ? sql.ln(sql.number(1) + " + " + clipped) : clipped;
  }

  private static String oneIf(Dialect sql, String condition) {
    return "CASE WHEN " + condition + " THEN " + sql.number(1) + " ELSE " + sql.number(0) + " END";
  }
}
