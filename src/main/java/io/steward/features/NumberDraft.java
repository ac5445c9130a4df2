package io.steward.features;

import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.charter.FeaturePlan.Scaling;
import io.steward.charter.FeaturePlan.Transform;
import io.steward.data.Moments;
import io.steward.features.NumberFitter.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be done with a number column, decided by its quantiles and the charter, before its
 * moments are known.
 *
 * @param fill what missing values become
 * @param lambda the exponent, for a power only
 */
record NumberDraft(
    Source source,
    Facts facts,
    double fill,
    boolean clip,
    Transform transform,
    double lambda,
    boolean indicator,
    String because) {
  /** A tail so many times as long as the other is long. */
  private static final double LONG_TAIL = 3;

  /**
   * @param low the 1 % quantile of the values that are there
   * @param high the 99 % quantile
   */
  record Facts(
      long rows,
      long present,
      double least,
      double greatest,
      double low,
      double median,
      double high) {

    /** With a fill value that may lie outside. */
    Facts including(double fill) {
      return new Facts(
          rows, present, Math.min(least, fill), Math.max(greatest, fill), low, median, high);
    }
  }

  static NumberDraft of(Source source, Facts facts, double fill, boolean rich) {
    ColumnPlan plan = source.plan();
    // Clipping must not make a column constant, as it would one with a few rare values.
    boolean clip =
        (plan.outliers() == null ? rich : plan.outliers() == Outliers.WINSORISE)
            && facts.low < facts.high;
    double upper = facts.high - facts.median;
    double lower = facts.median - facts.low;
    boolean longUpper = upper > LONG_TAIL * lower;
    boolean longLower = lower > LONG_TAIL * upper;
    Transform transform = plan.transform();
    String because = transform == null ? "" : "because the charter says so";
    if (transform == null) {
      transform =
          !rich || !(longUpper || longLower)
              ? Transform.NONE
              : longUpper && facts.least >= 0 ? Transform.LOG : Transform.POWER;
      because =
          say(
              "because the %s tail (quantiles of 1, 50 and 99 %%: %s, %s, %s) is more than %.0f times the other",
              longUpper ? "upper" : "lower",
              written(facts.low),
              written(facts.median),
              written(facts.high),
              LONG_TAIL);
    }
    if (transform == Transform.LOG && (clip ? facts.low : facts.least) <= -1) {
      transform = Transform.POWER;
      because = "because there are values of -1 and below, which have no ln(1 + x)";
    }
    boolean indicator =
        (plan.indicator() == null ? rich : plan.indicator()) && facts.present < facts.rows;
    return new NumberDraft(source, facts, fill, clip, transform, 1, indicator, because);
  }

  boolean isPower() {
    return transform == Transform.POWER;
  }

  NumberDraft withLambda(double fitted) {
    return new NumberDraft(source, facts, fill, clip, transform, fitted, indicator, because);
  }

  String expression() {
    return source.expression();
  }

  /** The steps up to clipping. */
  NumberSteps clipped() {
    List<NumberStep> steps = new ArrayList<>(List.of(new NumberStep.Fill(fill)));
    if (clip || transform != Transform.NONE) {
      // Also values that training never showed must have a finite feature.
      boolean open = !clip && transform == Transform.LOG;
      steps.add(new NumberStep.Clip(from(), open ? Double.MAX_VALUE : to()));
    }
    return new NumberSteps(steps);
  }

  /** The steps up to scaling. */
  NumberSteps unscaled() {
    List<NumberStep> steps = new ArrayList<>(clipped().steps());
    switch (transform) {
      case NONE -> {}
      case LOG -> steps.add(new NumberStep.Log());
      case POWER -> steps.add(new NumberStep.Power(lambda));
    }
    return new NumberSteps(steps);
  }

  /** Whether the values differ after these steps. */
  boolean varies() {
    double span = unscaled().apply(to()) - unscaled().apply(from());
    return span > 0 && Double.isFinite(span);
  }

  /** What the moments are taken in. */
  Moments moments() {
    return Moments.between(unscaled().apply(from()), unscaled().apply(to()));
  }

  /** The result, once the moments of what {@link #unscaled} makes are known. */
  NumberFitter.Result finish(double mean, double deviation) {
    List<NumberStep> steps = new ArrayList<>(unscaled().steps());
    Scaling scaling = source.plan().scale() == null ? Scaling.STANDARD : source.plan().scale();
    double divisor = deviation > 0 ? deviation : 1;
    double first = unscaled().apply(from());
    double last = unscaled().apply(to());
    switch (scaling) {
      case NONE -> {}
      case STANDARD -> steps.add(new NumberStep.Scale(mean, divisor));
      case RANGE -> steps.add(new NumberStep.Scale(first, last - first));
    }
    return new NumberFitter.Result(
        Optional.of(new NumberSteps(steps)), indicator, why(scaling, mean, divisor, first, last));
  }

  private String why(Scaling scaling, double mean, double divisor, double first, double last) {
    double share = 100.0 * (facts.rows - facts.present) / facts.rows;
    String filled = source.plan().missing() == null ? "median" : word(source.plan().missing());
    StringBuilder why = new StringBuilder();
    why.append(
        say(
            "A missing number (%.1f %% of the training rows) becomes the %s %s",
            share, filled, written(fill)));
    why.append(indicator ? " and is marked by a feature of its own" : "");
    if (clip) {
      why.append(
          say(
              "; values are clipped to the 1 %% and 99 %% quantiles [%s, %s] against outliers",
              written(facts.low), written(facts.high)));
    }
    switch (transform) {
      case NONE -> {}
      case LOG -> why.append("; ln(1 + x) is taken ").append(because);
      case POWER ->
          why.append("; the Yeo-Johnson power ")
              .append(written(lambda))
              .append(" is taken ")
              .append(because);
    }
    switch (scaling) {
      case NONE -> why.append("; not scaled, because the charter says so.");
      case STANDARD ->
          why.append(
              say(
                  "; then scaled by mean %s and deviation %s of the training rows.",
                  written(mean), written(divisor)));
      case RANGE ->
          why.append(
              say(
                  "; then brought from [%s, %s] to 0 to 1, because the charter says so.",
                  written(first), written(last)));
    }
    return why.toString();
  }

  private double from() {
    return clip ? facts.low : facts.least;
  }

  private double to() {
    return clip ? facts.high : facts.greatest;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String written(double number) {
    return say("%.6g", number);
  }

  private static String say(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
