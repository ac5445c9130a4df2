package io.steward.charter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rule of thumb, and says what about it does not suit the rest of the charter. */
final class ThumbRules {
  static final String KEY = "rule";

  private ThumbRules() {}

  static @Nullable ThumbRule read(CharterFields suitability) {
    if (!suitability.has(KEY)) {
      return null;
    }
    CharterFields fields = suitability.mapping(KEY);
    ThumbRule rule =
        new ThumbRule(
            fields.optionalText("column"),
            fields.texts("values"),
            number(fields, "below"),
            number(fields, "above"),
            number(fields, "constant"));
    fields.noOthers();
    return rule;
  }

  private static @Nullable Double number(CharterFields fields, String key) {
    return fields.has(key) ? fields.number(key, null, "12") : null;
  }

  /** The faults of a rule, in sentences. */
  static List<String> faults(ThumbRule rule, Charter charter) {
    List<String> faults = new ArrayList<>();
    String column = rule.column();
    if (column != null && column.equals(charter.target().column())) {
      faults.add("The rule looks at the target, which is what it should answer.");
    }
    if (column != null && charter.columns().knownAfter().contains(column)) {
      faults.add(
          "The rule looks at column '%s', which is known only after the outcome."
              .formatted(column));
    }
    switch (charter.task()) {
      case BINARY -> binary(rule, faults);
      case REGRESSION -> regression(rule, faults);
      case MULTICLASS ->
          faults.add(
              "A rule needs a binary task or a regression. Say it under rule-of-thumb only.");
    }
    return faults;
  }

  private static void binary(ThumbRule rule, List<String> faults) {
    int conditions =
        (rule.values().isEmpty() ? 0 : 1)
            + (rule.below() == null ? 0 : 1)
            + (rule.above() == null ? 0 : 1);
    if (rule.column() == null || conditions != 1) {
      faults.add(
          "A binary task needs a column and one of values, below and above, for example:"
              + " {column: contract, values: [Month-to-month]}");
    }
    if (rule.constant() != null) {
      faults.add("A constant is for a regression. Remove it.");
    }
  }

  private static void regression(ThumbRule rule, List<String> faults) {
    if ((rule.column() == null) == (rule.constant() == null)) {
      faults.add(
          "A regression needs a constant or a column whose value is the answer, one of the two, for"
              + " example: {column: last_price}");
    }
    if (!rule.values().isEmpty() || rule.below() != null || rule.above() != null) {
      faults.add("The keys values, below and above are for a binary task. Remove them.");
    }
  }
}
