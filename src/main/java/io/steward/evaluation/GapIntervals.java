package io.steward.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of the gap between the group with the smallest and the one with the largest figure.
 *
 * <p>The interval of the two groups alone ({@link Intervals}) holds the truth too seldom where they
 * were chosen among several: of three groups that differ in nothing, two are found apart in 12 % of
 * cases. So the end towards "no gap" lies further out, as far as it must for groups that these rows
 * do not tell from the extreme ones (Tukey's range test, with the groups' own standard errors; by
 * simulation with fixed random numbers). Of two groups, or where the extremes stand apart from all
 * others, nothing changes; and the other end never does, because choosing extremes makes a gap look
 * too large and not too small.
 */
final class GapIntervals {
  /** The chance that an interval misses the truth. */
  static final double LEVEL = 0.05;

  /** The same for each of two gaps of which the worse is taken. */
  static final double LEVEL_OF_TWO = 1 - Math.sqrt(1 - LEVEL);

  /**
   * Groups count as told apart only so many standard errors beyond the critical value: where they
   * just seem apart, they were chosen for it. By simulation of three groups at many distances the
   * interval then holds the truth in 95 to 96 %, and without in 92 to 95 %.
   */
  private static final double MARGIN = 1;

  private static final int DRAWS = 10_000;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double Z = NORMAL.inverseCumulativeProbability(1 - LEVEL / 2);

  private final double[] values;
  private final Interval[] intervals;
  private final double level;

  private GapIntervals(double[] values, Interval[] intervals, double level) {
    this.values = values;
    this.intervals = intervals;
    this.level = level;
  }

  /**
   * The interval of the gap between the first and the last of the figures.
   *
   * @param figures of all groups that can be judged, ascending by value, at least two
   * @param ratio whether the gap is the smallest by the largest, and not the difference
   * @param level the chance to miss the truth
   * @return null where one of the two groups has no interval, or a ratio has no upper end
   */
  static @Nullable Interval of(List<GroupFigure> figures, boolean ratio, double level) {
    GroupFigure lowest = figures.getFirst();
    GroupFigure highest = figures.getLast();
    double low = Scale.number(lowest.value());
    double high = Scale.number(highest.value());
    Interval plain =
        ratio
            ? Intervals.ratio(low, lowest.interval(), high, highest.interval())
            : Intervals.difference(high, highest.interval(), low, lowest.interval());
    if (plain == null) {
      return null;
    }
    List<GroupFigure> sure = figures.stream().filter(figure -> figure.interval() != null).toList();
    GapIntervals among =
        new GapIntervals(
            sure.stream().mapToDouble(figure -> Scale.number(figure.value())).toArray(),
            sure.stream().map(GroupFigure::interval).toArray(Interval[]::new),
            level);
    double towards = among.critical() / Z;
    double away = among.normal() / Z;
    double gap = ratio ? low / high : high - low;
    return ratio
        ? new Interval(
            Math.max(0, gap - away * (gap - plain.lower())), gap + towards * (plain.upper() - gap))
        : new Interval(gap - towards * (gap - plain.lower()), gap + away * (plain.upper() - gap));
  }

  private double normal() {
    return NORMAL.inverseCumulativeProbability(1 - level / 2);
  }

  /** How many standard errors the end towards "no gap" lies from the gap. */
  private double critical() {
    int last = values.length - 1;
    if (last < 2) {
      return normal();
    }
    double ofAll = critical(_ -> true, _ -> true);
    double bound = ofAll + MARGIN;
    if (apart(0, last) <= bound) {
      return ofAll;
    }
    // A group that is like both extremes can only be like one: the nearer.
    IntPredicate high = group -> apart(group, last) <= bound && !nearerToLowest(group);
    IntPredicate low = group -> apart(0, group) <= bound && nearerToLowest(group);
    boolean alone =
        IntStream.range(1, last).noneMatch(group -> high.test(group) || low.test(group));
    return alone
        ? normal()
        : critical(
            group -> group == last || high.test(group), group -> group == 0 || low.test(group));
  }

  private boolean nearerToLowest(int group) {
    return apart(0, group) < apart(group, values.length - 1);
  }

  /** How many standard errors two groups lie apart. */
  private double apart(int lower, int higher) {
    double difference = values[higher] - values[lower];
    double half =
        Math.hypot(
            values[higher] - intervals[higher].lower(), intervals[lower].upper() - values[lower]);
    return difference > 0 ? Z * difference / half : 0;
  }

  /**
   * The critical value where the largest figure is chosen among some groups that are alike, and the
   * smallest among some.
   */
  private double critical(IntPredicate forLargest, IntPredicate forSmallest) {
    double[] errors =
        Arrays.stream(intervals).mapToDouble(i -> (i.upper() - i.lower()) / (2 * Z)).toArray();
    int[] top = IntStream.range(0, errors.length).filter(forLargest).toArray();
    int[] bottom = IntStream.range(0, errors.length).filter(forSmallest).toArray();
    SplittableRandom random = new SplittableRandom(DRAWS);
    double[] standardised = new double[DRAWS];
    double[] drawn = new double[errors.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.setAll(drawn, group -> errors[group] * random.nextGaussian());
      int largest = top[0];
      for (int group : top) {
        largest = drawn[group] > drawn[largest] ? group : largest;
      }
      int smallest = bottom[0];
      for (int group : bottom) {
        smallest = drawn[group] < drawn[smallest] ? group : smallest;
      }
      double error = Math.hypot(errors[largest], errors[smallest]);
      standardised[draw] = (drawn[largest] - drawn[smallest]) / error;
    }
    Arrays.sort(standardised);
    double missedByOtherEnd =
        Arrays.stream(standardised).filter(value -> value < -normal()).count() / (double) DRAWS;
    return Math.max(
        normal(), Quantiles.of(standardised, 1 - Math.max(0, level - missedByOtherEnd)));
  }
}
