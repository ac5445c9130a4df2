package io.steward.bundle;

/**
 * Classes as clouds with axes of their own: score<sub>k</sub> = constant<sub>k</sub> −
 * Σ<sub>j</sub> curvature<sub>kj</sub> · (x<sub>j</sub> − centre<sub>kj</sub>)². Kept in this form
 * and not as a polynomial of x, because with a narrow cloud the terms of the polynomial are huge
 * and cancel. Two classes have one output, the sigmoid of the difference of their scores; more have
 * one each, the softmax.
 *
 * @param constants one a class, at least two
 * @param centres one row a class, one column a feature
 * @param curvatures in the shape of the centres, not negative; 0 where a feature has no say
 */
public record GaussianModel(double[] constants, double[][] centres, double[][] curvatures)
    implements PortableModel {

  public GaussianModel {
    int classes = constants.length;
    if (classes < 2 || centres.length != classes || curvatures.length != classes) {
      throw new IllegalArgumentException(
          "A Gaussian model needs a constant, centres and curvatures a class, and two classes; it has %d, %d and %d."
              .formatted(classes, centres.length, curvatures.length));
    }
    Finite.check("constants", constants);
    for (int k = 0; k < classes; k++) {
      if (centres[k].length != centres[0].length || curvatures[k].length != centres[0].length) {
        throw new IllegalArgumentException(
            "All classes of a Gaussian model must have as many features; class "
                + k
                + " differs from class 0.");
      }
      Finite.check("centres of class " + k, centres[k]);
      Finite.check("curvatures of class " + k, curvatures[k]);
    }
  }

  @Override
  public int features() {
    return centres[0].length;
  }

  @Override
  public int outputs() {
    return constants.length == 2 ? 1 : constants.length;
  }

  @Override
  public Link link() {
    return constants.length == 2 ? Link.SIGMOID : Link.SOFTMAX;
  }

  @Override
  public double[] predict(double[] features) {
    double[] scores = new double[constants.length];
    for (int k = 0; k < scores.length; k++) {
      double sum = 0;
      for (int j = 0; j < centres[k].length; j++) {
        double apart = Finite.bounded(features[j]) - centres[k][j];
        sum += curvatures[k][j] * (apart * apart);
      }
      scores[k] = constants[k] - sum;
    }
    double[] outputs = scores.length == 2 ? new double[] {scores[1] - scores[0]} : scores;
    link().apply(outputs);
    return outputs;
  }
}
