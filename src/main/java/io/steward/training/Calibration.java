package io.steward.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What turns a model's probabilities into ones that can be taken at their word. */
public enum Calibration {
  /** Nothing: they are the model's own. Always so for values. */
  NONE,
  /** A sigmoid of their log-odds (Platt, 1999). */
  PLATT,
  /** A rising line through the shares that were seen (Zadrozny and Elkan, 2002). */
  ISOTONIC;

  /** The written form, in lower case. */
  @JsonValue
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the written form. */
  @JsonCreator
  public static Calibration parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
