package io.steward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the metrics to scikit-learn; the vectors are made by {@code sklearn_reference.py} beside
 * them.
 */
class MetricsTest {

  @TestFactory
  Stream<DynamicTest> shouldAgreeWithScikitLearn() throws IOException {
    JsonNode reference = reference();
    ErrorCosts costs =
        new ErrorCosts(
            reference.get("falsePositive").asDouble(), reference.get("falseNegative").asDouble());
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : reference.get("cases")) {
      Outcomes outcomes =
          new Outcomes(
              numbers(vector.get("truth")),
              matrix(vector.get("probabilities")),
              numbers(vector.get("values")),
              vector.get("threshold").asDouble(),
              costs);
      double[] weights = new double[outcomes.rows()];
      Arrays.fill(weights, 1);
      double[] given = vector.get("weights").isNull() ? weights : numbers(vector.get("weights"));
      vector
          .get("expected")
          .properties()
          .forEach(
              expected ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          vector.get("name").asText() + ": " + expected.getKey(),
                          () -> {
                            double value =
                                Metrics.weighted(Metric.parse(expected.getKey()), outcomes)
                                    .value(given);
                            double wanted = expected.getValue().asDouble();
                            assertThat(value)
                                .isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
                          })));
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  @Test
  void shouldSayNothingWhenThereIsOneClass() {
    Outcomes negatives =
        Outcomes.ofClasses(new double[] {0, 0}, new double[][] {{.8, .2}, {.7, .3}}, 0.5);
    assertThat(Metrics.value(Metric.AUC, negatives)).isNaN();
    assertThat(Metrics.value(Metric.AVERAGE_PRECISION, negatives)).isNaN();
    assertThat(Metrics.value(Metric.RECALL, negatives)).isNaN();
    assertThat(Metrics.value(Metric.PRECISION, negatives)).isNaN();
    assertThat(Metrics.value(Metric.F1, negatives)).isNaN();
    assertThat(Metrics.value(Metric.ACCURACY, negatives)).isEqualTo(1);
  }

  @Test
  void shouldSayNothingWhenThereIsNoRow() {
    Outcomes none = Outcomes.ofClasses(new double[0], new double[0][], 0.5);
    for (Metric metric : Metric.values()) {
      assertThat(Metrics.value(metric, none)).as(metric.written()).isNaN();
    }
  }

  @Test
  void shouldSayNothingWhenAPredictionIsNotANumber() {
    Outcomes broken =
        Outcomes.ofClasses(
            new double[] {0, 1}, new double[][] {{.5, .5}, {Double.NaN, Double.NaN}}, 0.5);
    assertThat(Metrics.value(Metric.AUC, broken)).isNaN();
    assertThat(Metrics.value(Metric.ACCURACY, broken)).isNaN();
  }

  @Test
  void shouldSayNothingWhenTheMetricDoesNotSuit() {
    Outcomes values = Outcomes.ofValues(new double[] {1, 2}, new double[] {1, 2});
    assertThat(Metrics.value(Metric.AUC, values)).isNaN();
    assertThat(Metrics.value(Metric.RMSE, values)).isZero();
    Outcomes constant = Outcomes.ofValues(new double[] {2, 2}, new double[] {1, 2});
    assertThat(Metrics.value(Metric.R2, constant)).isNaN();
  }

  @Test
  void shouldRefuseArraysOfDifferentLength() {
    assertThatThrownBy(() -> Outcomes.ofValues(new double[] {1, 2}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 true values but 1 predicted");
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MetricsTest.class.getResourceAsStream("sklearn-reference.json"))) {
      return Json.mapper().readTree(in);
    }
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = array.get(index).asDouble();
    }
    return numbers;
  }

  private static double[][] matrix(JsonNode array) {
    double[][] rows = new double[array.size()][];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = numbers(array.get(index));
    }
    return rows;
  }
}
