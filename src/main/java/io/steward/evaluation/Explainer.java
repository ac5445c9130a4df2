package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.ShapSummary.ColumnShap;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Explains a model: permutation importance and Shapley values on the holdout; partial dependence
 * and single decisions on rows of the training part, so that no row of the holdout is shown.
 */
public final class Explainer {
  /** More rows than this are sampled: importance needs no more. */
  static final int MOST_ROWS = 5_000;

  /** Columns whose partial dependence is looked at. */
  static final int MOST_CURVES = 6;

  private Explainer() {}

  /**
   * Explains the model on the scored rows, with the charter's seed.
   *
   * @param sample rows of the training part; best {@link DecisionExplainer#SAMPLE}
   */
  public static ExplanationReport explain(
      Charter charter, Scored all, AskedModel model, RawTable sample) {
    Metric metric = charter.success().primary().metric();
    SplittableRandom random = new SplittableRandom(charter.seed());
    Scored scored = RowSample.of(all, MOST_ROWS, random.split());
    Outcomes outcomes = scored.outcomes(charter.costs());
    double base = Metrics.value(metric, outcomes);
    List<String> notes = new ArrayList<>();
    if (!Double.isFinite(base)) {
      notes.add(
          "Importance cannot be said, because of %s: %s."
              .formatted(metric.written(), Unsaid.because(metric, outcomes)));
    }
    ShapSummary shap = null;
    List<PartialDependence> dependences = List.of();
    List<DecisionExplanation> examples = List.of();
    if (sample.rows() == 0 || scored.truth().length == 0) {
      notes.add("What moves the answers cannot be said, because there is no row to ask about.");
    } else if (model.columns(sample).isEmpty()) {
      notes.add("What moves the answers cannot be said, because the model reads no column.");
    } else {
      shap = ShapSummaries.of(scored, model, sample, random.split());
      dependences =
          PartialDependences.of(
              shap.columns().stream()
                  .filter(column -> column.meanAbsolute() > 0)
                  .limit(MOST_CURVES)
                  .map(ColumnShap::column)
                  .toList(),
              scored.classes(),
              model,
              sample,
              random.split());
      if (shap.columns().stream().allMatch(column -> column.meanAbsolute() == 0)) {
        notes.add("No column moves the answers: the model answers the same for every row.");
      }
      examples =
          new DecisionExplainer(charter, scored.classes(), model, sample)
              .explain(typical(scored.classes(), model, sample), true);
    }
    return new ExplanationReport(
        metric,
        Scale.said(base),
        scored.truth().length,
        PermutationImportance.of(charter, scored, model, base, random.split()),
        shap,
        dependences,
        examples,
        notes);
  }

  /** Three rows of the sample: the one with the smallest answer, the middle, the largest. */
  private static RawTable typical(List<String> classes, AskedModel model, RawTable sample) {
    double[] answers = (classes.isEmpty() ? Answer.VALUE : new Answer(1)).in(model.score(sample));
    int[] order =
        IntStream.range(0, answers.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> answers[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    return sample.select(
        IntStream.of(0, order.length / 2, order.length - 1)
            .distinct()
            .map(place -> order[place])
            .toArray());
  }
}
