package io.steward.charter;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.charter.Charter.Budget;
import io.steward.charter.Charter.Columns;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.MonitoringPlan;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Regulatory;
import io.steward.charter.Charter.ServingObjective;
import io.steward.charter.Charter.Success;
import io.steward.charter.Charter.Suitability;
import io.steward.charter.Charter.Target;
import io.steward.charter.Charter.Task;
import io.steward.charter.Charter.WhenUsedUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code charter.yaml}. All faults are collected and reported at once; whatever the text is,
 * nothing is thrown.
 */
public final class CharterReader {
  /** Longer texts are no charters. */
  static final int MAX_LENGTH = 256 << 10;

  private final List<CharterFault> faults = new ArrayList<>();

  private CharterReader() {}

  /** Reads a charter from its YAML text. */
  public static CharterResult read(String yaml) {
    CharterReader reader = new CharterReader();
    if (yaml.length() > MAX_LENGTH) {
      return new CharterResult.Faulty(
          List.of(
              new CharterFault("", "The charter is longer than " + MAX_LENGTH / 1024 + " KB.")));
    }
    JsonNode tree = CharterYaml.parse(yaml, reader.faults);
    if (tree == null) {
      return new CharterResult.Faulty(reader.faults);
    }
    Charter charter = reader.charter(CharterFields.of(tree, "", reader.faults));
    CharterRules.check(charter, reader.faults);
    return reader.faults.isEmpty()
        ? new CharterResult.Valid(charter, Json.digest(charter))
        : new CharterResult.Faulty(reader.faults);
  }

  private Charter charter(CharterFields top) {
    Columns columns = columns(top.mapping("columns"));
    Charter charter =
        new Charter(
            top.text("name", "credit-risk"),
            top.text("title", "Credit risk of loan applications"),
            top.text("problem", "Too many loans are not paid back."),
            top.text("decision", "Which applications an officer looks at closely."),
            top.text("owner", "owner"),
            Choices.required(top, "task", Task.values(), "binary", Task.BINARY),
            DataSourceReader.read(top.required("source", "{file: data.csv}")),
            target(top.required("target", "{column: class, positive: bad}")),
            columns,
            success(top.required("success", "{primary: {metric: auc, threshold: 0.7}}")),
            costs(top.mapping("costs")),
            top.mappings("fairness", this::fairness),
            serving(top.mapping("serving")),
            budget(top.mapping("budget")),
            monitoring(top.mapping("monitoring")),
            suitability(top.mapping("suitability")),
            regulatory(top.mapping("regulatory")),
            top.whole("seed", CharterDefaults.SEED, 0, Integer.MAX_VALUE),
            PreparationReader.split(top.mapping("split"), !columns.group().isEmpty()),
            PreparationReader.features(top.mapping("features")),
            top.optionalText("contract"));
    top.noOthers();
    return charter;
  }

  private static Target target(CharterFields fields) {
    Target target = new Target(fields.text("column", "class"), fields.optionalText("positive"));
    fields.noOthers();
    return target;
  }

  private static Columns columns(CharterFields fields) {
    Columns columns =
        new Columns(
            fields.texts("id"),
            fields.texts("ignore"),
            fields.mappings("protected", (attribute, _) -> protectedAttribute(attribute)),
            fields.texts("segment"),
            fields.optionalText("time"),
            fields.texts("group"),
            fields.texts("known-after"),
            fields.texts("immutable"));
    fields.noOthers();
    return columns;
  }

  private static ProtectedAttribute protectedAttribute(CharterFields fields) {
    CharterFields groups = fields.mapping("groups");
    Map<String, List<String>> values = new TreeMap<>();
    for (String group : groups.names()) {
      values.put(group, groups.texts(group));
    }
    ProtectedAttribute attribute =
        new ProtectedAttribute(
            fields.text("column", "age"),
            values,
            fields.numbers("cut-points"),
            fields.flag("use-as-feature", false));
    fields.noOthers();
    return attribute;
  }

  private Success success(CharterFields fields) {
    Success success =
        new Success(
            threshold(fields.required("primary", "{metric: auc, threshold: 0.7}")),
            fields.mappings("secondary", (secondary, _) -> threshold(secondary)),
            fields.has("max-drop") ? fields.number("max-drop", null, "0.1") : null);
    fields.noOthers();
    return success;
  }

  private MetricThreshold threshold(CharterFields fields) {
    MetricThreshold threshold =
        new MetricThreshold(
            Choices.required(fields, "metric", Metric.values(), "auc", Metric.AUC),
            fields.number("threshold", null, "0.7"));
    fields.noOthers();
    return threshold;
  }

  private static ErrorCosts costs(CharterFields fields) {
    ErrorCosts standard = CharterDefaults.COSTS;
    ErrorCosts costs =
        new ErrorCosts(
            fields.number("false-positive", standard.falsePositive(), "1"),
            fields.number("false-negative", standard.falseNegative(), "5"));
    fields.noOthers();
    return costs;
  }

  private FairnessLimit fairness(CharterFields fields, String where) {
    FairnessLimit limit =
        new FairnessLimit(
            fields.text("column", "age"),
            Choices.required(
                fields,
                "metric",
                FairnessMetric.values(),
                "demographic-parity-ratio",
                FairnessMetric.DEMOGRAPHIC_PARITY_RATIO),
            fields.number("limit", null, "0.8"));
    fields.noOthers();
    return limit;
  }

  private static ServingObjective serving(CharterFields fields) {
    ServingObjective standard = CharterDefaults.SERVING;
    ServingObjective serving =
        new ServingObjective(
            fields.number("p95-millis", standard.p95Millis(), "25"),
            (int) fields.whole("requests-per-second", standard.requestsPerSecond(), 1, 100_000));
    fields.noOthers();
    return serving;
  }

  private static Budget budget(CharterFields fields) {
    Budget standard = CharterDefaults.BUDGET;
    Budget budget =
        new Budget(
            fields.duration(
                "training-time",
                standard.trainingTime(),
                Duration.ofSeconds(1),
                Duration.ofDays(7)),
            (int) fields.whole("candidates", standard.candidates(), 1, 200),
            fields.money("money", standard.money()),
            fields.duration(
                "deadline", standard.deadline(), Duration.ofMinutes(1), Duration.ofDays(366)),
            Choices.optional(fields, "when-used-up", WhenUsedUp.values()) == WhenUsedUp.STOP);
    fields.noOthers();
    return budget;
  }

  private static MonitoringPlan monitoring(CharterFields fields) {
    MonitoringPlan plan =
        new MonitoringPlan(
            fields.duration(
                "interval",
                CharterDefaults.MONITORING.interval(),
                Duration.ofSeconds(10),
                Duration.ofDays(31)));
    fields.noOthers();
    return plan;
  }

  private static Suitability suitability(CharterFields fields) {
    Suitability standard = CharterDefaults.SUITABILITY;
    String ruleOfThumb = fields.optionalText("rule-of-thumb");
    Suitability suitability =
        new Suitability(
            fields.flag("patterns-expected", standard.patternsExpected()),
            fields.flag("outcome-recorded", standard.outcomeRecorded()),
            fields.flag("errors-tolerable", standard.errorsTolerable()),
            fields.flag("simple-rule-suffices", standard.simpleRuleSuffices()),
            ruleOfThumb == null ? standard.ruleOfThumb() : ruleOfThumb,
            ThumbRules.read(fields));
    fields.noOthers();
    return suitability;
  }

  private static Regulatory regulatory(CharterFields fields) {
    Regulatory standard = CharterDefaults.REGULATORY;
    Regulatory regulatory =
        new Regulatory(
            fields.flag("personal-data", standard.personalData()),
            fields.flag("affects-people", standard.affectsPeople()),
            fields.flag("automated-decision", standard.automatedDecision()),
            fields.flag("safety-relevant", standard.safetyRelevant()));
    fields.noOthers();
    return regulatory;
  }
}
