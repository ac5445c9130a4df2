package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text column whose levels stand for numbers: their rank (ordinal), or how the target behaves on
 * their rows (target encoding). Rare and unseen values have a number of their own.
 *
 * @param levels at least one, all different; the empty text is the level of missing values
 * @param outputs one a feature
 * @param missingAs what a missing value is taken for; null if it stands for itself
 * @param indicator whether a last feature, {@code <column>_missing}, is 1 where it was missing
 */
public record EncodedRecipe(
    String column,
    Method method,
    List<String> levels,
    List<Output> outputs,
    @Nullable String missingAs,
    boolean indicator)
    implements ColumnRecipe {
  public EncodedRecipe {
    levels = List.copyOf(levels);
    outputs = List.copyOf(outputs);
    for (Output output : outputs) {
      if (levels.isEmpty() || output.values().size() != levels.size()) {
        throw new IllegalArgumentException(
            "Encoded column '" + column + "' needs levels, and a number for each of them.");
      }
    }
  }

  /** Where the numbers come from. */
  public enum Method {
    /** The rank of the level in the order of their text, brought to mean 0 and deviation 1. */
    ORDINAL,
    /** See {@link TargetStatistics}. Training rows get numbers that did not see their own fold. */
    TARGET
  }

  /**
   * One feature.
   *
   * @param name the feature's name
   * @param values one a level
   * @param unseen of all other texts
   */
  public record Output(String name, List<Double> values, double unseen) {
    public Output {
      values = List.copyOf(values);
    }
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    List<String> names = new ArrayList<>(outputs.stream().map(Output::name).toList());
    if (indicator) {
      names.add(NumberRecipe.indicatorName(column));
    }
    return names;
  }

  @Override
  public RowWriter writer(RawTable rows, Places places) {
    String[] values = rows.texts(column);
    Map<String, Integer> indexes = TextRecipe.indexes(levels, missingAs);
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        Integer level = indexes.get(values[row]);
        for (int k = 0; k < outputs.size(); k++) {
          Output output = outputs.get(k);
          places.put(row, k, level == null ? output.unseen() : output.values().get(level));
        }
        if (indicator && values[row].isEmpty()) {
          places.put(row, outputs.size(), 1);
        }
      }
    };
  }
}
