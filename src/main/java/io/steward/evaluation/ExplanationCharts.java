package io.steward.evaluation;

import io.steward.evaluation.RobustnessReport.Scenario;
import java.util.Comparator;
import java.util.List;

/** The pictures of explanation and robustness; see {@link Charts} for what holds of all. */
public final class ExplanationCharts {
  /** Bars are drawn of at most so many scenarios. */
  private static final int MOST_BARS = 8;

  private ExplanationCharts() {}

  /** How far each column moves the answers, and for which values. */
  public static Picture shap(ShapSummary shap) {
    return new Picture(graphics -> ShapPlot.draw(graphics, shap));
  }

  /** How the answer changes along a column. */
  public static Picture dependence(PartialDependence curve) {
    return new Picture(graphics -> DependencePlot.draw(graphics, curve));
  }

  /** The judged scenarios that cost most. */
  public static Picture robustness(RobustnessReport report) {
    List<Scenario> worst =
        report.scenarios().stream()
            .filter(scenario -> scenario.judged() && scenario.drop() != null)
            .sorted(
                Comparator.<Scenario>comparingDouble(scenario -> Scale.number(scenario.drop()))
                    .reversed())
            .limit(MOST_BARS)
            .toList();
    return HorizontalBars.limited(
        "What disturbed inputs cost",
        "Loss of %s; dashed: %s are allowed"
            .formatted(
                report.metric().written(), Scale.words(report.metric(), report.allowedDrop())),
        worst.stream().map(scenario -> RowPlot.cut(scenario.name())).toList(),
        worst.stream().map(scenario -> Scale.number(scenario.drop())).toList(),
        report.allowedDrop(),
        Plot.BLUE,
        Plot.INK);
  }
}
