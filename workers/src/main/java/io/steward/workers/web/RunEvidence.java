package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.Charts;
import io.steward.evaluation.ExplanationCharts;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GroupComparison;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.PartialDependence;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.ShapSummary;
import io.steward.features.FeatureRecipe;
import io.steward.training.LeaderCurves;
import io.steward.training.Leaderboard;
import io.steward.training.Provenance;
import io.steward.training.ProvenanceReader;
import io.steward.training.Selection;
import io.steward.workers.web.RunView.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The evidence of a run that people look at: leaderboard, metrics and pictures of the last round.
 */
@Component
public class RunEvidence {
  private final StepJournal journal;
  private final ProvenanceReader provenance;

  public RunEvidence(StepJournal journal, ProvenanceReader provenance) {
    this.journal = journal;
    this.provenance = provenance;
  }

  /** A picture with its description for those who cannot see it. */
  record Picture(String description, String dataUri) {}

  /** A metric on the holdout, in words. */
  record MetricLine(
      String metric, String value, String interval, String threshold, String verdict) {}

  /** The board of the last selection; nothing before the first. */
  Optional<Leaderboard> leaderboard(RunView run) {
    return last(run, "select-model", Selection.class).map(Leaderboard::of);
  }

  /** The curves of the last selection's leaders; nothing where they were not traced. */
  Optional<LeaderCurves> curves(RunView run) {
    return last(run, "trace-learning", LeaderCurves.class);
  }

  /** How the model of the last selection was made; nothing before the first. */
  Optional<Provenance> provenance(RunView run) {
    return last(run, "select-model", Selection.class)
        .map(selection -> provenance.of(run.run(), selection));
  }

  /** What became of a column of the source, in words. */
  record FeatureLine(String column, int count, String explanation) {}

  List<FeatureLine> features(RunView run) {
    try {
      return last(run, "fit-features", FeatureRecipe.class)
          .map(
              recipe ->
                  recipe.choices().stream()
                      .map(c -> new FeatureLine(c.column(), c.features(), c.explanation()))
                      .toList())
          .orElse(List.of());
    } catch (IllegalArgumentException anotherFormat) {
      // A run of an earlier version: its page must still open.
      return List.of();
    }
  }

  List<MetricLine> metrics(RunView run) {
    return last(run, "evaluate-holdout", HoldoutEvaluation.class)
        .map(evaluation -> evaluation.metrics().stream().map(RunEvidence::line).toList())
        .orElse(List.of());
  }

  List<Picture> pictures(RunView run) {
    List<Picture> pictures = new ArrayList<>();
    picture(
            run,
            "evaluate-holdout",
            HoldoutEvaluation.class,
            evaluation -> Charts.overview(evaluation).dataUri())
        .map(uri -> new Picture("How well the model does on the holdout", uri))
        .ifPresent(pictures::add);
    last(run, "assess-fairness", FairnessReport.class)
        .ifPresent(
            report ->
                report
                    .attributes()
                    .forEach(
                        attribute ->
                            pictures.add(
                                new Picture(
                                    "Fairness by " + attribute.column(),
                                    Charts.fairness(attribute).dataUri()))));
    readable(run, "assess-robustness", RobustnessReport.class)
        .map(report -> ExplanationCharts.robustness(report).dataUri())
        .map(uri -> new Picture("How much disturbed inputs cost", uri))
        .ifPresent(pictures::add);
    readable(run, "explain-model", ExplanationReport.class)
        .ifPresent(report -> explanation(report, pictures));
    return pictures;
  }

  private static void explanation(ExplanationReport report, List<Picture> pictures) {
    pictures.add(new Picture("What the model looks at", Charts.importance(report).dataUri()));
    ShapSummary shap = report.shap();
    if (shap != null) {
      pictures.add(
          new Picture("What moves " + shap.explained(), ExplanationCharts.shap(shap).dataUri()));
    }
    for (PartialDependence curve : report.dependences()) {
      pictures.add(
          new Picture(
              "How " + curve.explained() + " changes with " + curve.column(),
              ExplanationCharts.dependence(curve).dataUri()));
    }
  }

  /** As {@link #last}; nothing of a run of an earlier version, whose page must still open. */
  private <T> Optional<T> readable(RunView run, String step, Class<T> type) {
    try {
      return last(run, step, type);
    } catch (IllegalArgumentException anotherFormat) {
      return Optional.empty();
    }
  }

  /** A group that the new model is worse for than the live one, or that says nothing; in words. */
  record GroupLine(
      String attribute, String group, String rows, String difference, String verdict) {}

  List<GroupLine> groups(RunView run) {
    return readable(run, "compare-with-champion", ChampionComparison.class)
        .map(comparison -> comparison.groups().stream().map(RunEvidence::line).toList())
        .orElse(List.of());
  }

  private static GroupLine line(GroupComparison group) {
    String verdict =
        switch (group.verdict()) {
          case WORSE -> "worse than the live model";
          case NOT_WORSE -> "not shown to be worse";
          case CANNOT_BE_SAID -> group.note();
        };
    return new GroupLine(
        group.column(),
        group.group(),
        Long.toString(group.rows()),
        group.lower() == null
            ? "–"
            : "%s (%s to %s)"
                .formatted(
                    number(group.difference()), number(group.lower()), number(group.upper())),
        verdict);
  }

  private <T> Optional<String> picture(
      RunView run, String step, Class<T> type, Function<T, String> chart) {
    return last(run, step, type).map(chart);
  }

  /** The result of the newest step of this name. */
  <T> Optional<T> last(RunView run, String step, Class<T> type) {
    Digest result = null;
    for (RunView.StageView stage : run.stages()) {
      for (StepView done : stage.steps()) {
        if (done.step().equals(step)) {
          result = done.result();
        }
      }
    }
    return result == null ? Optional.empty() : Optional.of(journal.read(result, type));
  }

  private static MetricLine line(MetricResult metric) {
    return new MetricLine(
        metric.metric().written(),
        number(metric.value()),
        metric.lower() == null ? "" : number(metric.lower()) + " to " + number(metric.upper()),
        metric.threshold() == null ? "" : number(metric.threshold()),
        metric.verdict().name().toLowerCase(Locale.ROOT));
  }

  /** A number in words. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "cannot be said";
    }
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
