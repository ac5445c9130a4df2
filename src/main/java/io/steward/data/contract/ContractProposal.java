package io.steward.data.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.steward.charter.Charter;
import io.steward.data.ColumnProfile;
import io.steward.data.DataProfile;
import io.steward.data.Snapshot;
import io.steward.schema.ColumnKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proposes a contract from a first snapshot, for people to correct. The snapshot keeps every rule
 * of its own proposal. Ranges are wider than what was seen, since the next data will not be the
 * same; they stay on their side of zero.
 */
public final class ContractProposal {
  /** A text column with at most this many values has a list of allowed values. */
  private static final int MOST_LISTED = 30;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .build());

  private ContractProposal() {}

  /** The proposal as YAML text. */
  public static String propose(Charter charter, Snapshot snapshot, DataProfile profile) {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("apiVersion", ContractReader.API_VERSION);
    contract.put("kind", "DataContract");
    contract.put("id", charter.name() + "-data");
    contract.put("name", "Data for " + charter.name());
    contract.put("version", "0.1.0");
    contract.put("status", DataContract.PROPOSED);
    contract.put("description", Map.of("purpose", charter.problem()));
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("name", tableName(snapshot.sourceName()));
    table.put("logicalType", "object");
    table.put("physicalType", "table");
    table.put(
        "properties",
        profile.columns().stream()
            .map(column -> property(charter, column, profile.rows()))
            .toList());
    table.put("quality", List.of(rowCount(profile.rows())));
    contract.put("schema", List.of(table));
    try {
      return "# Proposed from "
          + snapshot.sourceName()
          + ", which keeps every rule. Correct it, and set status to active.\n"
          + YAML.writeValueAsString(contract);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The proposed contract cannot be written as YAML.", e);
    }
  }

  private static Map<String, Object> property(Charter charter, ColumnProfile column, long rows) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("name", column.name());
    property.put("logicalType", type(column));
    property.put("required", column.missing() == 0);
    if (charter.columns().id().contains(column.name())
        && column.missing() == 0
        && column.distinct() == rows) {
      property.put("unique", true);
    }
    if (charter.columns().protectedAttributes().stream()
        .anyMatch(attribute -> attribute.column().equals(column.name()))) {
      property.put("classification", "confidential");
    }
    Map<String, Object> options = range(column);
    if (!options.isEmpty()) {
      property.put("logicalTypeOptions", options);
    }
    if (column.kind() == ColumnKind.TEXT
        && !column.allMissing()
        && column.distinct() <= MOST_LISTED
        && column.distinct() * 5 <= rows) {
      property.put("quality", List.of(allowed(column)));
    }
    return property;
  }

  private static String type(ColumnProfile column) {
    if (column.kind() == ColumnKind.DATE) {
      return "date";
    }
    if (column.kind() == ColumnKind.TEXT) {
      return "string";
    }
    boolean whole =
        column.allValuesListed()
            && column.topValues().stream().allMatch(value -> value.value().matches("-?[0-9]+"));
    return whole ? "integer" : "number";
  }

  private static Map<String, Object> range(ColumnProfile column) {
    ColumnProfile.NumberFacts numbers = column.numbers();
    Map<String, Object> options = new LinkedHashMap<>();
    if (numbers == null || !Double.isFinite(numbers.maximum() - numbers.minimum())) {
      return options;
    }
    double slack = (numbers.maximum() - numbers.minimum()) / 2;
    double least = numbers.minimum() - slack;
    double most = numbers.maximum() + slack;
    options.put("minimum", rounded(numbers.minimum() >= 0 ? Math.max(0, least) : least, false));
    options.put("maximum", rounded(numbers.maximum() <= 0 ? Math.min(0, most) : most, true));
    return options;
  }

  /** Two digits are enough for a limit that a person is to correct; always outwards. */
  private static BigDecimal rounded(double value, boolean up) {
    BigDecimal exact = new BigDecimal(value);
    int scale = 2 - exact.precision() + exact.scale();
    BigDecimal near =
        exact.setScale(scale, up ? RoundingMode.CEILING : RoundingMode.FLOOR).stripTrailingZeros();
    // Written with digits, not as 1.1E+2.
    return near.scale() < 0 ? near.setScale(0) : near;
  }

  private static Map<String, Object> allowed(ColumnProfile column) {
    List<String> values = new ArrayList<>();
    column.topValues().stream().map(ColumnProfile.ValueCount::value).sorted().forEach(values::add);
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("name", column.name() + "-allowed-values");
    rule.put("type", "library");
    rule.put("metric", "invalidValues");
    rule.put("arguments", Map.of("validValues", values));
    rule.put("mustBe", 0);
    return rule;
  }

  private static Map<String, Object> rowCount(long rows) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("name", "enough-rows");
    rule.put("type", "library");
    rule.put("metric", "rowCount");
    rule.put("mustBeGreaterOrEqualTo", rows / 2);
    return rule;
  }

  private static String tableName(String file) {
    String stem = file.replaceFirst("[.].*$", "").replaceAll("[^A-Za-z0-9_]", "_");
    return stem.isEmpty() ? "data" : stem;
  }
}
