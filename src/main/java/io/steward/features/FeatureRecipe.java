package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.artifact.Digest;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.List;

/**
 * How raw columns become features: fitted once, then applied identically in training, evaluation,
 * serving and monitoring.
 *
 * @param fittedOn the digest of the Parquet blob with the rows it was fitted on
 * @param columns in the order of the features
 * @param featureNames the names of all features in order
 * @param round 0 for the plain recipe; each later round is richer
 */
public record FeatureRecipe(
    Digest fittedOn, List<ColumnRecipe> columns, List<String> featureNames, int round) {
  public FeatureRecipe {
    columns = List.copyOf(columns);
    featureNames = List.copyOf(featureNames);
    List<String> expected =
        columns.stream().flatMap(column -> column.featureNames().stream()).toList();
    if (!expected.equals(featureNames)) {
      throw new IllegalArgumentException(
          "The feature names " + featureNames + " are not those of the columns: " + expected);
    }
  }

  /** A recipe of these columns. */
  public static FeatureRecipe of(Digest fittedOn, List<ColumnRecipe> columns, int round) {
    List<String> names =
        columns.stream().flatMap(column -> column.featureNames().stream()).toList();
    return new FeatureRecipe(fittedOn, columns, names, round);
  }

  /** The raw columns that are read, in order. */
  @JsonIgnore
  public List<ColumnSchema> inputs() {
    return columns.stream()
        .map(
            column ->
                switch (column) {
                  case NumberRecipe number -> new ColumnSchema(number.column(), ColumnKind.NUMBER);
                  case TextRecipe text -> new ColumnSchema(text.column(), ColumnKind.TEXT);
                })
        .toList();
  }
}
