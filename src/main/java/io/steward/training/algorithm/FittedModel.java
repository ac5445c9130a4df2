package io.steward.training.algorithm;

import io.steward.bundle.PortableModel;
import java.util.function.UnaryOperator;

/**
 * A fitted model twice: as the numbers that are exported, and as the training library predicts, so
 * that one can be held against the other.
 *
 * @param portable what is exported
 * @param library the outputs of the library's own model for one row of features, in the shape of
 *     {@link PortableModel#predict}
 */
public record FittedModel(PortableModel portable, UnaryOperator<double[]> library) {}
