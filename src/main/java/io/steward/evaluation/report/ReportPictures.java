package io.steward.evaluation.report;

import io.steward.charter.Metric;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.Charts;
import io.steward.evaluation.ConfusionChart;
import io.steward.evaluation.ExplanationCharts;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GapMeasure;
import io.steward.evaluation.GroupCharts;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.MoreCharts;
import io.steward.evaluation.PartialDependence;
import io.steward.evaluation.Picture;
import io.steward.evaluation.ResidualSummary;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pictures of a report, of what can be said: nothing is drawn where there is no figure. */
public final class ReportPictures {
  /** Pictures of so many protected attributes; the tables have all. */
  private static final int MOST_ATTRIBUTES = 5;

  private final List<ReportPicture> pictures = new ArrayList<>();

  private ReportPictures() {}

  /** The pictures in the order in which they are looked at. */
  public static List<ReportPicture> of(EvaluationReport report) {
    ReportPictures all = new ReportPictures();
    all.quality(report.holdout());
    all.errors(report.holdout().residuals(), report.holdout());
    all.fairness(report.fairness());
    all.segments(report.segments());
    all.robustness(report.robustness());
    all.explanation(report.explanation());
    return List.copyOf(all.pictures);
  }

  private void quality(HoldoutEvaluation holdout) {
    if (!holdout.roc().isEmpty()) {
      add(
          "roc",
          "ROC",
          "Positives found against false alarms, at every threshold. The area is "
              + value(holdout, Metric.AUC)
              + "; 0.5 is chance.",
          Charts.roc(holdout));
    } else if (holdout.residuals() == null
        && holdout.metrics().stream().anyMatch(result -> result.value() != null)) {
      add(
          "metrics",
          "Metrics",
          "The metrics between 0 and 1 on the holdout.",
          Charts.overview(holdout));
    }
    if (!holdout.precisionRecall().isEmpty()) {
      add(
          "precision-recall",
          "Precision and recall",
          "How many alarms are right, as more of the positives are found. Average precision is "
              + value(holdout, Metric.AVERAGE_PRECISION)
              + ".",
          Charts.precisionRecall(holdout));
    }
    if (!holdout.calibration().isEmpty()) {
      add(
          "calibration",
          "Calibration",
          "How often it came true against the probability given; on the dashed line both are the"
              + " same. The expected calibration error is "
              + Words.number(holdout.calibrationError())
              + ".",
          Charts.calibration(holdout));
    }
    if (!holdout.gain().isEmpty()) {
      add(
          "gain",
          "Gain",
          "Share of the positives found when only the likeliest rows are looked at"
              + holdout.lift().stream()
                  .findFirst()
                  .map(
                      bin ->
                          "; the first tenth holds %s of them."
                              .formatted(Words.percent(bin.gain())))
                  .orElse("."),
          MoreCharts.gain(holdout));
    }
    if (holdout.confusion() != null) {
      add(
          "confusion",
          "Confusion matrix",
          "Rows of each true class by the class that was answered, at the model's threshold.",
          ConfusionChart.of(holdout.confusion()));
    }
  }

  private void errors(@Nullable ResidualSummary residuals, HoldoutEvaluation holdout) {
    if (residuals == null) {
      return;
    }
    add(
        "residuals",
        "Errors",
        "Truth minus prediction over the prediction. The mean error is "
            + Words.number(residuals.mean())
            + ", the largest "
            + Words.number(residuals.largest())
            + ".",
        Charts.residuals(holdout));
    if (!residuals.deciles().isEmpty()) {
      add(
          "residual-deciles",
          "Errors by tenths",
          "The mean error in each tenth of the predictions; an interval that leaves out 0 shows a"
              + " bias there.",
          MoreCharts.residualDeciles(holdout));
    }
  }

  private void fairness(@Nullable FairnessReport fairness) {
    if (fairness == null) {
      return;
    }
    for (int index = 0; index < Math.min(MOST_ATTRIBUTES, fairness.attributes().size()); index++) {
      AttributeFairness attribute = fairness.attributes().get(index);
      Double ratio = attribute.value(GapMeasure.DEMOGRAPHIC_PARITY_RATIO);
      add(
          "groups-" + index,
          "Fairness by " + attribute.column(),
          "What the model does with each group"
              + (ratio == null
                  ? "."
                  : "; the least selected group is selected %s times as often as the most selected"
                          .formatted(Words.number(ratio))
                      + " (four fifths is 0.8)."),
          GroupCharts.groups(attribute));
      if (attribute.thresholds().stream().anyMatch(at -> at.selectionDifference() != null)) {
        add(
            "thresholds-" + index,
            "Accuracy and fairness by " + attribute.column(),
            "What other thresholds would give: accuracy against the gap between the groups in who"
                + " is selected, and in positives found. The chosen threshold is marked.",
            MoreCharts.thresholds(attribute));
      }
    }
  }

  private void segments(@Nullable SegmentReport segments) {
    if (segments == null) {
      return;
    }
    add(
        "segments",
        "Segments",
        "%s in the declared segments; on all rows it is %s."
            .formatted(segments.metric().written(), Words.number(segments.overall())),
        GroupCharts.segments(segments));
    if (!segments.found().isEmpty()) {
      add(
          "weak-segments",
          "Weak segments that nobody declared",
          "How much larger the errors are in the weak segments that were found.",
          MoreCharts.weakSegments(segments));
    }
  }

  private void robustness(@Nullable RobustnessReport robustness) {
    if (robustness != null && robustness.worst() != null) {
      add("robustness", "Robustness", robustness.note(), ExplanationCharts.robustness(robustness));
    }
  }

  private void explanation(@Nullable ExplanationReport explanation) {
    if (explanation == null) {
      return;
    }
    if (!explanation.importances().isEmpty()) {
      add(
          "importance",
          "What the model leans on",
          "How much %s gets worse when a column is shuffled."
              .formatted(explanation.metric().written()),
          Charts.importance(explanation));
    }
    if (explanation.shap() != null) {
      add(
          "shap",
          "What moves " + explanation.shap().explained(),
          "Each dot is a row; how far the column moves its answer up or down.",
          ExplanationCharts.shap(explanation.shap()));
    }
    for (int index = 0; index < explanation.dependences().size(); index++) {
      PartialDependence curve = explanation.dependences().get(index);
      add(
          "dependence-" + index,
          "How the answer changes with " + curve.column(),
          "The mean of %s along %s, and between what 80 %% of the rows lie."
              .formatted(curve.explained(), curve.column()),
          ExplanationCharts.dependence(curve));
    }
  }

  private static String value(HoldoutEvaluation holdout, Metric metric) {
    return holdout.metrics().stream()
        .filter(result -> result.metric() == metric)
        .findFirst()
        .map(result -> Words.number(result.value()))
        .orElse(Words.UNSAID);
  }

  private void add(String id, String title, String description, Optional<Picture> picture) {
    picture.ifPresent(drawn -> add(id, title, description, drawn));
  }

  private void add(String id, String title, String description, Picture picture) {
    pictures.add(new ReportPicture(id, title, description, picture));
  }
}
