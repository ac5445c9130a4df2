package io.steward.bundle;

/**
 * A trained model without the library that trained it: numbers only. What is exported to ONNX, and
 * what the exported graph is checked against.
 *
 * <p>A binary model has one output, the probability of the positive class; a multiclass model one a
 * class, in the order of the classes; a regression model one, the value.
 */
public sealed interface PortableModel
    permits CalibratedModel,
        EnsembleModel,
        GaussianModel,
        KernelModel,
        LinearModel,
        NeuralModel,
        TreeModel {

  /** How many features a row must have at least. */
  int features();

  /** How many outputs {@link #predict} returns. */
  int outputs();

  /** What is applied to the raw scores. */
  Link link();

  /**
   * The outputs for one row, after the link.
   *
   * @param features one value a feature, in the order of the recipe; none may be NaN
   */
  double[] predict(double[] features);
}
