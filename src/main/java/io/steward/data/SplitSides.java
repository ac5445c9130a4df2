package io.steward.data;

import io.steward.charter.SplitPlan;
import io.steward.schema.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows a split has on each side, and of which classes. */
record SplitSides(long trainingRows, long holdoutRows, List<String> classes) {

  /**
   * @param counts for each class ({@code stratum}) its rows {@code n} and those in the holdout
   *     {@code held}
   */
  static SplitSides of(
      List<Row> counts,
      boolean regression,
      ColumnKind kind,
      @Nullable String positive,
      String source,
      SplitPlan.By by) {
    long rows = 0;
    long holdout = 0;
    List<String> classes = new ArrayList<>();
    for (Row count : counts) {
      long all = count.whole("n");
      long held = count.whole("held");
      if (held == 0 || held == all) {
        throw oneSided(regression ? "" : count.requiredText("stratum"), all, source, by);
      }
      rows += all;
      holdout += held;
      classes.add(count.requiredText("stratum"));
    }
    if (rows == 0) {
      throw new UnusableDataException(
          "no-rows",
          "No row of " + source + " has a value in the target. Collect rows with a known outcome.");
    }
    List<String> ordered = regression ? List.of() : Targets.ordered(classes, kind, positive);
    return new SplitSides(rows - holdout, holdout, ordered);
  }

  private static UnusableDataException oneSided(
      String name, long rows, String source, SplitPlan.By by) {
    String what =
        name.isEmpty() ? "The " + rows + " rows" : "The " + rows + " rows of class '" + name + "'";
    return new UnusableDataException(
        "split-one-sided",
        what
            + " of "
            + source
            + " cannot be divided into training and holdout: "
            + switch (by) {
              case STRATIFIED ->
                  "there are too few, or nearly all are duplicates of one row. Collect more rows, or"
                      + " remove the duplicates.";
              case GROUP ->
                  "they lie in too few groups (columns.group). Collect rows of more groups, or"
                      + " split by stratified.";
              case TIME ->
                  "all of them are older, or all are newer, than where the holdout begins, or have"
                      + " no time. Collect rows of a longer time, or split by stratified.";
            });
  }
}
