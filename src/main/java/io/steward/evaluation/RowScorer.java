package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.schema.RawTable;

/** Whatever answers for raw rows: the ONNX scorer of a bundle, or a served model. */
@FunctionalInterface
public interface RowScorer {
  /** Scores rows of raw columns; the answers are in the order of the rows. */
  Predictions score(RawTable rows);
}
