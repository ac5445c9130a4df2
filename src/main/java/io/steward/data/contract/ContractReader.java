package io.steward.data.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.steward.data.Severity;
import io.steward.data.contract.ContractRule.Age;
import io.steward.data.contract.ContractRule.Fresh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a data contract in YAML. All faults are collected and reported at once, each with its path;
 * whatever the text is, nothing is thrown. The keys are those of the Open Data Contract Standard
 * 3.1.0 (<a href="https://bitol-io.github.io/open-data-contract-standard/v3.1.0/">the
 * standard</a>).
 */
public final class ContractReader {
  /** The version of the standard that is read and written. */
  public static final String API_VERSION = "v3.1.0";

  private static final int MAX_LENGTH = 1 << 20;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
              .build());

  private static final Set<String> TOP =
      Set.of(
          "version",
          "kind",
          "apiVersion",
          "id",
          "name",
          "tenant",
          "tags",
          "status",
          "servers",
          "dataProduct",
          "description",
          "domain",
          "schema",
          "support",
          "price",
          "team",
          "roles",
          "slaDefaultElement",
          "slaProperties",
          "authoritativeDefinitions",
          "customProperties",
          "contractCreatedTs");
  private static final Set<String> TABLE =
      Set.of(
          "id",
          "name",
          "physicalName",
          "physicalType",
          "logicalType",
          "description",
          "businessName",
          "authoritativeDefinitions",
          "tags",
          "customProperties",
          "dataGranularityDescription",
          "properties",
          "relationships",
          "quality");

  private final List<ContractFault> faults = new ArrayList<>();

  private ContractReader() {}

  /** Reads a contract from its YAML text. */
  public static ContractResult read(String yaml) {
    ContractReader reader = new ContractReader();
    if (yaml.length() > MAX_LENGTH) {
      return faulty("The contract is longer than 1 MB.");
    }
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (tree == null || !tree.isObject()) {
        return faulty("The contract must be made of keys with values, like 'kind: DataContract'.");
      }
      DataContract contract = reader.contract(new OdcsNode(tree, "", reader.faults));
      return reader.faults.isEmpty()
          ? new ContractResult.Valid(contract)
          : new ContractResult.Faulty(reader.faults);
    } catch (JsonProcessingException e) {
      return faulty(
          "The contract is not valid YAML" + where(e) + ". Check quotes and indentation.");
    } catch (StackOverflowError e) {
      return faulty("The contract is nested too deeply.");
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  private static ContractResult faulty(String message) {
    return new ContractResult.Faulty(List.of(new ContractFault("", message)));
  }

  private DataContract contract(OdcsNode top) {
    top.onlyKnows(TOP);
    if (!top.text("kind").equals("DataContract")) {
      top.fault("kind", "Write: kind: DataContract");
    }
    if (!top.text("apiVersion").startsWith("v3.")) {
      top.fault("apiVersion", "Write: apiVersion: " + API_VERSION);
    }
    List<OdcsNode> tables = top.mappings("schema");
    if (tables.size() != 1) {
      top.fault(
          "schema",
          "A snapshot is one table, so the contract must describe exactly one; it describes "
              + tables.size()
              + ".");
    }
    List<String> columns = new ArrayList<>();
    List<String> confidential = new ArrayList<>();
    List<ContractRule> rules = new ArrayList<>();
    String table = "";
    for (OdcsNode node : tables.stream().limit(1).toList()) {
      node.onlyKnows(TABLE);
      table = node.text("name");
      for (OdcsNode property : node.mappings("properties")) {
        ContractProperty read = ContractProperty.read(property);
        if (columns.contains(read.column())) {
          property.fault("name", "Column '" + read.column() + "' is described twice.");
        }
        columns.add(read.column());
        if (read.confidential()) {
          confidential.add(read.column());
        }
        rules.addAll(read.rules());
      }
      ContractProperty.primaryKey(node.mappings("properties")).ifPresent(rules::add);
      for (OdcsNode quality : node.mappings("quality")) {
        ContractQuality.read(quality, "").ifPresent(rules::add);
      }
    }
    for (OdcsNode sla : top.mappings("slaProperties")) {
      freshness(sla).ifPresent(rules::add);
    }
    return new DataContract(
        top.text("id"),
        top.text("version"),
        top.text("status"),
        table,
        columns,
        confidential,
        unique(rules));
  }

  /** Of the service levels only freshness can be seen in a table. */
  private static Optional<ContractRule> freshness(OdcsNode sla) {
    String property = sla.text("property");
    if (!property.equals("freshness") && !property.equals("latency")) {
      return Optional.empty();
    }
    Double value = sla.number("value");
    String element = sla.text("element");
    Age unit = unit(sla.optionalText("unit").orElse("d"));
    if (value == null || value < 0 || value != Math.rint(value) || unit == null) {
      sla.fault(
          "value",
          "Write a whole number with a unit of h, d, m (months) or y, for example value: 30 and"
              + " unit: d.");
      return Optional.empty();
    }
    String column = element.substring(element.lastIndexOf('.') + 1);
    long most = value.longValue();
    return Optional.of(
        new ContractRule(
            column + "-freshness",
            "The latest value of '"
                + column
                + "' is at most "
                + most
                + " "
                + unit.name().toLowerCase(Locale.ROOT)
                + " old.",
            Severity.REVIEW,
            List.of(column),
            new Fresh(column, most, unit)));
  }

  private static @org.jspecify.annotations.Nullable Age unit(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "h", "hour", "hours" -> Age.HOURS;
      case "d", "day", "days" -> Age.DAYS;
      case "m", "month", "months" -> Age.MONTHS;
      case "y", "yr", "year", "years" -> Age.YEARS;
      default -> null;
    };
  }

  /** Results are told apart by the id, so a second rule of the same id gets a number. */
  private static List<ContractRule> unique(List<ContractRule> rules) {
    Set<String> seen = new HashSet<>();
    List<ContractRule> named = new ArrayList<>();
    for (ContractRule rule : rules) {
      String id = rule.id();
      for (int n = 2; !seen.add(id); n++) {
        id = rule.id() + "-" + n;
      }
      named.add(new ContractRule(id, rule.what(), rule.severity(), rule.columns(), rule.check()));
    }
    return named;
  }
}
