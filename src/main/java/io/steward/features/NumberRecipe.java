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
  public RowWriter writer(RawTable rows, Places places) {
    double[] values = rows.numbers(column);
    double[][] x = places.x();
    int place = places.of(0);
    int missing = indicator ? places.of(1) : -1;
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        if (place >= 0) {
          x[row][place] = steps.apply(values[row]);
        }
        if (missing >= 0) {
          x[row][missing] = Double.isNaN(values[row]) ? 1 : 0;
        }
      }
    };
  }
}
