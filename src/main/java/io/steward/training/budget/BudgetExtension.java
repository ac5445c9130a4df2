package io.steward.training.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person granted beside the charter's budget.
 *
 * @param time additional wall time in this round; zero for none
 * @param money additional money; zero for none
 * @param candidates additional candidates in this round; zero for none
 */
public record BudgetExtension(Duration time, BigDecimal money, int candidates) {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
  private static final int MOST = 200;
  private static final BudgetExtension NOTHING =
      new BudgetExtension(Duration.ZERO, BigDecimal.ZERO, 0);

  /** What came of reading a form: an extension, or everything that is wrong with it. */
  public record Reading(BudgetExtension extension, List<String> faults) {}

  /**
   * Reads what a form says; what is empty grants nothing.
   *
   * @param time an ISO 8601 duration up to seven days
   * @param money an amount up to a million
   * @param candidates a whole number up to 200
   * @param usedUp what there must be more of, because nothing could be done otherwise
   */
  public static Reading read(String time, String money, String candidates, Set<Resource> usedUp) {
    List<String> faults = new ArrayList<>();
    BudgetExtension read =
        new BudgetExtension(time(time, faults), money(money, faults), count(candidates, faults));
    if (faults.isEmpty()) {
      usedUp.stream()
          .sorted()
          .filter(resource -> !read.grants(resource))
          .map(
              resource ->
                  "The budget's %s is used up: grant more of it, or stop."
                      .formatted(resource.written()))
          .forEach(faults::add);
      if (read.equals(NOTHING) && usedUp.isEmpty()) {
        faults.add("Grant additional time, money or candidates, or stop.");
      }
    }
    return new Reading(read, List.copyOf(faults));
  }

  private boolean grants(Resource resource) {
    return switch (resource) {
      case TIME -> time.isPositive();
      case MONEY -> money.signum() > 0;
      case CANDIDATES -> candidates > 0;
    };
  }

  private static Duration time(String written, List<String> faults) {
    if (written.isBlank()) {
      return Duration.ZERO;
    }
    try {
      Duration time = Duration.parse(written.strip());
      if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Said below, together with durations out of range.
    }
    faults.add(
        "The additional time must be a duration up to P7D, for example PT15M, but is '%s'."
            .formatted(written));
    return Duration.ZERO;
  }

  private static BigDecimal money(String written, List<String> faults) {
    BigDecimal money = number(written);
    if (money != null && money.signum() >= 0 && money.compareTo(DEAREST) <= 0) {
      return money.signum() == 0 ? BigDecimal.ZERO : money.stripTrailingZeros();
    }
    faults.add(
        "The additional money must be an amount up to %s, for example 2.50, but is '%s'."
            .formatted(DEAREST.toPlainString(), written));
    return BigDecimal.ZERO;
  }

  private static int count(String written, List<String> faults) {
    BigDecimal count = number(written);
    if (count != null
        && count.signum() >= 0
        && count.compareTo(BigDecimal.valueOf(MOST)) <= 0
        && count.stripTrailingZeros().scale() <= 0) {
      return count.intValueExact();
    }
    faults.add(
        "The additional candidates must be a whole number up to %d, but are '%s'."
            .formatted(MOST, written));
    return 0;
  }

  /** Nothing stands for zero; null for what is no number. */
  private static @Nullable BigDecimal number(String written) {
    try {
      // The length is bounded, so that a number like 1e999999999 cannot be written out.
      return written.isBlank()
          ? BigDecimal.ZERO
          : written.length() > 20 ? null : new BigDecimal(written.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
