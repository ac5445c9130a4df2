package io.steward.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws the next configuration of one algorithm by a tree-structured Parzen estimator (Bergstra et
 * al., Algorithms for Hyper-Parameter Optimization, 2011): points are drawn near the better third
 * of what was tried, and the one is taken that is likely among those and unlikely among the rest.
 * The same history and seed give the same configuration.
 */
final class ParzenSearch {
  /** How many points are drawn to take one of. */
  private static final int DRAWN = 32;

  /** The share of points that are drawn from anywhere. */
  private static final double ANYWHERE = 0.15;

  private final SearchSpace space;

  ParzenSearch(SearchSpace space) {
    this.space = space;
  }

  /**
   * @param tried what was tried, best first; what is on its way comes last. May be empty
   * @param untried whether a configuration may be taken
   * @return null if the space has nothing new near enough
   */
  @Nullable Configuration next(List<double[]> tried, long seed, Predicate<Configuration> untried) {
    SplittableRandom random = new SplittableRandom(seed);
    int best = (tried.size() + 2) / 3;
    List<double[]> good = tried.subList(0, best);
    List<double[]> rest = tried.subList(best, tried.size());
    double width = Math.clamp(0.35 / Math.sqrt(tried.size() + 1), 0.08, 0.25);
    Configuration chosen = null;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < DRAWN; i++) {
      double[] point = draw(good, width, random);
      double gain = density(good, point, width) / density(rest, point, width);
      Configuration configuration = space.at(point);
      if (gain > greatest && untried.test(configuration)) {
        greatest = gain;
        chosen = configuration;
      }
    }
    return chosen;
  }

  private double[] draw(List<double[]> good, double width, SplittableRandom random) {
    double[] point = new double[space.dimensions().size()];
    boolean anywhere = good.isEmpty() || random.nextDouble() < ANYWHERE;
    double[] centre = anywhere ? point : good.get(random.nextInt(good.size()));
    for (int d = 0; d < point.length; d++) {
      point[d] = anywhere ? random.nextDouble() : inside(centre[d] + width * random.nextGaussian());
    }
    return point;
  }

  /** What lies outside is mirrored at the border. */
  private static double inside(double place) {
    double mirrored = place < 0 ? -place : place > 1 ? 2 - place : place;
    return Math.clamp(mirrored, 0, 1);
  }

  /** The mean of normal kernels around the points and of one that is the same everywhere. */
  private static double density(List<double[]> points, double[] at, double width) {
    double sum = 1;
    for (double[] point : points) {
      double squares = 0;
      for (int d = 0; d < at.length; d++) {
        double distance = (at[d] - point[d]) / width;
        squares += distance * distance;
      }
      sum +=
          StrictMath.exp(-squares / 2)
              / StrictMath.pow(width * StrictMath.sqrt(2 * Math.PI), at.length);
    }
    return sum / (points.size() + 1);
  }
}
