package io.steward.workers.web;

import io.steward.charter.Charter;
import io.steward.data.AssociationReport.Association;
import io.steward.data.contract.DataCheckReport;
import io.steward.data.contract.RuleResult;
import io.steward.data.contract.RuleResult.Outcome;
import io.steward.evaluation.BiasReport;
import io.steward.training.LearnabilityReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the data report into the words of its template. */
final class DataPageModel {
  private static final int MOST_PAIRS = 25;

  private DataPageModel() {}

  static Map<String, Object> of(DataEvidence evidence) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("run", evidence.run());
    model.put("rows", evidence.profile().rows());
    model.put("duplicates", evidence.profile().duplicateRows());
    model.put("engine", evidence.profile().engine());
    model.put("hasDropped", evidence.dropped() != null);
    model.put(
        "dropped",
        evidence.dropped() == null ? "" : String.join(", ", evidence.dropped().columns()));
    model.put(
        "columns",
        evidence.profile().columns().stream()
            .map(column -> DataPageColumns.line(column, evidence))
            .toList());
    model.put("target", DataPageColumns.target(evidence));
    associations(evidence, model);
    DataCheckReport check = evidence.check();
    model.put("hasCheck", check != null);
    if (check != null) {
      check(check, model);
    }
    LearnabilityReport learnability = evidence.learnability();
    model.put("hasLearnability", learnability != null);
    if (learnability != null) {
      learnability(learnability, model);
    }
    BiasReport bias = evidence.bias();
    model.put("bias", bias == null ? List.of() : bias(bias));
    model.put("hasBias", bias != null && !bias.attributes().isEmpty());
    return model;
  }

  private static void associations(DataEvidence evidence, Map<String, Object> model) {
    var report = evidence.profile().associations();
    Charter charter = evidence.charter();
    String target = charter == null ? "" : charter.target().column();
    List<Association> pairs =
        report.pairs().stream()
            .sorted(
                Comparator.comparing(
                    (Association pair) ->
                        !pair.first().equals(target) && !pair.second().equals(target)))
            .toList();
    model.put("sampled", report.sampled());
    model.put("associationRows", report.rows());
    model.put(
        "pairs",
        pairs.stream()
            .limit(MOST_PAIRS)
            .map(
                pair ->
                    Map.of(
                        "first", pair.first(),
                        "second", pair.second(),
                        "measure", pair.measure().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "value", DataPageColumns.number(pair.value()),
                        "spearman",
                            pair.spearman() == pair.value()
                                ? ""
                                : DataPageColumns.number(pair.spearman())))
            .toList());
  }

  private static void check(DataCheckReport check, Map<String, Object> model) {
    model.put("blocking", check.blocking());
    model.put("review", check.reviews());
    model.put("warnings", check.warnings());
    model.put(
        "contract",
        "version %d, status %s, %s"
            .formatted(
                check.contract().version(),
                check.contract().status(),
                switch (check.contract().origin()) {
                  case CHARTER -> "named by the charter";
                  case LATEST -> "the latest of the model";
                  case PROPOSED -> "proposed from this data; nobody has agreed to it yet";
                }));
    model.put("kept", check.count(Outcome.PASSED));
    model.put("broken", check.count(Outcome.FAILED));
    model.put("unchecked", check.count(Outcome.COULD_NOT_BE_CHECKED));
    model.put("hasFindings", !check.findings().isEmpty());
    model.put(
        "findings",
        check.findings().stream()
            .map(
                finding ->
                    Map.of(
                        "severity", finding.severity().name().toLowerCase(Locale.ROOT),
                        "message", finding.message()))
            .toList());
    model.put(
        "rules",
        check.rules().stream()
            .sorted(Comparator.comparing((RuleResult rule) -> rule.outcome() == Outcome.PASSED))
            .map(DataPageModel::rule)
            .toList());
  }

  private static Map<String, Object> rule(RuleResult rule) {
    return Map.of(
        "id", rule.id(),
        "what", rule.what(),
        "severity", rule.severity().name().toLowerCase(Locale.ROOT),
        "outcome", rule.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        "detail", rule.detail(),
        "examples",
            rule.examples().stream()
                .map(example -> "row " + example.row() + ": " + new TreeMap<>(example.values()))
                .toList());
  }

  private static void learnability(LearnabilityReport report, Map<String, Object> model) {
    model.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
    model.put("metric", report.metric().written());
    model.put("baseline", DataPageColumns.number(report.baseline()));
    model.put(
        "models",
        List.of(report.linear(), report.trees()).stream()
            .map(
                quick ->
                    Map.of(
                        "algorithm",
                        quick.algorithm(),
                        "score",
                        DataPageColumns.number(quick.score())
                            + " ± "
                            + DataPageColumns.number(quick.standardError())))
            .toList());
    model.put("moreData", report.moreData().name().toLowerCase(Locale.ROOT));
    model.put("hasCurve", report.curve().size() > 1);
    model.put("curve", report.curve().size() > 1 ? DataCharts.curve(report.curve()) : "");
    model.put("reasons", report.reasons());
    model.put(
        "leaks",
        report.leakage().stream()
            .map(
                leak ->
                    Map.of(
                        "kind", leak.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "column", leak.column(),
                        "evidence", leak.evidence()))
            .toList());
    model.put("hasLeaks", !report.leakage().isEmpty());
  }

  private static List<Map<String, Object>> bias(BiasReport report) {
    List<Map<String, Object>> attributes = new ArrayList<>();
    for (BiasReport.AttributeBias attribute : report.attributes()) {
      attributes.add(
          Map.of(
              "column", attribute.column(),
              "fault", attribute.fault(),
              "groups", attribute.groups().stream().map(DataPageModel::group).toList()));
    }
    return attributes;
  }

  private static Map<String, Object> group(BiasReport.GroupBias group) {
    String missing = group.missing();
    Double difference = group.missingDifference();
    return Map.of(
        "group", group.group(),
        "rows", group.rows(),
        "imbalance", said(group.classImbalance()),
        "share", said(group.positiveShare()),
        "difference", said(group.difference()),
        "missing",
            missing == null || difference == null
                ? ""
                : missing + " " + DataPageColumns.number(difference),
        "note", group.note());
  }

  private static String said(@Nullable Double value) {
    return value == null ? "cannot be said" : DataPageColumns.number(value);
  }
}
