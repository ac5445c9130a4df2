package io.steward.bundle;

import java.util.List;

/**
 * A classifier whose probabilities are calibrated. With more than two classes each class is
 * calibrated against all others, and the results are divided by their sum (Zadrozny and Elkan,
 * 2002).
 *
 * @param base has one output a calibrator
 */
public record CalibratedModel(PortableModel base, List<Calibrator> calibrators)
    implements PortableModel {

  public CalibratedModel {
    calibrators = List.copyOf(calibrators);
    if (base.outputs() != calibrators.size()) {
      throw new IllegalArgumentException(
          "A model of %d outputs cannot have %d calibrators."
              .formatted(base.outputs(), calibrators.size()));
    }
  }

  @Override
  public int features() {
    return base.features();
  }

  @Override
  public int outputs() {
    return base.outputs();
  }

  /** The outputs are final. */
  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public double[] predict(double[] features) {
    return calibrate(calibrators, base.predict(features));
  }

  /** Calibrates the outputs of one row; the array is not changed. */
  public static double[] calibrate(List<Calibrator> calibrators, double[] outputs) {
    double[] calibrated = new double[outputs.length];
    double sum = 0;
    for (int k = 0; k < calibrated.length; k++) {
      calibrated[k] = calibrators.get(k).apply(outputs[k]);
      sum += calibrated[k];
    }
    // One output is the probability of one class of two; more must add up to 1.
    for (int k = 0; k < calibrated.length && calibrated.length > 1; k++) {
      calibrated[k] = sum > 0 ? calibrated[k] / sum : 1.0 / calibrated.length;
    }
    return calibrated;
  }
}
