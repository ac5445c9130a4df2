package io.steward.charter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.steward.artifact.Json;
import io.steward.charter.CharterResult.Faulty;
import io.steward.charter.CharterResult.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader say the same. */
class CharterSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static boolean fitsSchema(String yaml) throws Exception {
    return CharterSchema.messages(YAML.readValue(yaml, Map.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: Big",
        "name: 7",
        "title: ''",
        "owner: a b",
        "task: other",
        "source: {}",
        "source: {file: ' '}",
        "source: {file: a.csv, sheet: 2}",
        "source: {file: a.csv, object: 's3://bucket/key'}",
        "source: {object: 's3://bucket'}",
        "source: {url: 'http://x/y'}",
        "source: {url: 'https://user@x/y'}",
        "source: {query: {connection: w}}",
        "source: {query: {connection: w, sql: DELETE}}",
        "source: {file: a, format: xlsx}",
        "source: {file: a, csv: {decimal: x}}",
        "source: {file: a, append-only: 'yes'}",
        "target: {positive: bad}",
        "success: {}",
        "success: {primary: {metric: auc}}",
        "success: {primary: {metric: nothing, threshold: 0.7}}",
        "success: {primary: {metric: auc, threshold: 'x'}}",
        "columns: {id: a}",
        "columns: {protected: [{}]}",
        "columns: {protected: [{column: a, cut-points: [x]}]}",
        "columns: {protected: [{column: a, groups: {g: []}}]}",
        "columns: {protected: [{column: a, use-as-feature: 1}]}",
        "columns: {other: []}",
        "columns: {immutable: a}",
        "success: {primary: {metric: auc, threshold: 0.7}, max-drop: 0}",
        "success: {primary: {metric: auc, threshold: 0.7}, max-drop: 'x'}",
        "costs: {false-positive: 0}",
        "costs: 5",
        "fairness: [{column: a}]",
        "serving: {p95-millis: 0}",
        "serving: {requests-per-second: 0}",
        "serving: {requests-per-second: 1.5}",
        "budget: {training-time: 5m}",
        "budget: {candidates: 0}",
        "budget: {money: -1}",
        "budget: {when-used-up: never}",
        "monitoring: {interval: hourly}",
        "suitability: {patterns-expected: 'yes'}",
        "suitability: {rule-of-thumb: w, rule: {column: a, below: x}}",
        "suitability: {rule-of-thumb: w, rule: {column: a, values: b}}",
        "suitability: {rule-of-thumb: w, rule: {column: a, other: 1}}",
        "suitability: {rule-of-thumb: w, rule: 5}",
        "regulatory: {personal-data: 1}",
        "split: {by: random}",
        "split: {holdout: 0.01}",
        "features: {columns: {a: {encode: label}}}",
        "features: {columns: {a: {log: true}}}",
        "features: {interactions: [[a, b, c]]}",
        "features: {interactions: [a]}",
        "features: {selection: {keep: 0}}",
        "features: {selection: {correlation: 2}}",
        "columns: {group: a}",
        "seed: -1",
        "seed: 1.5",
        "unknown: 1"
      })
  void shouldBothRefuse(String part) throws Exception {
    String yaml = with(part);

    assertThat(CharterReader.read(yaml)).isInstanceOf(Faulty.class);
    assertThat(fitsSchema(yaml)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed: 0",
        "source: {object: 's3://bucket/in/a.csv.gz', append-only: true, compression: gzip}",
        "source: {url: 'https://host.example:8443/a.csv?x=1', format: parquet}",
        "source: {query: {connection: warehouse, sql: 'WITH a AS (SELECT 1) SELECT * FROM a'}}",
        "source: {file: a, csv: {delimiter: ';', quote: '\"', encoding: ISO-8859-1, decimal: ','}}",
        "target: {column: class, positive: 1}",
        "target: {column: class, positive: true}",
        "columns: {id: [], ignore: [a, b], segment: [c]}",
        "columns: {protected: [{column: a, groups: {g: [1, x]}, use-as-feature: true}]}",
        "columns: {protected: [{column: a, cut-points: [1, 2.5]}]}",
        "success: {primary: {metric: recall, threshold: 0.7}, secondary: []}",
        "success: {primary: {metric: recall, threshold: 0.7}, max-drop: 0.05}",
        "columns: {immutable: [a], segment: [a]}",
        "costs: {false-positive: 0.5}",
        "columns: {time: day, group: [a, b], known-after: [c]}",
        "split: {by: stratified, holdout: 0.5}",
        "features: {columns: {a: {missing: constant, constant: 0, indicator: true}}}",
        "features: {columns: {a: {outliers: winsorise, transform: power, scale: range}}}",
        "features: {columns: {b: {encode: hashed-ngrams}}, interactions: [[a, c]]}",
        "features: {selection: {variance: 0, correlation: 0.98, mutual-information: 0, keep: 9}}",
        "serving: {p95-millis: 12.5, requests-per-second: 1000}",
        "budget: {training-time: P1DT2H3M4.5S, money: 0}",
        "budget: {when-used-up: stop}",
        "budget: {training-time: pt5m, candidates: 200, deadline: P366D}",
        "monitoring: {interval: PT10S}",
        "suitability: {rule-of-thumb: 5 rows}",
        "suitability: {rule-of-thumb: w, rule: {column: a, values: [b, 1, true]}}",
        "suitability: {rule-of-thumb: w, rule: {column: a, above: 2.5}}",
        "regulatory: {safety-relevant: true}"
      })
  void shouldBothAccept(String part) throws Exception {
    String yaml = with(part);

    assertThat(CharterReader.read(yaml)).isInstanceOf(Valid.class);
    assertThat(fitsSchema(yaml)).isTrue();
  }

  @Test
  void shouldDocumentTheDefaultsThatHold() {
    JsonNode schema =
        Objects.requireNonNull(
            Json.read(CharterSchema.text().getBytes(StandardCharsets.UTF_8), JsonNode.class));

    assertThat(number(schema, "costs", "false-positive"))
        .isEqualTo(CharterDefaults.COSTS.falsePositive());
    assertThat(number(schema, "costs", "false-negative"))
        .isEqualTo(CharterDefaults.COSTS.falseNegative());
    assertThat(number(schema, "success", "max-drop")).isEqualTo(CharterDefaults.MAX_DROP);
    assertThat(number(schema, "serving", "p95-millis"))
        .isEqualTo(CharterDefaults.SERVING.p95Millis());
    assertThat(number(schema, "serving", "requests-per-second"))
        .isEqualTo(CharterDefaults.SERVING.requestsPerSecond());
    assertThat(number(schema, "budget", "candidates"))
        .isEqualTo(CharterDefaults.BUDGET.candidates());
    assertThat(number(schema, "budget", "money"))
        .isEqualTo(CharterDefaults.BUDGET.money().doubleValue());
    assertThat(duration(schema, "budget", "training-time"))
        .isEqualTo(CharterDefaults.BUDGET.trainingTime());
    assertThat(duration(schema, "budget", "deadline")).isEqualTo(CharterDefaults.BUDGET.deadline());
    assertThat(duration(schema, "monitoring", "interval"))
        .isEqualTo(CharterDefaults.MONITORING.interval());
    assertThat(flags(schema, "suitability")).containsExactly(true, true, true, false);
    assertThat(flags(schema, "regulatory")).containsExactly(true, true, false, false);
    assertThat(schema.at("/properties/suitability/properties/rule-of-thumb/default").asText())
        .isEqualTo(CharterDefaults.SUITABILITY.ruleOfThumb());
    assertThat(schema.at("/properties/seed/default").asLong()).isEqualTo(CharterDefaults.SEED);
  }

  @Test
  void shouldNameEveryMetricAndTask() {
    JsonNode schema =
        Objects.requireNonNull(
            Json.read(CharterSchema.text().getBytes(StandardCharsets.UTF_8), JsonNode.class));

    assertThat(texts(schema.at("/properties/success/properties/primary/properties/metric/enum")))
        .containsExactlyElementsOf(Arrays.stream(Metric.values()).map(Metric::written).toList());
    assertThat(texts(schema.at("/properties/task/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(Charter.Task.values()).map(Choices::word).toList());
    assertThat(texts(schema.at("/properties/fairness/items/properties/metric/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(Charter.FairnessMetric.values()).map(Choices::word).toList());
  }

  /** The small charter with one part put in or replaced. */
  private static String with(String part) {
    String key = part.substring(0, part.indexOf(':') + 1);
    List<String> kept = new ArrayList<>();
    boolean replaced = false;
    for (String line : CharterReaderTest.SMALL.lines().toList()) {
      if (!line.startsWith(" ")) {
        replaced = line.startsWith(key);
      }
      if (!replaced) {
        kept.add(line);
      }
    }
    kept.add(part);
    return String.join("\n", kept) + "\n";
  }

  private static double number(JsonNode schema, String group, String key) {
    return property(schema, group, key).get("default").asDouble();
  }

  private static Duration duration(JsonNode schema, String group, String key) {
    return Duration.parse(property(schema, group, key).get("default").asText());
  }

  private static List<Boolean> flags(JsonNode schema, String group) {
    List<Boolean> flags = new ArrayList<>();
    for (JsonNode property : schema.at("/properties/" + group + "/properties")) {
      if (property.path("type").asText().equals("boolean")) {
        flags.add(property.get("default").asBoolean());
      }
    }
    return flags;
  }

  private static JsonNode property(JsonNode schema, String group, String key) {
    return schema.at("/properties/" + group + "/properties/" + key);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
