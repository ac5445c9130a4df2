package io.steward.bundle;

import java.util.List;

/**
 * The weighted mean of the outputs of several models over the same features.
 *
 * @param members at least one; all have as many outputs
 * @param weights one a member, each above 0, 1 in all
 */
public record EnsembleModel(List<PortableModel> members, double[] weights)
    implements PortableModel {

  public EnsembleModel {
    members = List.copyOf(members);
    if (members.isEmpty() || members.size() != weights.length) {
      throw new IllegalArgumentException(
          "An ensemble needs one weight a member; it has %d and %d members."
              .formatted(weights.length, members.size()));
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] > 0)) {
        throw new IllegalArgumentException(
            "Member %d of an ensemble has the weight %s; it must be above 0."
                .formatted(i, weights[i]));
      }
      if (members.get(i).outputs() != members.getFirst().outputs()) {
        throw new IllegalArgumentException(
            "All members of an ensemble must have as many outputs; member %d has %d, member 0 has %d."
                .formatted(i, members.get(i).outputs(), members.getFirst().outputs()));
      }
      sum += weights[i];
    }
    if (Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException("The weights of an ensemble add up to " + sum + ".");
    }
  }

  @Override
  public int features() {
    return members.stream().mapToInt(PortableModel::features).max().orElseThrow();
  }

  @Override
  public int outputs() {
    return members.getFirst().outputs();
  }

  /** The outputs are final. */
  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public double[] predict(double[] features) {
    return blend(weights, members.stream().map(model -> model.predict(features)).toList());
  }

  /** The weighted mean of what the members said of one row. */
  public static double[] blend(double[] weights, List<double[]> outputs) {
    double[] blended = new double[outputs.getFirst().length];
    for (int i = 0; i < weights.length; i++) {
      for (int k = 0; k < blended.length; k++) {
        blended[k] += weights[i] * outputs.get(i)[k];
      }
    }
    return blended;
  }
}
