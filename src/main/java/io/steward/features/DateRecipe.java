package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
  public void apply(RawTable rows, Places places) {
    String[] values = rows.texts(column);
    for (int row = 0; row < values.length; row++) {
      boolean isDate = DATE.matcher(values[row]).matches();
      LocalDate date = isDate ? LocalDate.parse(values[row].substring(0, 10)) : LocalDate.EPOCH;
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        places.put(row, i, part.steps().apply(isDate ? part.part().of(date) : Double.NaN));
      }
      if (indicator && !isDate) {
        places.put(row, parts.size(), 1);
      }
    }
  }
}
