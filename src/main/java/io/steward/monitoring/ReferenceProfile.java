package io.steward.monitoring;

import io.steward.evaluation.Distribution;
import io.steward.evaluation.LevelDistribution;
import io.steward.evaluation.NumberDistribution;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model's inputs and predictions looked like when it was made: part of the bundle, and what
 * served requests are held against.
 *
 * @param rows rows behind the columns
 * @param columns the spread of each input column
 * @param predictions the spread of the predictions on rows that the model did <em>not</em> learn
 *     from (on its training rows a model is surer than it will ever be again, which would look like
 *     drift): {@code HoldoutEvaluation.predictions()}
 */
public record ReferenceProfile(
    long rows, Map<String, Distribution> columns, Distribution predictions) {

  public ReferenceProfile {
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /**
   * The profile of the rows that a model was made from.
   *
   * @param inputs the raw columns of the model; dates and columns that the rows do not have are
   *     left out
   * @param rows the training rows
   * @param predictions the spread of the predictions on the holdout
   */
  public static ReferenceProfile of(
      List<ColumnSchema> inputs, RawTable rows, Distribution predictions) {
    Map<String, Distribution> columns = new TreeMap<>();
    for (ColumnSchema input : inputs) {
      if (rows.has(input.name()) && input.kind() != ColumnKind.DATE) {
        columns.put(
            input.name(),
            input.kind() == ColumnKind.NUMBER
                ? NumberDistribution.of(rows.numbers(input.name()))
                : LevelDistribution.of(rows.texts(input.name())));
      }
    }
    return new ReferenceProfile(rows.rows(), columns, predictions);
  }
}
