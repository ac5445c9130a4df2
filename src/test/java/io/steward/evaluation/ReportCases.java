package io.steward.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.Evidence;
import io.steward.evaluation.report.GateAnswer;
import io.steward.evaluation.report.GateAnswer.Judgement;
import io.steward.schema.RawTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of computed evaluations, for tests here and in other modules. */
public final class ReportCases {
  private static final RunId RUN = RunId.parse("run-2251799813685251");

  private ReportCases() {}

  /** A classification that passes at the first opening. */
  public static EvaluationReport classification() {
    return binary(600, 1, gate("pass", "Every bar is reached."));
  }

  /** The same at a second opening, which a validator let pass. */
  public static EvaluationReport reopened() {
    return binary(
        600,
        2,
        gate("review", "It was tried 3 times.", new Judgement("validator", "pass", "Fine.")));
  }

  /** So few rows that nothing can be said. */
  public static EvaluationReport unsayable() {
    return binary(12, 1, gate("review", "The primary metric cannot be judged."));
  }

  /** Before the gate, and with steps that are not done. */
  public static EvaluationReport unfinished() {
    Charter charter = charter(Task.BINARY, Metric.AUC, 0.7);
    Scored scored = Cases.scored(Cases.loans(300, 1), Cases.KNOWING);
    return EvaluationReport.of(
        RUN,
        charter,
        new EvaluationReport.Results(
            HoldoutEvaluator.evaluate(charter, scored), null, null, null, null, null),
        1,
        null,
        List.of());
  }

  /** A regression that goes back. */
  public static EvaluationReport regression() {
    Charter charter = Cases.charter(Task.REGRESSION, Metric.RMSE, 1);
    return report(charter, Cases.regression(600, 5), 1, gate("features", "The bar is missed."));
  }

  /** A task of three classes. */
  public static EvaluationReport multiclass() {
    Charter charter = Cases.charter(Task.MULTICLASS, Metric.F1, 0.6);
    return report(charter, Cases.multiclass(300, 5), 1, gate("reject", "It is hopeless."));
  }

  private static EvaluationReport binary(int rows, int opening, GateAnswer gate) {
    Charter charter = charter(Task.BINARY, Metric.AUC, 0.7);
    Scored scored = Cases.scored(Cases.loans(rows, 1), Cases.KNOWING);
    RawTable training = Cases.loans(500, 9);
    AskedModel asked = Cases.asked(Cases.KNOWING);
    return EvaluationReport.of(
        RUN,
        charter,
        new EvaluationReport.Results(
            HoldoutEvaluator.evaluate(charter, scored),
            FairnessAssessor.assess(charter, scored),
            SegmentAssessor.assess(charter, scored),
            RobustnessAssessor.assess(charter, scored, asked),
            Explainer.explain(charter, scored, asked, training),
            ChampionComparator.compare(
                charter, scored, Cases.scored(Cases.loans(rows, 1), Cases.IGNORANT))),
        opening,
        gate,
        List.of(new Evidence("Charter", Digest.of("charter"))));
  }

  private static EvaluationReport report(
      Charter charter, Scored scored, int opening, @Nullable GateAnswer gate) {
    return EvaluationReport.of(
        RUN,
        charter,
        new EvaluationReport.Results(
            HoldoutEvaluator.evaluate(charter, scored),
            FairnessAssessor.assess(charter, scored),
            SegmentAssessor.assess(charter, scored),
            null,
            null,
            ChampionComparator.compare(charter, scored, null)),
        opening,
        gate,
        List.of());
  }

  private static GateAnswer gate(String outcome, String reason, Judgement... judgements) {
    return new GateAnswer(
        outcome,
        reason,
        "gate, version 2, rule 7",
        "",
        "limited",
        0,
        Digest.of("gate"),
        List.of(judgements));
  }

  private static Charter charter(Task task, Metric metric, double threshold) {
    return Cases.charter(
        task,
        List.of(new MetricThreshold(metric, threshold), new MetricThreshold(Metric.ACCURACY, 0.99)),
        List.of(new FairnessLimit("sex", FairnessMetric.DEMOGRAPHIC_PARITY_RATIO, 0.8)));
  }
}
