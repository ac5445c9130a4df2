package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Metric;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.training.ValidationPoint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures are left in {@code target/charts}, to be looked at. */
class CurveChartsTest {
  private static final CandidateCurves BOOSTING =
      candidate("gradient-boosting", 0.72, "trees", 37, 75, 150, 225);
  private static final CandidateCurves LINEAR =
      candidate("logistic-regression", 0.74, "lambda", 0.01, 0.1, 1, 10, 100);
  private static final CandidateCurves NONE =
      new CandidateCurves("e", "ensemble", List.of(), null, MoreRows.UNKNOWN, List.of("None."));

  @Test
  void shouldDrawSmallPicturesOfTheAgreedSize() throws IOException {
    Map<String, Picture> pictures =
        Map.of(
            "learning", learning(NONE, BOOSTING, LINEAR),
            "learning-none", learning(NONE),
            "validation-trees", validation(BOOSTING),
            "validation-lambda", validation(LINEAR));

    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      Files.write(folder.resolve(picture.getKey() + ".png"), picture.getValue().png());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.getValue().png()));
      assertThat(image.getWidth()).isEqualTo(Charts.WIDTH);
      assertThat(image.getHeight()).isEqualTo(Charts.HEIGHT);
      assertThat(picture.getValue().png().length).as(picture.getKey()).isLessThan(12 * 1024);
    }
    assertThat(pictures.get("learning")).isNotEqualTo(pictures.get("learning-none"));
  }

  private static Picture learning(CandidateCurves... candidates) {
    return CurveCharts.learning(new LeaderCurves(Metric.AUC, "", List.of(candidates)));
  }

  private static Picture validation(CandidateCurves candidate) {
    return CurveCharts.validation(
        Metric.AUC, candidate, Objects.requireNonNull(candidate.validation()));
  }

  private static CandidateCurves candidate(
      String algorithm, double start, String hyperparameter, double... settings) {
    List<LearningPoint> learning =
        List.of(25, 50, 75, 100).stream()
            .map(p -> new LearningPoint(p, 8L * p, List.of(), start + p / 2000.0, 0.01))
            .toList();
    List<ValidationPoint> points =
        Arrays.stream(settings)
            .mapToObj(setting -> new ValidationPoint(setting, start + setting / 5000, 0.012))
            .toList();
    return new CandidateCurves(
        algorithm,
        algorithm,
        learning,
        new ValidationCurve(hyperparameter, settings[2], 100, points),
        MoreRows.HELP,
        List.of("More rows would help."));
  }
}
