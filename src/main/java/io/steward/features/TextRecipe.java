package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A text column, one feature a level, named {@code <column>=<level>}: 1 where the value is the
 * level, else 0. A value that is no level, be it rare in training or never seen, is 0 everywhere.
 *
 * @param levels at least one, all different; the empty text is the level of missing values
 */
public record TextRecipe(String column, List<String> levels) implements ColumnRecipe {
  public TextRecipe {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("Text column '" + column + "' needs a level.");
    }
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    return levels.stream().map(level -> column + "=" + level).toList();
  }
}
