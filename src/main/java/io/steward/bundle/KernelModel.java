package io.steward.bundle;

/**
 * A machine with the kernel of Gauss: score = intercept + Σ<sub>i</sub> weight<sub>i</sub> ·
 * exp(−gamma · ‖x − vector<sub>i</sub>‖²). One output.
 *
 * @param vectors the rows that count, one column a feature; at least one
 * @param weights one a vector
 * @param gamma above 0
 */
public record KernelModel(
    double[][] vectors, double[] weights, double intercept, double gamma, Link link)
    implements PortableModel {

  public KernelModel {
    if (vectors.length == 0 || vectors.length != weights.length) {
      throw new IllegalArgumentException(
          "A kernel model needs one weight a vector, and one vector at least; it has %d and %d."
              .formatted(weights.length, vectors.length));
    }
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i].length != vectors[0].length) {
        throw new IllegalArgumentException(
            "All vectors of a kernel model must be as long as the first; number " + i + " is not.");
      }
      Finite.check("vector " + i, vectors[i]);
    }
    Finite.check("weights", weights);
    Finite.check("intercept and gamma", new double[] {intercept, gamma});
    if (gamma <= 0) {
      throw new IllegalArgumentException("A kernel's gamma must be above 0, not " + gamma + ".");
    }
  }

  @Override
  public int features() {
    return vectors[0].length;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double[] predict(double[] features) {
    double sum = 0;
    for (int i = 0; i < vectors.length; i++) {
      double squares = 0;
      for (int j = 0; j < vectors[i].length; j++) {
        double apart = Finite.bounded(features[j]) - vectors[i][j];
        squares += apart * apart;
      }
      sum += weights[i] * Math.exp(-gamma * squares);
    }
    double[] outputs = {sum + intercept};
    link.apply(outputs);
    return outputs;
  }
}
