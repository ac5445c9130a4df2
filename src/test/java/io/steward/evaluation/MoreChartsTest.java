package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures are left in {@code target/charts}, to be looked at. */
class MoreChartsTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);

  @Test
  void shouldDrawSmallPicturesOfTheAgreedSize() throws IOException {
    Scored scored = WeakSegmentsTest.planted(5000, 3);
    FairnessReport fairness = FairnessAssessor.assess(charter, scored);
    HoldoutEvaluation regression =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.REGRESSION, Metric.RMSE, 350), Cases.regression(2000, 5));
    look(
        Map.of(
            "gain", MoreCharts.gain(HoldoutEvaluator.evaluate(charter, scored)),
            "residual-deciles", MoreCharts.residualDeciles(regression),
            "thresholds", MoreCharts.thresholds(fairness.attributes().getFirst()),
            "thresholds-crossed", MoreCharts.thresholds(fairness.crossings().getFirst()),
            "weak-segments", MoreCharts.weakSegments(SegmentAssessor.assess(charter, scored))));
  }

  @Test
  void shouldDrawSomethingWhenNothingCanBeSaid() throws IOException {
    Scored none = Cases.scored(Cases.loans(0, 1), Cases.KNOWING);
    HoldoutEvaluation evaluation = HoldoutEvaluator.evaluate(charter, none);
    look(
        Map.of(
            "gain-none", MoreCharts.gain(evaluation),
            "residual-deciles-none", MoreCharts.residualDeciles(evaluation),
            "thresholds-none",
                MoreCharts.thresholds(
                    FairnessAssessor.assess(charter, none).attributes().getFirst()),
            "weak-segments-none",
                MoreCharts.weakSegments(
                    new SegmentReport(Metric.AUC, null, List.of(), List.of(), List.of()))));
  }

  private static void look(Map<String, Picture> pictures) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      Files.write(folder.resolve(picture.getKey() + ".png"), picture.getValue().png());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.getValue().png()));
      assertThat(image.getWidth()).isEqualTo(420);
      assertThat(image.getHeight()).isEqualTo(300);
      assertThat(picture.getValue().png().length).as(picture.getKey()).isLessThan(10 * 1024);
    }
  }
}
