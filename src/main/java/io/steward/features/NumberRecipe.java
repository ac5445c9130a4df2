package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.util.List;

/**
 * A number column. The first feature bears the column's name; with {@code indicator} a second one,
 * {@code <column>_missing}, is 1 where the value was missing and 0 elsewhere.
 */
public record NumberRecipe(String column, NumberSteps steps, boolean indicator)
    implements ColumnRecipe {

  /** The name of an indicator of missing values. */
  static String indicatorName(String column) {
    return column + "_missing";
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    return indicator ? List.of(column, indicatorName(column)) : List.of(column);
  }

  @Override
  public void apply(RawTable rows, Places places) {
    double[] values = rows.numbers(column);
    int place = places.of(0);
    double[][] x = places.x();
    if (place >= 0) {
      for (int row = 0; row < values.length; row++) {
        x[row][place] = steps.apply(values[row]);
      }
    }
    if (indicator && places.of(1) >= 0) {
      for (int row = 0; row < values.length; row++) {
        x[row][places.of(1)] = Double.isNaN(values[row]) ? 1 : 0;
      }
    }
  }
}
