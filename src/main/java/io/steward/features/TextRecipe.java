package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text column, one feature a level, named {@code <column>=<level>}: 1 where the value is the
 * level, else 0. A value that is no level, be it rare in training or never seen, is 0 everywhere.
 *
 * @param levels at least one, all different; the empty text is the level of missing values
 * @param missingAs what a missing value is taken for; null if it stands for itself
 * @param indicator whether a last feature, {@code <column>_missing}, is 1 where it was missing
 */
public record TextRecipe(
    String column, List<String> levels, @Nullable String missingAs, boolean indicator)
    implements ColumnRecipe {
  public TextRecipe {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("Text column '" + column + "' needs a level.");
    }
  }

  /** Missing values stand for themselves. */
  public TextRecipe(String column, List<String> levels) {
    this(column, levels, null, false);
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    List<String> names = new ArrayList<>(levels.stream().map(l -> column + "=" + l).toList());
    if (indicator) {
      names.add(NumberRecipe.indicatorName(column));
    }
    return names;
  }

  @Override
  public RowWriter writer(RawTable rows, Places places) {
    String[] values = rows.texts(column);
    Map<String, Integer> indexes = indexes(levels, missingAs);
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        Integer level = indexes.get(values[row]);
        if (level != null) {
          places.put(row, level, 1);
        }
        if (indicator && values[row].isEmpty()) {
          places.put(row, levels.size(), 1);
        }
      }
    };
  }

  /** The number of each level; the empty text has that of {@code missingAs}, if given. */
  static Map<String, Integer> indexes(List<String> levels, @Nullable String missingAs) {
    Map<String, Integer> indexes = HashMap.newHashMap(levels.size() + 1);
    for (int i = 0; i < levels.size(); i++) {
      indexes.put(levels.get(i), i);
    }
    if (missingAs != null) {
      Integer same = indexes.get(missingAs);
      if (same == null) {
        indexes.remove("");
      } else {
        indexes.put("", same);
      }
    }
    return indexes;
  }
}
