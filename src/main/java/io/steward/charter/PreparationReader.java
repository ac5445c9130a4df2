package io.steward.charter;

import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.charter.FeaturePlan.Scaling;
import io.steward.charter.FeaturePlan.SelectionPlan;
import io.steward.charter.FeaturePlan.Transform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the sections {@code split} and {@code features} of a charter. */
final class PreparationReader {
  private static final int MOST_FEATURES = 100_000;

  private PreparationReader() {}

  /**
   * @param grouped whether the charter names a group column, which decides where nothing is said
   */
  static SplitPlan split(CharterFields fields, boolean grouped) {
    SplitPlan.By by = Choices.optional(fields, "by", SplitPlan.By.values());
    double holdout = fields.number("holdout", SplitPlan.STANDARD.holdout(), "0.2");
    if (holdout < SplitPlan.LEAST_HOLDOUT || holdout > SplitPlan.MOST_HOLDOUT) {
      fields.fault(
          "holdout",
          "%s is out of range: it must be from %s to %s."
              .formatted(holdout, SplitPlan.LEAST_HOLDOUT, SplitPlan.MOST_HOLDOUT));
    }
    fields.noOthers();
    SplitPlan.By standard = grouped ? SplitPlan.By.GROUP : SplitPlan.By.STRATIFIED;
    return new SplitPlan(by == null ? standard : by, holdout);
  }

  static FeaturePlan features(CharterFields fields) {
    CharterFields named = fields.mapping("columns");
    Map<String, ColumnPlan> columns = new TreeMap<>();
    for (String name : named.names()) {
      columns.put(name, column(named.mapping(name)));
    }
    List<List<String>> interactions = fields.textLists("interactions");
    for (int i = 0; i < interactions.size(); i++) {
      if (interactions.get(i).size() != 2) {
        fields.fault(
            "interactions[" + i + "]",
            "An interaction is of two columns: write [duration, amount]");
      }
    }
    SelectionPlan selection = selection(fields.mapping("selection"));
    fields.noOthers();
    return new FeaturePlan(columns, interactions, selection);
  }

  private static ColumnPlan column(CharterFields fields) {
    ColumnPlan plan =
        new ColumnPlan(
            Choices.optional(fields, "missing", Missing.values()),
            fields.optionalText("constant"),
            fields.has("indicator") ? fields.flag("indicator", false) : null,
            Choices.optional(fields, "outliers", Outliers.values()),
            Choices.optional(fields, "transform", Transform.values()),
            Choices.optional(fields, "scale", Scaling.values()),
            Choices.optional(fields, "encode", Encoding.values()));
    if ((plan.missing() == Missing.CONSTANT) != (plan.constant() != null)) {
      fields.fault(
          "constant",
          "A constant goes with missing: constant, and the other way round. Write for example:"
              + " {missing: constant, constant: 0}");
    }
    fields.noOthers();
    return plan;
  }

  private static SelectionPlan selection(CharterFields fields) {
    SelectionPlan plan =
        new SelectionPlan(
            share(fields, "variance", Double.MAX_VALUE, "0.0"),
            share(fields, "correlation", 1, "0.98"),
            share(fields, "mutual-information", Double.MAX_VALUE, "0.001"),
            fields.has("keep") ? (int) fields.whole("keep", 1, 1, MOST_FEATURES) : null);
    fields.noOthers();
    return plan;
  }

  private static @Nullable Double share(
      CharterFields fields, String key, double most, String example) {
    if (!fields.has(key)) {
      return null;
    }
    double value = fields.number(key, null, example);
    if (value < 0 || value > most) {
      fields.fault(
          key,
          "%s is out of range: it must be 0 or more%s."
              .formatted(value, most == 1 ? ", and at most 1" : ""));
    }
    return value;
  }
}
