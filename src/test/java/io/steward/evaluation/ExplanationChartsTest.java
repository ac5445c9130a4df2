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
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures are small files of one size; to look at them: {@code target/charts}. */
class ExplanationChartsTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final Scored scored = Cases.scored(Cases.loans(600, 1), Cases.KNOWING);

  @Test
  void shouldDrawSmallPictures() throws IOException {
    ExplanationReport report =
        Explainer.explain(charter, scored, Cases.asked(Cases.KNOWING), Cases.loans(500, 9));
    Map<String, Picture> pictures = new TreeMap<>();
    pictures.put("shap", ExplanationCharts.shap(Objects.requireNonNull(report.shap())));
    report
        .dependences()
        .forEach(
            curve ->
                pictures.put("dependence-" + curve.column(), ExplanationCharts.dependence(curve)));
    pictures.put(
        "robustness",
        ExplanationCharts.robustness(
            RobustnessAssessor.assess(charter, scored, Cases.asked(Cases.KNOWING))));
    assertThat(pictures).hasSize(4);
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      Files.write(folder.resolve(picture.getKey() + ".png"), picture.getValue().png());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.getValue().png()));
      assertThat(image.getWidth()).isEqualTo(Charts.WIDTH);
      assertThat(image.getHeight()).isEqualTo(Charts.HEIGHT);
      assertThat(picture.getValue().png().length).as(picture.getKey()).isLessThan(16 * 1024);
    }
  }

  @Test
  void shouldDrawSomethingWhenNothingMoves() {
    assertThat(
            ExplanationCharts.shap(
                    new ShapSummary(
                        "the value",
                        1,
                        1,
                        0,
                        List.of(new ShapSummary.ColumnShap("a", 0, List.of(new Point(-1, 0))))))
                .png())
        .isNotEmpty();
    assertThat(ExplanationCharts.shap(new ShapSummary("the value", 0, 1, 0, List.of())).png())
        .isNotEmpty();
    assertThat(
            ExplanationCharts.robustness(
                    new RobustnessReport(Metric.AUC, 0, null, List.of(), null, 0.1, null, ""))
                .png())
        .isNotEmpty();
  }
}
