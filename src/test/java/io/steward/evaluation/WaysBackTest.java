package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.RawTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments, robustness, explanation, the live model, and what the gate makes of them. */
class WaysBackTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final RawTable rows = Cases.loans(400, 1);
  private final RawTable sample = Cases.loans(200, 9);
  private final Scored knowing = Cases.scored(rows, Cases.KNOWING);
  private final Scored ignorant = Cases.scored(rows, Cases.IGNORANT);

  /** Knows nothing about loans for education. */
  private static final RowScorer BLIND_SPOT =
      table -> {
        double[] positive = Cases.KNOWING.score(table).positive();
        double[] noise = Cases.IGNORANT.score(table).positive();
        for (int row = 0; row < positive.length; row++) {
          positive[row] =
              table.texts("purpose")[row].equals("education") ? noise[row] : positive[row];
        }
        return Cases.binary(positive, 0.5);
      };

  @Test
  void shouldNameTheSegmentWhenTheModelIsWeakThere() {
    SegmentReport report = SegmentAssessor.assess(charter, Cases.scored(rows, BLIND_SPOT));
    assertThat(report.weak()).extracting(SegmentResult::segment).containsExactly("education");
    SegmentResult education = report.weak().getFirst();
    assertThat(education.gap()).isGreaterThan(0.15);
    assertThat(education.lower()).isLessThan(education.value());
    assertThat(Json.read(Json.bytes(report), SegmentReport.class)).isEqualTo(report);
  }

  @Test
  void shouldRaiseNoSegmentWhenTheModelIsEvenlyGood() {
    int raised = 0;
    for (int seed = 0; seed < 40; seed++) {
      Scored scored = Cases.scored(Cases.loans(300, seed), Cases.IGNORANT);
      raised += SegmentAssessor.assess(charter, scored).weak().isEmpty() ? 0 : 1;
    }
    assertThat(raised).isLessThanOrEqualTo(4);
  }

  @Test
  void shouldGiveNoValueWhenASegmentIsSmall() {
    SegmentReport report =
        SegmentAssessor.assess(charter, Cases.scored(Cases.loans(60, 1), Cases.KNOWING));
    assertThat(report.segments()).anyMatch(segment -> segment.value() == null);
    assertThat(report.segments())
        .filteredOn(segment -> segment.value() == null)
        .allMatch(segment -> segment.note().contains("because there are only"));
  }

  @Test
  void shouldFindTheColumnsThatMatterWhenExplaining() {
    ExplanationReport report =
        Explainer.explain(charter, knowing, Cases.asked(Cases.KNOWING), sample);
    assertThat(report.importances())
        .extracting(ExplanationReport.Importance::column)
        .containsExactlyInAnyOrder("duration", "amount", "purpose")
        .startsWith("duration", "purpose");
    assertThat(report.importances().getFirst().drop()).isGreaterThan(0.2);
    assertThat(report.importances().getLast().drop()).isZero();
    assertThat(Explainer.explain(charter, knowing, Cases.asked(Cases.KNOWING), sample))
        .isEqualTo(report);
    assertThat(Json.read(Json.bytes(report), ExplanationReport.class)).isEqualTo(report);
  }

  @Test
  void shouldSampleRowsWhenThereAreVeryMany() {
    Scored many = Cases.scored(Cases.loans(25_000, 1), Cases.KNOWING);
    assertThat(Explainer.explain(charter, many, Cases.asked(Cases.KNOWING), sample).rows())
        .isEqualTo(5_000);
  }

  @Test
  void shouldMeasureTheDropWhenInputsAreDisturbed() {
    RobustnessReport report =
        RobustnessAssessor.assess(charter, knowing, Cases.asked(Cases.KNOWING));
    assertThat(report.scenarios())
        .extracting(RobustnessReport.Scenario::name)
        .startsWith("noise-0.1", "noise-0.25", "missing-0.05", "missing-0.1", "unseen-0.1")
        .contains("shift:duration", "scale:duration", "population:purpose", "adversary");
    assertThat(report.worstDrop()).isBetween(0.01, 0.2);
    assertThat(RobustnessAssessor.assess(charter, knowing, Cases.asked(Cases.KNOWING)))
        .isEqualTo(report);
    assertThat(Json.read(Json.bytes(report), RobustnessReport.class)).isEqualTo(report);
  }

  @Test
  void shouldSayNothingAboutRobustnessWhenThereIsOneClass() {
    Scored one = new Scored(rows, new double[400], knowing.predictions(), knowing.classes(), 0.5);
    RobustnessReport report = RobustnessAssessor.assess(charter, one, Cases.asked(Cases.KNOWING));
    assertThat(report.worstDrop()).isNull();
    assertThat(Explainer.explain(charter, one, Cases.asked(Cases.KNOWING), sample).importances())
        .isEmpty();
    GateInputs gate = gate(one, Cases.KNOWING, 0.9);
    assertThat(gate.primaryVerdict()).isEqualTo("undecided");
    assertThat(gate.proposal()).contains("cannot be said");
  }

  @Test
  void shouldCompareWithTheLiveModel() {
    assertThat(ChampionComparator.compare(charter, knowing, null).outcome())
        .isEqualTo(ChampionComparison.Outcome.NO_CHAMPION);
    ChampionComparison better = ChampionComparator.compare(charter, knowing, ignorant);
    assertThat(better.outcome()).isEqualTo(ChampionComparison.Outcome.BETTER);
    assertThat(better.difference()).isPositive();
    assertThat(ChampionComparator.compare(charter, ignorant, knowing).outcome())
        .isEqualTo(ChampionComparison.Outcome.WORSE);
    assertThat(ChampionComparator.compare(charter, knowing, knowing).outcome())
        .isEqualTo(ChampionComparison.Outcome.EQUAL);
    assertThat(Json.read(Json.bytes(better), ChampionComparison.class)).isEqualTo(better);
    assertThat(Json.text(better)).contains("\"better\"");
  }

  @Test
  void shouldTurnTheDifferenceWhenLessIsBetter() {
    Charter loss = Cases.charter(Task.BINARY, Metric.LOG_LOSS, 0.7);
    assertThat(ChampionComparator.compare(loss, knowing, ignorant).difference()).isPositive();
  }

  @Test
  void shouldRefuseToCompareWhenTheRowsDiffer() {
    Scored other = Cases.scored(Cases.loans(400, 2), Cases.KNOWING);
    assertThatThrownBy(() -> ChampionComparator.compare(charter, knowing, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same rows");
  }

  @Test
  void shouldProposeNothingWhenNothingStandsOut() {
    Scored many = Cases.scored(Cases.loans(3000, 4), Cases.KNOWING);
    Charter mild =
        Cases.charter(Task.BINARY, List.of(new MetricThreshold(Metric.AUC, 0.7)), List.of());
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                mild,
                HoldoutEvaluator.evaluate(mild, many),
                new FairnessReport(List.of(), List.of()),
                new SegmentReport(Metric.AUC, 0.8, List.of(), List.of(), List.of()),
                new RobustnessReport(Metric.AUC, 3000, 0.8, List.of(), 0.01, 0.1, null, ""),
                ChampionComparator.compare(mild, many, null),
                0.85));
    assertThat(gate.primaryVerdict()).isEqualTo("reached");
    assertThat(gate.championOutcome()).isEqualTo("no-champion");
    assertThat(gate.proposal()).isEqualTo("Nothing stands out against the model.");
  }

  @Test
  void shouldSayWhatToDoWhenTheGateIsMissed() {
    Scored scored = Cases.scored(rows, BLIND_SPOT);
    Charter strict =
        Cases.charter(
            Task.BINARY,
            List.of(new MetricThreshold(Metric.AUC, 0.95), new MetricThreshold(Metric.BRIER, 0.01)),
            List.of(
                new FairnessLimit("age", FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.0),
                new FairnessLimit("religion", FairnessMetric.DEMOGRAPHIC_PARITY_RATIO, 0.8)));
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                strict,
                HoldoutEvaluator.evaluate(strict, scored),
                FairnessAssessor.assess(strict, scored),
                SegmentAssessor.assess(strict, scored),
                RobustnessAssessor.assess(strict, scored, Cases.asked(BLIND_SPOT)),
                ChampionComparator.compare(strict, scored, knowing),
                0.97));
    assertThat(gate.primaryVerdict()).isEqualTo("missed");
    assertThat(gate.secondaryMissed()).isEqualTo(1);
    assertThat(gate.fairnessViolated()).isEqualTo(1);
    assertThat(gate.fairnessUndecided()).isEqualTo(1);
    assertThat(gate.overfitGap()).isGreaterThan(0.1);
    assertThat(gate.championOutcome()).isEqualTo("worse");
    assertThat(gate.proposal())
        .contains("misses the signed threshold of 0.95")
        .contains("brier")
        .contains("Fairness by 'age' is violated")
        .contains("'religion'")
        .contains("'education' of column 'purpose'")
        .contains("overfitting")
        .contains("worse than the live model");
    assertThat(Json.read(Json.bytes(gate), GateInputs.class)).isEqualTo(gate);
  }

  private GateInputs gate(Scored scored, RowScorer scorer, double crossValidation) {
    return GateInputs.of(
        Cases.evidence(
            charter,
            HoldoutEvaluator.evaluate(charter, scored),
            FairnessAssessor.assess(charter, scored),
            SegmentAssessor.assess(charter, scored),
            RobustnessAssessor.assess(charter, scored, Cases.asked(scorer)),
            ChampionComparator.compare(charter, scored, null),
            crossValidation));
  }
}
