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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pictures are left in {@code target/charts}, to be looked at. */
class ChartsTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final Scored scored = Cases.scored(Cases.loans(300, 1), Cases.KNOWING);

  @Test
  void shouldDrawSmallPicturesOfTheAgreedSize() throws IOException {
    HoldoutEvaluation binary = HoldoutEvaluator.evaluate(charter, scored);
    HoldoutEvaluation regression =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.REGRESSION, Metric.RMSE, 350), Cases.regression(300, 5));
    HoldoutEvaluation multiclass =
        HoldoutEvaluator.evaluate(
            Cases.charter(Task.MULTICLASS, Metric.F1, 0.6), Cases.multiclass(300, 5));
    FairnessReport fairness = FairnessAssessor.assess(charter, scored);
    ExplanationReport explanation =
        Explainer.explain(charter, scored, Cases.asked(Cases.KNOWING), Cases.loans(200, 9));
    Map<String, Picture> pictures =
        Map.of(
            "roc", Charts.overview(binary),
            "precision-recall", Charts.precisionRecall(binary),
            "calibration", Charts.calibration(binary),
            "residuals", Charts.overview(regression),
            "metrics", Charts.overview(multiclass),
            "fairness-sex", Charts.fairness(fairness.attributes().getFirst()),
            "fairness-age", Charts.fairness(fairness.attributes().getLast()),
            "fairness-many", Charts.fairness(many()),
            "importance", Charts.importance(explanation),
            "importance-many", Charts.importance(manyImportances()));
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      Files.write(folder.resolve(picture.getKey() + ".png"), picture.getValue().png());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.getValue().png()));
      assertThat(image.getWidth()).isEqualTo(420);
      assertThat(image.getHeight()).isEqualTo(300);
      assertThat(picture.getValue().png().length).as(picture.getKey()).isLessThan(10 * 1024);
      assertThat(picture.getValue().dataUri()).startsWith("data:image/png;base64,iVBOR");
    }
  }

  @Test
  void shouldDrawSomethingWhenNothingCanBeSaid() throws IOException {
    AttributeFairness nothing =
        new AttributeFairness("sex", List.of(), List.of(), List.of(), List.of(), "no rows");
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    Files.write(folder.resolve("fairness-none.png"), Charts.fairness(nothing).png());
    assertThat(Charts.fairness(nothing).png()).isNotEmpty();
    assertThat(Charts.importance(importances(Metric.AUC, null, 0, List.of())).png()).isNotEmpty();
    Scored none = Cases.scored(Cases.loans(0, 1), Cases.KNOWING);
    assertThat(Charts.overview(HoldoutEvaluator.evaluate(charter, none)).png()).isNotEmpty();
    assertThat(Charts.roc(HoldoutEvaluator.evaluate(charter, none)).png()).isNotEmpty();
    assertThat(Charts.calibration(HoldoutEvaluator.evaluate(charter, none)).png()).isNotEmpty();
  }

  private static AttributeFairness many() {
    List<GroupFigure> figures =
        List.of(
            new GroupFigure(GroupMeasure.SELECTION_RATE, 0.4, null, ""),
            new GroupFigure(GroupMeasure.FALSE_POSITIVE_RATE, 0.3, null, ""));
    List<GroupFairness> groups =
        List.of("male single", "female div/dep/mar", "male mar/wid", "male div/sep", "unknown")
            .stream()
            .map(name -> new GroupFairness(name, 40, 12, figures, ""))
            .toList();
    return new AttributeFairness("personal_status", groups, List.of(), List.of(), List.of(), "");
  }

  private static ExplanationReport manyImportances() {
    return importances(
        Metric.RMSE,
        20_000.0,
        200,
        List.of(
                "checking_status",
                "credit_history",
                "savings_status",
                "a_very_long_name_of_a_column")
            .stream()
            .map(name -> new ExplanationReport.Importance(name, 300.0 * name.length(), 10))
            .sorted(
                java.util.Comparator.comparingDouble(ExplanationReport.Importance::drop).reversed())
            .toList());
  }

  private static ExplanationReport importances(
      Metric metric,
      @Nullable Double base,
      long rows,
      List<ExplanationReport.Importance> importances) {
    return new ExplanationReport(
        metric, base, rows, importances, null, List.of(), List.of(), List.of());
  }
}
