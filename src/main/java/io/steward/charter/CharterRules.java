package io.steward.charter;

import io.steward.charter.Charter.Columns;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold between the parts of a charter that are well-formed each by itself. */
final class CharterRules {
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  static final int MAX_TITLE = 120;
  static final int MAX_TEXT = 4000;

  private final Charter charter;
  private final List<CharterFault> faults;

  /** Where something is wrong already: saying more about it would only confuse. */
  private final Set<String> wrong = new HashSet<>();

  private CharterRules(Charter charter, List<CharterFault> faults) {
    this.charter = charter;
    this.faults = faults;
    faults.forEach(fault -> wrong.add(fault.path()));
  }

  static void check(Charter charter, List<CharterFault> faults) {
    CharterRules rules = new CharterRules(charter, faults);
    rules.texts();
    rules.target();
    rules.roles();
    rules.protectedAttributes();
    rules.success();
    rules.costs();
    rules.fairness();
    rules.plans();
    rules.ruleOfThumb();
    rules.preparation();
  }

  private void texts() {
    if (!NAME.matcher(charter.name()).matches()) {
      fault(
          "name",
          "'%s' is not a name: use a lower-case letter, then lower-case letters, digits and"
              + " hyphens, at most 63, for example credit-risk.",
          charter.name());
    }
    if (!USER.matcher(charter.owner()).matches()) {
      fault(
          "owner",
          "'%s' is not a user name. Write the user name of the business owner who signs.",
          charter.owner());
    }
    written("title", charter.title(), MAX_TITLE);
    written("problem", charter.problem(), MAX_TEXT);
    written("decision", charter.decision(), MAX_TEXT);
    written("suitability.rule-of-thumb", charter.suitability().ruleOfThumb(), MAX_TEXT);
    String contract = charter.contract();
    if (contract != null && contract.chars().anyMatch(Character::isISOControl)) {
      fault("contract", "The file name holds control characters.");
    }
  }

  private void target() {
    boolean binary = charter.task() == Task.BINARY;
    if (binary && charter.target().positive() == null) {
      fault(
          "target.positive",
          "This is missing. Name the class whose probability is predicted, for example: positive:"
              + " bad");
    }
    if (!binary && charter.target().positive() != null && !isWrong("task")) {
      fault(
          "target.positive",
          "Only a binary task has a positive class. Remove this line, or set task: binary.");
    }
  }

  private void roles() {
    Map<String, String> roleOf = new HashMap<>();
    roleOf.put(charter.target().column(), "target.column");
    Columns columns = charter.columns();
    roles("id", columns.id(), roleOf);
    roles("ignore", columns.ignore(), roleOf);
    List<ProtectedAttribute> attributes = columns.protectedAttributes();
    for (int i = 0; i < attributes.size(); i++) {
      role("columns.protected[" + i + "].column", attributes.get(i).column(), roleOf);
    }
    roles("segment", columns.segment(), roleOf);
    if (columns.time() != null) {
      role("columns.time", columns.time(), roleOf);
    }
    roles("group", columns.group(), roleOf);
    roles("known-after", columns.knownAfter(), roleOf);
    immutable(columns.immutable());
  }

  /** Immutable columns stay features, so they may be segments or protected too. */
  private void immutable(List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      String path = "columns.immutable[" + i + "]";
      noFeature(columns.get(i), path, charter.features().column(columns.get(i)));
      if (columns.indexOf(columns.get(i)) < i) {
        fault(path, "Column '%s' is named twice; keep one.", columns.get(i));
      }
    }
  }

  private void preparation() {
    Columns columns = charter.columns();
    if (charter.split().by() == SplitPlan.By.TIME && columns.time() == null) {
      fault("split.by", "A split by time needs columns.time: the column that orders rows in time.");
    }
    if (charter.split().by() == SplitPlan.By.GROUP && columns.group().isEmpty()) {
      fault("split.by", "A split by group needs columns.group: write for example [customer_id]");
    }
    charter
        .features()
        .columns()
        .keySet()
        .forEach(
            name -> noFeature(name, "features.columns." + name, charter.features().column(name)));
    List<List<String>> interactions = charter.features().interactions();
    for (int i = 0; i < interactions.size(); i++) {
      for (String name : interactions.get(i)) {
        noFeature(name, "features.interactions[" + i + "]", FeaturePlan.ColumnPlan.AUTOMATIC);
      }
    }
  }

  private void noFeature(String name, String path, FeaturePlan.ColumnPlan plan) {
    Columns columns = charter.columns();
    boolean encodedTime =
        plan.encode() == FeaturePlan.Encoding.DATE_PARTS && name.equals(columns.time());
    boolean never =
        name.equals(charter.target().column())
            || columns.id().contains(name)
            || columns.ignore().contains(name)
            || columns.group().contains(name)
            || columns.knownAfter().contains(name)
            || (name.equals(columns.time()) && !encodedTime);
    if (never) {
      fault(
          path,
          "Column '%s' has a role that keeps it from being a feature. Remove this, or the role.",
          name);
    }
  }

  private void roles(String list, List<String> columns, Map<String, String> roleOf) {
    for (int i = 0; i < columns.size(); i++) {
      role("columns." + list + "[" + i + "]", columns.get(i), roleOf);
    }
  }

  private void role(String path, String column, Map<String, String> roleOf) {
    String other = column.isEmpty() ? null : roleOf.putIfAbsent(column, path);
    if (other != null) {
      fault(
          path,
          "Column '%s' stands under %s already. A column has one role: keep one of the two.",
          column,
          other);
    }
  }

  private void protectedAttributes() {
    List<ProtectedAttribute> attributes = charter.columns().protectedAttributes();
    for (int i = 0; i < attributes.size(); i++) {
      String path = "columns.protected[" + i + "]";
      ProtectedAttribute attribute = attributes.get(i);
      if (!attribute.groups().isEmpty() && !attribute.cutPoints().isEmpty()) {
        fault(
            path,
            "Groups are for text columns and cut-points for number columns: keep one of the two.");
      }
      List<Double> cuts = attribute.cutPoints();
      for (int k = 1; k < cuts.size(); k++) {
        if (cuts.get(k) <= cuts.get(k - 1)) {
          fault(
              path + ".cut-points[" + k + "]",
              "Cut-points must ascend, but %s follows %s.",
              cuts.get(k),
              cuts.get(k - 1));
        }
      }
      groups(path + ".groups", attribute.groups());
    }
  }

  private void groups(String path, Map<String, List<String>> groups) {
    Map<String, String> groupOf = new LinkedHashMap<>();
    groups.forEach(
        (group, values) -> {
          if (values.isEmpty()) {
            fault(path + "." + group, "The group has no values. Write for example: [a, b]");
          }
          for (String value : values) {
            String other = value.isEmpty() ? null : groupOf.putIfAbsent(value, group);
            if (other != null) {
              fault(
                  path + "." + group,
                  "The value '%s' is in group '%s' already; a value belongs to one group.",
                  value,
                  other);
            }
          }
        });
  }

  private void success() {
    double allowed = charter.success().allowedDrop();
    range("success.max-drop", allowed, allowed > 0 && allowed <= 1, "above 0, up to 1");
    Set<Metric> seen = new HashSet<>();
    metric("success.primary", charter.success().primary(), seen);
    List<MetricThreshold> secondary = charter.success().secondary();
    for (int i = 0; i < secondary.size(); i++) {
      metric("success.secondary[" + i + "]", secondary.get(i), seen);
    }
  }

  private void metric(String path, MetricThreshold demanded, Set<Metric> seen) {
    Metric metric = demanded.metric();
    if (isWrong(path + ".metric")) {
      return;
    }
    if (!isWrong("task") && !metric.suits(charter.task())) {
      fault(
          path + ".metric",
          "The metric %s does not suit a %s task. Use one of %s.",
          metric.written(),
          Choices.word(charter.task()),
          String.join(
              ", ",
              java.util.Arrays.stream(Metric.values())
                  .filter(other -> other.suits(charter.task()))
                  .map(Metric::written)
                  .toList()));
    }
    if (!seen.add(metric)) {
      fault(path + ".metric", "The metric %s is named twice; keep one.", metric.written());
    }
    double threshold = demanded.threshold();
    switch (metric) {
      case AUC, AVERAGE_PRECISION, ACCURACY, F1, RECALL, PRECISION, BRIER ->
          range(
              path + ".threshold", threshold, threshold > 0 && threshold <= 1, "above 0, up to 1");
      case R2 -> range(path + ".threshold", threshold, threshold <= 1, "up to 1");
      case LOG_LOSS, EXPECTED_COST, RMSE, MAE ->
          range(path + ".threshold", threshold, threshold > 0, "above 0");
    }
  }

  private void costs() {
    double falsePositive = charter.costs().falsePositive();
    double falseNegative = charter.costs().falseNegative();
    range("costs.false-positive", falsePositive, falsePositive > 0, "above 0");
    range("costs.false-negative", falseNegative, falseNegative > 0, "above 0");
    if (charter.task() != Task.BINARY
        && !isWrong("task")
        && !charter.costs().equals(CharterDefaults.COSTS)) {
      fault("costs", "Costs of errors are for binary tasks only. Remove them.");
    }
  }

  private void fairness() {
    Set<String> attributes = new HashSet<>();
    charter.columns().protectedAttributes().forEach(a -> attributes.add(a.column()));
    Set<Object> seen = new HashSet<>();
    List<FairnessLimit> limits = charter.fairness();
    if (!limits.isEmpty() && charter.task() != Task.BINARY && !isWrong("task")) {
      fault("fairness", "Fairness limits speak of a positive class: they need task: binary.");
    }
    for (int i = 0; i < limits.size(); i++) {
      String path = "fairness[" + i + "]";
      FairnessLimit limit = limits.get(i);
      if (!limit.column().isEmpty() && !attributes.contains(limit.column())) {
        fault(
            path + ".column",
            "'%s' is not among the protected columns.%s",
            limit.column(),
            Suggestion.nearest(limit.column(), attributes)
                .map(word -> " Did you mean '" + word + "'?")
                .orElse(" Add it under columns.protected, or remove the limit."));
      }
      double value = limit.limit();
      boolean ratio = limit.metric() == FairnessMetric.DEMOGRAPHIC_PARITY_RATIO;
      range(
          path + ".limit",
          value,
          ratio ? value > 0 && value <= 1 : value >= 0 && value < 1,
          ratio ? "above 0, up to 1 (a lower bound)" : "from 0, below 1 (an upper bound)");
      if (!seen.add(List.of(limit.column(), limit.metric()))) {
        fault(path, "The same limit is there twice; keep one.");
      }
    }
  }

  private void plans() {
    double p95 = charter.serving().p95Millis();
    range("serving.p95-millis", p95, p95 > 0 && p95 <= 60_000, "above 0, up to 60000");
    if (charter.budget().deadline().compareTo(charter.budget().trainingTime()) < 0
        && !isWrong("budget.training-time")) {
      fault(
          "budget.deadline",
          "The deadline of the whole run (%s) is shorter than the time for training (%s).",
          charter.budget().deadline(),
          charter.budget().trainingTime());
    }
  }

  private void ruleOfThumb() {
    ThumbRule rule = charter.suitability().rule();
    if (rule == null || isWrong("task") || isWrong("suitability.rule")) {
      return;
    }
    ThumbRules.faults(rule, charter).forEach(words -> fault("suitability.rule", "%s", words));
    if (charter.suitability().ruleOfThumb().equals(CharterDefaults.SUITABILITY.ruleOfThumb())) {
      fault(
          "suitability.rule-of-thumb",
          "There is a rule, but in words it says '%s'. Write the rule in words too: the business"
              + " owner signs it.",
          charter.suitability().ruleOfThumb());
    }
  }

  /** Whether a fault was found here or in something that this is a part of. */
  private boolean isWrong(String path) {
    return wrong.stream()
        .anyMatch(
            fault ->
                path.equals(fault) || path.startsWith(fault + ".") || path.startsWith(fault + "["));
  }

  /** A text that people wrote: not too long, and not what {@code init} asked them to replace. */
  private void written(String path, String text, int most) {
    if (text.startsWith(CharterProposal.EDIT + " ")) {
      fault(
          path,
          "This still says '%s'. Write it in your own words: the business owner signs it.",
          text);
    } else if (text.length() > most) {
      fault(path, "The text has %d characters; at most %d are allowed.", text.length(), most);
    }
  }

  private void range(String path, double value, boolean good, String range) {
    if (!good && !Double.isNaN(value)) {
      fault(path, "%s is out of range: it must be %s.", value, range);
    }
  }

  private void fault(String path, String message, Object... values) {
    if (!isWrong(path)) {
      faults.add(new CharterFault(path, Objects.requireNonNull(message).formatted(values)));
    }
  }
}
