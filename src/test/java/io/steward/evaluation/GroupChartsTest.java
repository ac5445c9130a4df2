package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The pictures are left in {@code target/charts}, to be looked at. */
class GroupChartsTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final Scored scored = Cases.scored(Cases.loans(600, 1), Cases.KNOWING);

  @Test
  void shouldDrawGroupsSegmentsAndConfusion() throws IOException {
    FairnessReport fairness = FairnessAssessor.assess(charter, scored);
    HoldoutEvaluation multiclass =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.MULTICLASS, Metric.F1, 0.6), Cases.multiclass(300, 5));
    Map<String, Picture> pictures = new HashMap<>();
    for (AttributeFairness attribute : fairness.attributes()) {
      pictures.put("groups-" + attribute.column(), GroupCharts.groups(attribute).orElseThrow());
    }
    pictures.put(
        "segments", GroupCharts.segments(SegmentAssessor.assess(charter, scored)).orElseThrow());
    pictures.put("confusion", confusion(HoldoutEvaluator.evaluate(charter, scored)));
    pictures.put("confusion-multiclass", confusion(multiclass));

    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      Files.write(folder.resolve(picture.getKey() + ".png"), picture.getValue().png());
      assertThat(picture.getValue().png().length).as(picture.getKey()).isLessThan(10 * 1024);
    }
  }

  @Test
  void shouldDrawNothingWhenNothingCanBeSaid() {
    assertThat(
            GroupCharts.groups(
                new AttributeFairness("sex", List.of(), List.of(), List.of(), List.of(), "")))
        .isEmpty();
    assertThat(
            GroupCharts.segments(
                new SegmentReport(Metric.AUC, null, List.of(), List.of(), List.of())))
        .isEmpty();
    assertThat(ConfusionChart.of(new ConfusionMatrix(List.of("a"), List.of(List.of(0L)), 0.5)))
        .isEmpty();
  }

  private static Picture confusion(HoldoutEvaluation evaluation) {
    return ConfusionChart.of(Objects.requireNonNull(evaluation.confusion())).orElseThrow();
  }
}
