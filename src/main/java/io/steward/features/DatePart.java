package io.steward.features;

import java.time.LocalDate;
import java.util.Locale;

/** A number read from an ISO 8601 date; the time of day, if there is one, is not looked at. */
public enum DatePart {
  YEAR,
  /** 1 to 12. */
  MONTH,
  /** 1 to 31. */
  DAY,
  /** 0 is Monday, 6 is Sunday. */
  WEEKDAY,
  /** 1 to 366. */
  DAY_OF_YEAR;

  /**
   * What is a date: in the calendar, leap years included. Written with what Java's, DuckDB's and
   * ONNX Runtime's regular expressions have in common, because all three judge by it.
   */
  public static final String PATTERN =
      "([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
          + "|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
          + "|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])"
          + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)"
          + "([T ][0-9:.,Z+-]*)?";

  /** The part of a date that is in the calendar. */
  double of(LocalDate date) {
    return switch (this) {
      case YEAR -> date.getYear();
      case MONTH -> date.getMonthValue();
      case DAY -> date.getDayOfMonth();
      case WEEKDAY -> date.getDayOfWeek().getValue() - 1;
      case DAY_OF_YEAR -> date.getDayOfYear();
    };
  }

  /** As people read it. */
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
