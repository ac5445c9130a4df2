package io.steward.features;

import org.jspecify.annotations.Nullable;

/**
 * What came of a column.
 *
 * @param recipe null if it is left out
 * @param why what is done and why, in a sentence
 */
record Fitted(@Nullable ColumnRecipe recipe, String why) {
  static Fitted leftOut(String why) {
    return new Fitted(null, "Left out. " + why);
  }
}
