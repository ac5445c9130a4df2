package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A date column, one feature a part, named {@code <column>:<part>}. What is no date counts as
 * missing.
 *
 * @param parts at least one
 * @param indicator whether a last feature, {@code <column>_missing}, is 1 where there is no date
 */
public record DateRecipe(String column, List<Part> parts, boolean indicator)
    implements ColumnRecipe {
  private static final Pattern DATE = Pattern.compile(DatePart.PATTERN);
  private static final int MOST_KNOWN = 10_000;

  public DateRecipe {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Date column '" + column + "' needs a part.");
    }
  }

  /** A part and what is done with its number. */
  public record Part(DatePart part, NumberSteps steps) {}

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    List<String> names =
        new ArrayList<>(parts.stream().map(part -> column + ":" + part.part().written()).toList());
    if (indicator) {
      names.add(NumberRecipe.indicatorName(column));
    }
    return names;
  }

  @Override
  public RowWriter writer(RawTable rows, Places places) {
    String[] values = rows.texts(column);
    // Dates come again and again; the expression is the slow part.
    Map<String, double[]> known = new HashMap<>();
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        double[] features = known.get(values[row]);
        if (features == null) {
          features = features(values[row]);
          if (known.size() < MOST_KNOWN) {
            known.put(values[row], features);
          }
        }
        for (int i = 0; i < features.length; i++) {
          places.put(row, i, features[i]);
        }
      }
    };
  }

  private double[] features(String text) {
    boolean isDate = DATE.matcher(text).matches();
    LocalDate date = isDate ? LocalDate.parse(text.substring(0, 10)) : LocalDate.EPOCH;
    double[] features = new double[parts.size() + (indicator ? 1 : 0)];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      features[i] = part.steps().apply(isDate ? part.part().of(date) : Double.NaN);
    }
    if (indicator) {
      features[parts.size()] = isDate ? 0 : 1;
    }
    return features;
  }
}
