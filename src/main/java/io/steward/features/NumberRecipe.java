package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A number column. A missing value becomes {@code fill}; the value is clipped to [lower, upper];
 * then ln(1 + x) if {@code log}; then (x − mean) / scale. The first feature bears the column's
 * name; with {@code indicator} a second one, {@code <column>_missing}, is 1 where the value was
 * missing and 0 elsewhere.
 *
 * @param fill a finite number
 * @param lower at most upper; −{@link Double#MAX_VALUE} stands for no bound (JSON has no infinity).
 *     Above −1 if {@code log}
 * @param upper {@link Double#MAX_VALUE} stands for no bound
 * @param scale finite and greater than 0
 */
public record NumberRecipe(
    String column,
    double fill,
    boolean indicator,
    double lower,
    double upper,
    boolean log,
    double mean,
    double scale)
    implements ColumnRecipe {
  public NumberRecipe {
    boolean finite =
        Double.isFinite(fill)
            && Double.isFinite(lower)
            && Double.isFinite(upper)
            && Double.isFinite(mean)
            && Double.isFinite(scale);
    if (!finite || lower > upper || scale <= 0 || (log && lower <= -1)) {
      throw new IllegalArgumentException(
          "The recipe of column '"
              + column
              + "' is not sound: all constants must be finite, lower ≤ upper, scale > 0, and with"
              + " log lower > -1.");
    }
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    return indicator ? List.of(column, column + "_missing") : List.of(column);
  }

  /** The first feature of a raw value; NaN is missing. */
  public double value(double raw) {
    double x = Double.isNaN(raw) ? fill : raw;
    x = Math.min(Math.max(x, lower), upper);
    if (log) {
      x = Math.log(1 + x);
    }
    return (x - mean) / scale;
  }
}
