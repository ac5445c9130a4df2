package io.steward.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Mean and standard deviation that do not depend on the order in which rows are added up, so not on
 * threads or row groups: sums of doubles do. Values are mapped to [−1, 1], rounded to multiples of
 * 2^−60 and summed as whole numbers by the engine ({@link Dialect#fixedPointSum}); the rest is
 * exact arithmetic.
 *
 * @param centre the middle between the least and the greatest value
 * @param span half the distance between them, greater than 0
 */
public record Moments(double centre, double span) {
  private static final BigDecimal UNIT = new BigDecimal(BigInteger.ONE.shiftLeft(60));
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** The mapping for values from {@code least} to {@code greatest}, which must differ. */
  public static Moments between(double least, double greatest) {
    // Halved before they meet, so that nothing overflows.
    return new Moments(least / 2 + greatest / 2, greatest / 2 - least / 2);
  }

  /** The SQL of a value mapped to [−1, 1]. */
  public String mapped(Dialect sql, String expression) {
    String ratio = "((" + expression + ") - " + sql.number(centre) + ") / " + sql.number(span);
    return "greatest(least(" + ratio + ", " + sql.number(1) + "), " + sql.number(-1) + ")";
  }

  /** The SQL of the two sums, named {@code first} and {@code second}. */
  public String sums(Dialect sql, String expression, String first, String second) {
    String mapped = mapped(sql, expression);
    return sql.fixedPointSum(mapped)
        + " AS "
        + first
        + ", "
        + sql.fixedPointSum("(" + mapped + ") * (" + mapped + ")")
        + " AS "
        + second;
  }

  /** The mean, given the sum and the number of values. */
  public double mean(BigInteger first, long count) {
    BigDecimal mapped = new BigDecimal(first).divide(UNIT, PRECISION);
    double mean = mapped.divide(BigDecimal.valueOf(count), PRECISION).doubleValue();
    return centre + span * mean;
  }

  /**
   * The standard deviation.
   *
   * @param degrees what the sum of squares is divided by: count or count − 1, at least 1
   */
  public double deviation(BigInteger first, BigInteger second, long count, long degrees) {
    BigDecimal sum = new BigDecimal(first).divide(UNIT, PRECISION);
    BigDecimal squares = new BigDecimal(second).divide(UNIT, PRECISION);
    BigDecimal around =
        squares.subtract(
            sum.multiply(sum, PRECISION).divide(BigDecimal.valueOf(count), PRECISION), PRECISION);
    double variance = around.divide(BigDecimal.valueOf(degrees), PRECISION).doubleValue();
    return span * Math.sqrt(Math.max(0, variance));
  }
}
