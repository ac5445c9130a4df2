package io.steward.benchmarks;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.AskedModel;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.ChampionComparator;
import io.steward.evaluation.Explainer;
import io.steward.evaluation.FairnessAssessor;
import io.steward.evaluation.FairnessGap;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutEvaluator;
import io.steward.evaluation.RobustnessAssessor;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentAssessor;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In a JVM that sees two cores: the whole evaluation, part by part. The model is a formula in
 * memory, so that the figure is that of the evaluation and not of a model.
 */
final class EvaluationWork {
  private EvaluationWork() {}

  /**
   * @param args the result's file, the number of rows and the file for truth, probability and
   *     groups
   */
  public static void main(String[] args) throws Exception {
    Charter charter = EvaluationWorld.charter("binary", Metric.AUC);
    Scored scored = EvaluationWorld.binary(Integer.parseInt(args[1]), 1, true);
    AskedModel model =
        new AskedModel(
            EvaluationWorld.KNOWING,
            scored.rows().columns().stream().map(ColumnSchema::name).toList());
    // What a training part would be: other rows of the same world.
    RawTable sample = EvaluationWorld.binary(1_000, 2, true).rows();
    Map<String, Object> seconds = new LinkedHashMap<>();
    HoldoutEvaluation holdout =
        timed(seconds, "holdout and worth", () -> HoldoutEvaluator.evaluate(charter, scored));
    FairnessReport fairness =
        timed(seconds, "fairness", () -> FairnessAssessor.assess(charter, scored));
    timed(seconds, "segments", () -> SegmentAssessor.assess(charter, scored));
    timed(seconds, "robustness", () -> RobustnessAssessor.assess(charter, scored, model));
    timed(seconds, "explanation", () -> Explainer.explain(charter, scored, model, sample));
    timed(
        seconds,
        "comparison with the live model",
        () -> ChampionComparator.compare(charter, scored, EvaluationWorld.older(scored)));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("seconds", seconds);
    result.put(
        "processorSeconds",
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
    result.put("figures", figures(holdout, fairness));
    result.put("megabytes", ChildJvm.peakMegabytes());
    Files.write(Path.of(args[0]), Json.bytes(result));
    Files.writeString(Path.of(args[2]), csv(scored));
  }

  private static <T> T timed(Map<String, Object> seconds, String what, Supplier<T> work) {
    long begin = System.nanoTime();
    T made = work.get();
    seconds.put(what, (System.nanoTime() - begin) / 1e9);
    return made;
  }

  /** What scikit-learn and Fairlearn can say too, under the same names. */
  private static Map<String, Double> figures(HoldoutEvaluation holdout, FairnessReport fairness) {
    Map<String, Double> figures = new TreeMap<>();
    holdout.metrics().forEach(metric -> put(figures, metric.metric().written(), metric.value()));
    for (AttributeFairness attribute : fairness.attributes()) {
      for (FairnessGap gap : attribute.gaps()) {
        put(figures, attribute.column() + "/" + gap.measure().written(), gap.value());
      }
    }
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, @Nullable Double value) {
    if (value != null) {
      figures.put(name, value);
    }
  }

  private static String csv(Scored scored) {
    StringBuilder csv = new StringBuilder("truth,probability,sex,region,age\n");
    double[] positive = scored.predictions().positive();
    for (int row = 0; row < positive.length; row++) {
      double age = scored.rows().numbers("age")[row];
      csv.append((int) scored.truth()[row]).append(',').append(positive[row]).append(',');
      csv.append(scored.rows().texts("sex")[row]).append(',');
      csv.append(scored.rows().texts("region")[row]).append(',');
      csv.append(age < 30 ? "below 30" : age < 50 ? "30 to below 50" : "50 and above").append('\n');
    }
    return csv.toString();
  }
}
