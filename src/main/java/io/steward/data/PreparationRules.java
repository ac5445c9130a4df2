package io.steward.data;

import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.charter.FeaturePlan.Scaling;
import io.steward.charter.FeaturePlan.Transform;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether what a charter decides about split and features can be done with a snapshot. */
public final class PreparationRules {
  private final Charter charter;
  private final Snapshot snapshot;
  private final List<Fault> faults = new ArrayList<>();

  private PreparationRules(Charter charter, Snapshot snapshot) {
    this.charter = charter;
    this.snapshot = snapshot;
  }

  /**
   * Something that cannot be done.
   *
   * @param column the column concerned
   * @param message what is wrong, where in the charter, and what to do
   */
  public record Fault(String rule, String column, String message) {}

  /** All of them. */
  public static List<Fault> faults(Charter charter, Snapshot snapshot) {
    PreparationRules rules = new PreparationRules(charter, snapshot);
    rules.roles();
    charter.features().columns().forEach(rules::column);
    rules.interactions();
    return List.copyOf(rules.faults);
  }

  private void roles() {
    String time = charter.columns().time();
    if (time != null) {
      Optional<ColumnSchema> column = found(time, "as time", "columns.time");
      if (column.isPresent() && column.get().kind() == ColumnKind.TEXT) {
        fault(
            "time-is-text",
            time,
            "columns.time: column '"
                + time
                + "' holds texts, which have no order in time. Name a column of ISO 8601 dates"
                + " (2026-01-31) or of numbers, or correct the source.");
      }
    }
    charter.columns().group().forEach(name -> found(name, "as group", "columns.group"));
    charter
        .columns()
        .knownAfter()
        .forEach(name -> found(name, "as known-after", "columns.known-after"));
  }

  private void interactions() {
    List<List<String>> pairs = charter.features().interactions();
    for (int i = 0; i < pairs.size(); i++) {
      String path = "features.interactions[" + i + "]";
      for (String name : pairs.get(i)) {
        Optional<ColumnSchema> column = found(name, "in an interaction", path);
        if (column.isPresent() && column.get().kind() != ColumnKind.NUMBER) {
          misfit(name, path, "interactions are of number columns");
        }
      }
    }
  }

  private void column(String name, ColumnPlan plan) {
    String path = "features.columns." + name;
    Optional<ColumnSchema> found = found(name, "under features", path);
    if (found.isEmpty()) {
      return;
    }
    ColumnKind kind = found.get().kind();
    Encoding encode = plan.encode();
    if (encode != null && !suits(encode, kind)) {
      misfit(name, path + ".encode", word(encode) + " is for " + meant(encode));
    }
    if (kind != ColumnKind.NUMBER) {
      numbersOnly(name, path, plan, kind);
    } else if (plan.missing() == Missing.CONSTANT && !isNumber(plan.constant())) {
      misfit(name, path + ".constant", "'" + plan.constant() + "' is no number");
    }
    boolean counts = encode == Encoding.HASHED_NGRAMS;
    if (counts && (plan.missing() != null || plan.indicator() != null)) {
      misfit(name, path, "a missing text has no words to count; missing and indicator say nothing");
    }
  }

  private void numbersOnly(String name, String path, ColumnPlan plan, ColumnKind kind) {
    boolean text = kind == ColumnKind.TEXT;
    Missing missing = plan.missing();
    if (missing != null && !(text && (missing == Missing.MODE || missing == Missing.CONSTANT))) {
      misfit(
          name,
          path + ".missing",
          word(missing) + " is for numbers" + (text ? "; texts take mode or constant" : ""));
    }
    if (plan.outliers() != null && plan.outliers() != Outliers.NONE) {
      misfit(name, path + ".outliers", "this is for numbers");
    }
    if (plan.transform() != null && plan.transform() != Transform.NONE) {
      misfit(name, path + ".transform", "this is for numbers");
    }
    if (plan.scale() != null && plan.scale() != Scaling.NONE) {
      misfit(name, path + ".scale", "this is for numbers");
    }
  }

  private static boolean suits(Encoding encode, ColumnKind kind) {
    return switch (encode) {
      case ONE_HOT, ORDINAL, TARGET, HASHED_NGRAMS -> kind == ColumnKind.TEXT;
      case DATE_PARTS -> kind == ColumnKind.DATE;
      case DROP -> true;
    };
  }

  private static String meant(Encoding encode) {
    return encode == Encoding.DATE_PARTS ? "dates" : "texts";
  }

  private static boolean isNumber(@org.jspecify.annotations.Nullable String text) {
    try {
      return text != null && Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Optional<ColumnSchema> found(String name, String role, String path) {
    Optional<ColumnSchema> column = snapshot.column(name);
    if (column.isEmpty()) {
      fault(
          "column-not-found",
          name,
          ColumnNames.notFound(name, role, snapshot)
              + " Correct "
              + path
              + " in the charter, or collect data that holds it.");
    }
    return column;
  }

  private void misfit(String name, String path, String why) {
    String kind = snapshot.kind(name).name().toLowerCase(Locale.ROOT);
    fault(
        "step-does-not-fit",
        name,
        path + ": column '" + name + "' holds " + kind + "s, and " + why + ". Change the charter.");
  }

  private void fault(String rule, String column, String message) {
    faults.add(new Fault(rule, column, message));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
