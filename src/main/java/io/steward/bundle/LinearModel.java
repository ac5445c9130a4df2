package io.steward.bundle;

/**
 * A linear model: score<sub>k</sub> = intercept<sub>k</sub> + Σ weight<sub>kj</sub> ·
 * x<sub>j</sub>.
 *
 * @param weights one row an output, one column a feature; at least one row, all of the same length
 * @param intercepts one an output
 */
public record LinearModel(double[][] weights, double[] intercepts, Link link)
    implements PortableModel {

  public LinearModel {
    if (weights.length == 0 || weights.length != intercepts.length) {
      throw new IllegalArgumentException(
          "A linear model needs one intercept a row of weights; it has "
              + intercepts.length
              + " and "
              + weights.length
              + ".");
    }
    for (int k = 0; k < weights.length; k++) {
      if (weights[k].length != weights[0].length) {
        throw new IllegalArgumentException(
            "All outputs of a linear model must have as many weights; output "
                + k
                + " has "
                + weights[k].length
                + ", output 0 has "
                + weights[0].length
                + ".");
      }
      Finite.check("weights of output " + k, weights[k]);
    }
    Finite.check("intercepts", intercepts);
  }

  @Override
  public int features() {
    return weights[0].length;
  }

  @Override
  public int outputs() {
    return weights.length;
  }

  @Override
  public double[] predict(double[] features) {
    double[] scores = new double[weights.length];
    for (int k = 0; k < scores.length; k++) {
      double sum = 0;
      for (int j = 0; j < weights[k].length; j++) {
        sum += weights[k][j] * features[j];
      }
      scores[k] = sum + intercepts[k];
    }
    link.apply(scores);
    return scores;
  }
}
