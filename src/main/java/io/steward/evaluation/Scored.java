package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.metrics.Outcomes;
import io.steward.schema.RawTable;
import java.util.List;

/**
 * Rows with what was true and what a model answered.
 *
 * @param rows the raw rows, with all columns of the snapshot
 * @param truth one entry a row: the index of the true class, or the true value in a regression
 * @param predictions the answers, in the order of the rows
 * @param classes the classes in the order of their index (binary: the second is the positive one);
 *     empty in a regression
 * @param threshold the probability of the positive class from which a row counts as positive
 */
public record Scored(
    RawTable rows,
    double[] truth,
    Predictions predictions,
    List<String> classes,
    double threshold) {

  public Scored {
    classes = List.copyOf(classes);
    if (rows.rows() != truth.length || predictions.rows() != truth.length) {
      throw new IllegalArgumentException(
          "There are %d rows, %d true values and %d predictions; they must be as many."
              .formatted(rows.rows(), truth.length, predictions.rows()));
    }
  }

  /** Truth and predictions as the metrics take them. */
  public Outcomes outcomes(ErrorCosts costs) {
    return outcomes(predictions, costs);
  }

  /** The same rows with other predictions of the same model, for example of disturbed inputs. */
  Outcomes outcomes(Predictions others, ErrorCosts costs) {
    return new Outcomes(truth, others.probabilities(), others.values(), threshold, costs);
  }
}
