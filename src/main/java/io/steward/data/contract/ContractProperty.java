package io.steward.data.contract;

import io.steward.data.Severity;
import io.steward.data.contract.ContractRule.Check;
import io.steward.data.contract.ContractRule.Condition;
import io.steward.data.contract.ContractRule.Duplicates;
import io.steward.data.contract.ContractRule.HasType;
import io.steward.data.contract.ContractRule.InRange;
import io.steward.data.contract.ContractRule.Length;
import io.steward.data.contract.ContractRule.LogicalType;
import io.steward.data.contract.ContractRule.Matches;
import io.steward.data.contract.ContractRule.MultipleOf;
import io.steward.data.contract.ContractRule.Present;
import io.steward.data.contract.ContractRule.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a contract says of one column.
 *
 * @param column its name in the data: {@code physicalName}, else {@code name}
 * @param confidential whether its values must not be shown
 */
record ContractProperty(String column, boolean confidential, List<ContractRule> rules) {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "name",
          "physicalName",
          "physicalType",
          "logicalType",
          "logicalTypeOptions",
          "description",
          "businessName",
          "authoritativeDefinitions",
          "tags",
          "customProperties",
          "primaryKey",
          "primaryKeyPosition",
          "required",
          "unique",
          "partitioned",
          "partitionKeyPosition",
          "classification",
          "encryptedName",
          "transformSourceObjects",
          "transformLogic",
          "transformDescription",
          "examples",
          "criticalDataElement",
          "relationships",
          "quality",
          "items",
          "properties");
  private static final Set<String> OPTIONS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "timezone",
          "defaultTimezone");
  private static final Set<String> CONFIDENTIAL =
      Set.of("confidential", "restricted", "sensitive", "secret");

  static ContractProperty read(OdcsNode node) {
    node.onlyKnows(KNOWN);
    String column = name(node);
    List<ContractRule> rules = new ArrayList<>();
    type(node)
        .ifPresent(
            type ->
                rules.add(
                    rule(
                        column,
                        "type",
                        "is there and holds values of type " + word(type),
                        new HasType(column, type))));
    if (node.flag("required")) {
      rules.add(values(column, "required", "has a value in every row", new Present(List.of())));
    }
    if (node.flag("unique")) {
      rules.add(
          rule(
              column, "unique", "has no value twice", new Duplicates(List.of(column), Bound.NONE)));
    }
    options(column, node.mapping("logicalTypeOptions"), rules);
    for (OdcsNode quality : node.mappings("quality")) {
      ContractQuality.read(quality, column).ifPresent(rules::add);
    }
    boolean confidential =
        CONFIDENTIAL.contains(
            node.optionalText("classification").orElse("").toLowerCase(Locale.ROOT));
    return new ContractProperty(column, confidential, rules);
  }

  /** The columns of the primary key are together unique. */
  static Optional<ContractRule> primaryKey(List<OdcsNode> properties) {
    List<String> key =
        properties.stream()
            .filter(property -> property.flag("primaryKey"))
            .map(ContractProperty::name)
            .toList();
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ContractRule(
                "primary-key",
                "The primary key (" + String.join(", ", key) + ") names one row.",
                Severity.REVIEW,
                key,
                new Duplicates(key, Bound.NONE)));
  }

  private static String name(OdcsNode node) {
    String name = node.text("name");
    return node.optionalText("physicalName").orElse(name);
  }

  private static Optional<LogicalType> type(OdcsNode node) {
    Optional<String> written = node.optionalText("logicalType");
    Optional<LogicalType> type =
        written.flatMap(
            text ->
                Arrays.stream(LogicalType.values()).filter(t -> word(t).equals(text)).findAny());
    if (written.isPresent() && type.isEmpty()) {
      node.fault(
          "logicalType",
          "'%s' is no type of a column here. Use one of %s."
              .formatted(
                  written.get(),
                  String.join(
                      ", ",
                      Arrays.stream(LogicalType.values()).map(ContractProperty::word).toList())));
    }
    return type;
  }

  private static void options(String column, OdcsNode options, List<ContractRule> rules) {
    options.onlyKnows(OPTIONS);
    String lower = either(options, "minimum", "exclusiveMinimum");
    String upper = either(options, "maximum", "exclusiveMaximum");
    boolean above = options.has("exclusiveMinimum");
    boolean below = options.has("exclusiveMaximum");
    if (!lower.isEmpty() || !upper.isEmpty()) {
      String from = lower.isEmpty() ? "" : (above ? "greater than " : "at least ") + lower;
      String to = upper.isEmpty() ? "" : (below ? "less than " : "at most ") + upper;
      rules.add(
          values(
              column,
              "range",
              "is " + from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to,
              new InRange(lower, above, upper, below)));
    }
    Double unit = options.number("multipleOf");
    if (unit != null && unit > 0) {
      rules.add(values(column, "multiple", "is a multiple of " + unit, new MultipleOf(unit)));
    }
    Double least = options.number("minLength");
    Double most = options.number("maxLength");
    if (least != null || most != null) {
      long from = least == null ? 0 : least.longValue();
      long to = most == null ? Long.MAX_VALUE : most.longValue();
      String words = most == null ? from + " or more" : from + " to " + to;
      rules.add(values(column, "length", "has " + words + " characters", new Length(from, to)));
    }
    options
        .optionalText("pattern")
        .ifPresent(
            pattern ->
                rules.add(values(column, "pattern", "matches " + pattern, new Matches(pattern))));
  }

  private static String either(OdcsNode options, String closed, String open) {
    if (options.has(closed) && options.has(open)) {
      options.fault(open, "Give " + closed + " or " + open + ", not both.");
    }
    return options.optionalText(closed).or(() -> options.optionalText(open)).orElse("");
  }

  private static ContractRule values(String column, String kind, String what, Condition condition) {
    return rule(column, kind, what, new Values(column, condition, Bound.NONE));
  }

  private static ContractRule rule(String column, String kind, String what, Check check) {
    return new ContractRule(
        column + "-" + kind,
        "Column '" + column + "' " + what + ".",
        Severity.REVIEW,
        List.of(column),
        check);
  }

  private static String word(LogicalType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
