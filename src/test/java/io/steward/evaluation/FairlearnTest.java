package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds fairness to Fairlearn; the vectors are made by {@code fairlearn_reference.py} beside them.
 */
class FairlearnTest {

  @TestFactory
  Stream<DynamicTest> shouldAgreeWithFairlearn() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : reference().get("binary")) {
      FairnessReport report = FairnessAssessor.assess(charter(Task.BINARY, Metric.AUC), of(vector));
      String name = vector.get("name").asText();
      groups(tests, name, vector.get("single").get("groups"), report.attributes().getFirst());
      gaps(tests, name, vector.get("single").get("gaps"), report.attributes().getFirst());
      AttributeFairness crossed = report.crossings().getFirst();
      groups(tests, name + ", crossed", vector.get("crossed").get("groups"), crossed);
      gaps(tests, name + ", crossed", vector.get("crossed").get("gaps"), crossed);
    }
    for (JsonNode vector : reference().get("regression")) {
      AttributeFairness report =
          FairnessAssessor.assess(charter(Task.REGRESSION, Metric.RMSE), of(vector))
              .attributes()
              .getFirst();
      groups(tests, vector.get("name").asText(), vector.get("groups"), report);
      gaps(tests, vector.get("name").asText(), vector.get("gaps"), report);
    }
    assertThat(tests).hasSizeGreaterThan(250);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> shouldAgreeWithFairlearnAtOtherThresholds() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : reference().get("binary")) {
      for (JsonNode expected : vector.get("curve")) {
        double threshold = expected.get("threshold").asDouble();
        tests.add(
            DynamicTest.dynamicTest(
                vector.get("name").asText() + " at " + threshold,
                () -> {
                  Scored scored = of(vector);
                  Scored moved =
                      new Scored(
                          scored.rows(),
                          scored.truth(),
                          scored.predictions(),
                          scored.classes(),
                          threshold);
                  ThresholdPoint chosen =
                      FairnessAssessor.assess(charter(Task.BINARY, Metric.AUC), moved)
                          .attributes()
                          .getFirst()
                          .thresholds()
                          .stream()
                          .filter(ThresholdPoint::chosen)
                          .findFirst()
                          .orElseThrow();
                  same(chosen.accuracy(), expected, "accuracy");
                  same(chosen.expectedCost(), expected, "expectedCost");
                  same(chosen.selectionDifference(), expected, "selectionDifference");
                  same(chosen.selectionRatio(), expected, "selectionRatio");
                  same(chosen.opportunityDifference(), expected, "opportunityDifference");
                }));
      }
    }
    assertThat(tests).hasSize(12);
    return tests.stream();
  }

  private static void groups(
      List<DynamicTest> tests, String name, JsonNode expected, AttributeFairness fairness) {
    assertThat(fairness.groups()).hasSize(expected.size());
    for (GroupFairness group : fairness.groups()) {
      JsonNode of = expected.get(group.group());
      for (Map.Entry<String, JsonNode> figure : of.properties()) {
        String what = "%s, group %s: %s".formatted(name, group.group(), figure.getKey());
        Double value =
            switch (figure.getKey()) {
              case "rows" -> Double.valueOf(group.rows());
              case "auc" -> group.primary();
              default -> group.value(GroupMeasure.parse(kebab(figure.getKey())));
            };
        // What has too few rows here has a note; its agreement is not asked for.
        if (value != null) {
          tests.add(DynamicTest.dynamicTest(what, () -> same(value, of, figure.getKey())));
        } else {
          assertThat(group.note()).as(what).contains("at least");
        }
      }
    }
  }

  private static void gaps(
      List<DynamicTest> tests, String name, JsonNode expected, AttributeFairness fairness) {
    for (Map.Entry<String, JsonNode> gap : expected.properties()) {
      tests.add(
          DynamicTest.dynamicTest(
              name + ": " + gap.getKey(),
              () ->
                  same(
                      fairness.value(GapMeasure.parse(kebab(gap.getKey()))),
                      expected,
                      gap.getKey())));
    }
  }

  private static void same(@Nullable Double value, JsonNode expected, String name) {
    assertThat(value).as(name).isCloseTo(expected.get(name).asDouble(), within(1e-9));
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static Charter charter(Task task, Metric metric) {
    Charter charter = Cases.charter(task, List.of(new MetricThreshold(metric, 0.7)), List.of());
    return charter.withColumns(
        new Charter.Columns(
            List.of(),
            List.of(),
            List.of(
                new ProtectedAttribute("group", Map.of(), List.of(), false),
                new ProtectedAttribute("second", Map.of(), List.of(), false)),
            List.of()));
  }

  private static Scored of(JsonNode vector) {
    double[] truth = numbers(vector.get("truth"));
    boolean binary = vector.has("probability");
    String[] group = texts(vector.get("group"));
    RawTable rows =
        new RawTable(
            List.of(
                new ColumnSchema("group", ColumnKind.TEXT),
                new ColumnSchema("second", ColumnKind.TEXT)),
            List.of(group, binary ? texts(vector.get("second")) : group));
    Predictions predictions =
        binary
            ? Cases.binary(numbers(vector.get("probability")), 0.5)
            : new Predictions(new String[0], new double[0][], numbers(vector.get("value")));
    return new Scored(rows, truth, predictions, binary ? List.of("no", "yes") : List.of(), 0.5);
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    Arrays.setAll(numbers, index -> array.get(index).asDouble());
    return numbers;
  }

  private static String[] texts(JsonNode array) {
    String[] texts = new String[array.size()];
    Arrays.setAll(texts, index -> array.get(index).asText());
    return texts;
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FairlearnTest.class.getResourceAsStream("fairlearn-reference.json"))) {
      return Json.mapper().readTree(in);
    }
  }
}
