package io.steward.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.steward.data.Dialect;

/**
 * One step from a raw number to a feature, with its fitted constants. Each step is said three
 * times, here in Java and in SQL, and in the bundle's graph as ONNX; a test holds the three
 * together. Steps come in the order in which they are listed here, each at most once.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberStep.Fill.class, name = "fill"),
  @JsonSubTypes.Type(value = NumberStep.Clip.class, name = "clip"),
  @JsonSubTypes.Type(value = NumberStep.Log.class, name = "log"),
  @JsonSubTypes.Type(value = NumberStep.Power.class, name = "power"),
  @JsonSubTypes.Type(value = NumberStep.Scale.class, name = "scale")
})
public sealed interface NumberStep {

  /** The number after this step. NaN is missing, before {@link Fill} only. */
  double apply(double x);

  /** The same as an SQL expression; null is missing. */
  String sql(Dialect sql, String x);

  /** Where the step stands among the others. */
  private int place() {
    return switch (this) {
      case Fill _ -> 0;
      case Clip _ -> 1;
      case Log _, Power _ -> 2;
      case Scale _ -> 3;
    };
  }

  /** Whether a step may follow another. */
  static boolean inOrder(NumberStep one, NumberStep next) {
    return one.place() < next.place();
  }

  private static void finite(double... constants) {
    for (double constant : constants) {
      if (!Double.isFinite(constant)) {
        throw new IllegalArgumentException("A step's constants must be finite, not " + constant);
      }
    }
  }

  /** A missing value becomes this one. */
  record Fill(double value) implements NumberStep {
    public Fill {
      finite(value);
    }

    @Override
    public double apply(double x) {
      return Double.isNaN(x) ? value : x;
    }

    @Override
    public String sql(Dialect sql, String x) {
      return "coalesce(" + x + ", " + sql.number(value) + ")";
    }
  }

  /**
   * What lies outside becomes the nearer bound.
   *
   * @param lower at most upper
   */
  record Clip(double lower, double upper) implements NumberStep {
    public Clip {
      finite(lower, upper);
      if (lower > upper) {
        throw new IllegalArgumentException("Clipping needs lower <= upper.");
      }
    }

    @Override
    public double apply(double x) {
      return Math.min(Math.max(x, lower), upper);
    }

    @Override
    public String sql(Dialect sql, String x) {
      return "least(greatest(" + x + ", " + sql.number(lower) + "), " + sql.number(upper) + ")";
    }
  }

  /** ln(1 + x); a clip before it keeps x above −1. */
  record Log() implements NumberStep {
    @Override
    public double apply(double x) {
      return Math.log(1 + x);
    }

    @Override
    public String sql(Dialect sql, String x) {
      return sql.ln(sql.number(1) + " + " + x);
    }
  }

  /**
   * The power transformation of Yeo and Johnson (Biometrika 87, 2000), written as f(max(x, 0), λ) −
   * f(max(−x, 0), 2 − λ) with f(u, p) = ((1 + u)^p − 1) / p, or ln(1 + u) if p is 0. A clip before
   * it keeps the result finite.
   *
   * @param lambda from 0 to 2: then neither side runs into a limit, where rounding would win
   */
  record Power(double lambda) implements NumberStep {
    public Power {
      if (!(lambda >= 0 && lambda <= 2)) {
        throw new IllegalArgumentException("The exponent must be in 0 to 2, not " + lambda);
      }
    }

    @Override
    public double apply(double x) {
      return part(Math.max(x, 0), lambda) - part(Math.max(-x, 0), 2 - lambda);
    }

    private static double part(double u, double p) {
      return p == 0 ? Math.log(1 + u) : (Math.pow(1 + u, p) - 1) / p;
    }

    @Override
    public String sql(Dialect sql, String x) {
      String zero = sql.number(0);
      return "("
          + part(sql, "greatest(" + x + ", " + zero + ")", lambda)
          + " - "
          + part(sql, "greatest(-(" + x + "), " + zero + ")", 2 - lambda)
          + ")";
    }

    private static String part(Dialect sql, String u, double p) {
      String raised = sql.number(1) + " + " + u;
      return p == 0
          ? sql.ln(raised)
          : "(("
              + sql.power(raised, sql.number(p))
              + " - "
              + sql.number(1)
              + ") / "
              + sql.number(p)
              + ")";
    }
  }

  /**
   * (x − centre) / divisor.
   *
   * @param divisor greater than 0
   */
  record Scale(double centre, double divisor) implements NumberStep {
    public Scale {
      finite(centre, divisor);
      if (divisor <= 0) {
        throw new IllegalArgumentException("The divisor must be above 0, not " + divisor);
      }
    }

    @Override
    public double apply(double x) {
      return (x - centre) / divisor;
    }

    @Override
    public String sql(Dialect sql, String x) {
      return "(" + x + " - " + sql.number(centre) + ") / " + sql.number(divisor);
    }
  }
}
