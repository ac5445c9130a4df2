package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.ExplanationReport.Importance;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.proposal.RowCondition;
import io.steward.proposal.RowCondition.Is;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is proposed for the way back, and that what cannot be said is never passed. */
class GateProposalsTest {
  private static final RobustnessReport STURDY = robustness(null);
  private static final FairnessReport FAIR = new FairnessReport(List.of(), List.of());
  private static final List<Importance> IMPORTANCES =
      List.of(
          new Importance("duration", 0.1, 0.01),
          new Importance("purpose", 0.05, 0.01),
          new Importance("amount", 0.01, 0.01));

  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.95);
  private final RawTable rows = Cases.loans(800, 1);
  private final Scored knowing = Cases.scored(rows, Cases.KNOWING);

  @Test
  void shouldProposeMoreRowsWhenTheLearningCurveStillRises() {
    Proposal more =
        find(gate(charter, IMPORTANCES, 0.8, STURDY, curves(MoreRows.HELP)), Kind.COLLECT_MORE);

    assertThat(more.words()).contains("the learning curve still rises", "collect more rows");
    assertThat(more.evidence())
        .containsEntry("threshold", 0.95)
        .containsEntry("rowsOfTheCurve", 400.0)
        .hasEntrySatisfying("lastGain", gain -> assertThat(gain).isGreaterThan(0.04));
  }

  @Test
  void shouldProposeOtherColumnsWhenTheLearningCurveIsFlat() {
    GateInputs gate = gate(charter, IMPORTANCES, 0.8, STURDY, curves(MoreRows.FLAT));

    assertThat(kinds(gate)).contains(Kind.COLLECT_COLUMNS).doesNotContain(Kind.COLLECT_MORE);
  }

  @Test
  void shouldSayThatItCannotBeSaidWhenThereIsNoLearningCurve() {
    assertThat(find(gate(charter, IMPORTANCES, 0.8, STURDY, null), Kind.COLLECT_MORE).words())
        .contains("whether more rows would help cannot be said");
  }

  @Test
  void shouldProposeTheProductOfTheNumbersThatMatterMostWhenItDoesNotOverfit() {
    GateInputs gate = gate(charter, IMPORTANCES, 0.8, STURDY, null);

    assertThat(find(gate, Kind.COMBINE_COLUMNS).columns()).containsExactly("duration", "amount");
    assertThat(kinds(gate)).doesNotContain(Kind.DROP_COLUMN);
  }

  @Test
  void shouldProposeToDropWhatAddsNothingWhenItOverfits() {
    List<Importance> importances =
        List.of(
            new Importance("duration", 0.1, 0.01),
            new Importance("purpose", 0.0, 0.01),
            new Importance("amount", -0.01, 0.01));

    GateInputs gate = gate(charter, importances, 0.99, STURDY, null);

    assertThat(gate.proposals())
        .filteredOn(proposal -> proposal.kind() == Kind.DROP_COLUMN)
        .extracting(Proposal::subject)
        .containsExactly("purpose", "amount");
    assertThat(kinds(gate)).doesNotContain(Kind.COMBINE_COLUMNS);
  }

  @Test
  void shouldCallAColumnLeakyWhenItCarriesEverythingAndTheHoldoutIsWorse() {
    List<Importance> importances =
        List.of(new Importance("duration", 0.45, 0.01), new Importance("amount", 0.0, 0.01));

    Proposal leak = find(gate(charter, importances, 0.99, STURDY, null), Kind.DROP_COLUMN);

    assertThat(leak.subject()).isEqualTo("duration");
    assertThat(leak.words()).contains("looks leaky");
  }

  @Test
  void shouldSayWhatCouldBeSignedInsteadWhenTheBarIsMissed() {
    Proposal criterion = find(gate(charter, IMPORTANCES, 0.8, STURDY, null), Kind.CHANGE_CRITERION);

    assertThat(criterion.words()).contains("0.9500 was signed", "95 % interval");
    assertThat(criterion.evidence()).containsKeys("value", "threshold", "bestOfTheInterval");
  }

  @Test
  void shouldProposeToClipTheColumnThatMakesTheModelFragile() {
    RobustnessReport fragile =
        robustness(
            new RobustnessReport.Scenario("scale:amount", "'amount' ten times", 0.7, 0.2, true));

    assertThat(find(gate(charter, IMPORTANCES, 0.8, fragile, null), Kind.CLIP_OUTLIERS).columns())
        .containsExactly("amount");
  }

  @Test
  void shouldProposeToMarkMissingValuesOfTheColumnThatIsLeantOnMost() {
    RobustnessReport fragile =
        robustness(
            new RobustnessReport.Scenario("missing-0.1", "10 % of cells missing", 0.7, 0.2, true));

    assertThat(find(gate(charter, IMPORTANCES, 0.8, fragile, null), Kind.MARK_MISSING).columns())
        .containsExactly("duration");
  }

  @Test
  void shouldProposeAWeightWhenTooFewOfARareClassAreFound() {
    Charter wanting =
        Cases.charter(
            Task.BINARY,
            List.of(new MetricThreshold(Metric.AUC, 0.6), new MetricThreshold(Metric.RECALL, 0.99)),
            List.of());
    double[] rare = knowing.truth().clone();
    for (int row = 0; row < rare.length; row++) {
      rare[row] = row % 4 == 0 ? rare[row] : 0;
    }
    Scored scored = new Scored(rows, rare, knowing.predictions(), knowing.classes(), 0.5);
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                wanting,
                HoldoutEvaluator.evaluate(wanting, scored),
                FAIR,
                noSegments(),
                STURDY,
                ChampionComparator.compare(wanting, scored, null),
                0.8));

    double positives = Arrays.stream(rare).sum();
    Proposal weigh = find(gate, Kind.WEIGH_CLASS);
    assertThat(weigh.subject()).isEqualTo("yes");
    assertThat(weigh.evidence().get("weight"))
        .isCloseTo((800 - positives) / positives, within(1e-12));
    assertThat(kinds(gate(charter, IMPORTANCES, 0.8, STURDY, null)))
        .doesNotContain(Kind.WEIGH_CLASS);
  }

  @Test
  void shouldSayThatProbabilitiesNeedCalibrationWhenTheirMetricIsMissed() {
    Charter strict =
        Cases.charter(
            Task.BINARY,
            List.of(new MetricThreshold(Metric.AUC, 0.6), new MetricThreshold(Metric.BRIER, 0.01)),
            List.of());

    assertThat(find(gate(strict, IMPORTANCES, 0.8, STURDY, null), Kind.CALIBRATE).words())
        .contains("need calibration");
  }

  @Test
  void shouldNameTheRowsOfAGroupThatIsTooSmallOrFaresWorse() {
    Charter limited =
        Cases.charter(
            Task.BINARY,
            List.of(new MetricThreshold(Metric.AUC, 0.6)),
            List.of(new FairnessLimit("sex", FairnessMetric.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.0)));
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                limited,
                HoldoutEvaluator.evaluate(limited, knowing),
                FairnessAssessor.assess(limited, knowing),
                noSegments(),
                STURDY,
                ChampionComparator.compare(limited, knowing, null),
                0.8));

    Proposal collect = find(gate, Kind.COLLECT_ROWS);
    assertThat(collect.rows().getFirst().column()).isEqualTo("sex");
    assertThat(collect.rows().getFirst().is()).isEqualTo(Is.ONE_OF);
    assertThat(collect.subject()).startsWith("sex = ");
  }

  @Test
  void shouldTurnBandsAndMissingValuesIntoConditions() {
    assertThat(GroupConditions.of(charter, "age", "25 to below 60.5"))
        .containsExactly(
            RowCondition.limit("age", Is.AT_LEAST, 25), RowCondition.limit("age", Is.BELOW, 60.5));
    assertThat(GroupConditions.of(charter, "age", "below -3"))
        .containsExactly(RowCondition.limit("age", Is.BELOW, -3));
    assertThat(GroupConditions.of(charter, "age", "60 and above"))
        .containsExactly(RowCondition.limit("age", Is.AT_LEAST, 60));
    assertThat(GroupConditions.of(charter, "age", Grouping.MISSING))
        .extracting(RowCondition::is)
        .containsExactly(Is.MISSING);
    assertThat(GroupConditions.of(charter, "purpose", "used car"))
        .containsExactly(RowCondition.oneOf("purpose", List.of("used car")));
  }

  @Test
  void shouldNotPassWhenTheDropCannotBeSaid() {
    Charter mild = Cases.charter(Task.BINARY, Metric.AUC, 0.6);
    RobustnessReport nothing =
        new RobustnessReport(Metric.AUC, 0, null, List.of(), null, 0.1, null, "Because so.");

    GateInputs gate = gate(mild, IMPORTANCES, 0.8, nothing, null);

    assertThat(gate.unsaid()).isEqualTo(1);
    assertThat(gate.primaryVerdict()).isEqualTo("undecided");
    assertThat(gate.proposal()).contains("cannot be said. Because so.");
  }

  @Test
  void shouldNotPassWhenCrossValidationOrTheMetricIsNoNumber() {
    Charter mild = Cases.charter(Task.BINARY, Metric.AUC, 0.6);
    GateInputs gate = gate(mild, IMPORTANCES, Double.NaN, STURDY, null);
    assertThat(gate.unsaid()).isEqualTo(1);
    assertThat(gate.overfitGap()).isZero();
    assertThat(Json.read(Json.bytes(gate), GateInputs.class)).isEqualTo(gate);

    Scored one = new Scored(rows, new double[800], knowing.predictions(), knowing.classes(), 0.5);
    GateInputs undecided =
        GateInputs.of(
            Cases.evidence(
                mild,
                HoldoutEvaluator.evaluate(mild, one),
                FAIR,
                noSegments(),
                STURDY,
                ChampionComparator.compare(mild, one, null),
                0.8));
    assertThat(undecided.primaryVerdict()).isEqualTo("undecided");
    assertThat(undecided.unsaid()).isPositive();
  }

  @Test
  void shouldNotPassWhenTheLiveModelCannotBeCompared() {
    Charter mild = Cases.charter(Task.BINARY, Metric.AUC, 0.6);
    ChampionComparison unknown =
        ChampionComparator.incomparable(mild, knowing, "it has other classes.");
    GateInputs gate =
        GateInputs.of(
            Cases.evidence(
                mild,
                HoldoutEvaluator.evaluate(mild, knowing),
                FAIR,
                noSegments(),
                STURDY,
                unknown,
                0.8));

    assertThat(gate.championOutcome()).isEqualTo("cannot-be-said");
    assertThat(gate.unsaid()).isEqualTo(1);
    assertThat(gate.proposal()).contains("cannot be said, because it has other classes.");
  }

  private GateInputs gate(
      Charter asked,
      List<Importance> importances,
      double crossValidation,
      RobustnessReport robustness,
      @Nullable LeaderCurves curves) {
    return GateInputs.of(
        new GateEvidence(
            asked,
            List.of(
                new ColumnSchema("duration", ColumnKind.NUMBER),
                new ColumnSchema("amount", ColumnKind.NUMBER),
                new ColumnSchema("purpose", ColumnKind.TEXT)),
            HoldoutEvaluator.evaluate(asked, knowing),
            FAIR,
            noSegments(),
            robustness,
            new ExplanationReport(
                Metric.AUC, 0.8, 800, importances, null, List.of(), List.of(), List.of()),
            ChampionComparator.compare(asked, knowing, null),
            crossValidation,
            curves));
  }

  private static SegmentReport noSegments() {
    return new SegmentReport(Metric.AUC, 0.8, List.of(), List.of(), List.of());
  }

  private static RobustnessReport robustness(RobustnessReport.@Nullable Scenario scenario) {
    return new RobustnessReport(
        Metric.AUC,
        800,
        0.8,
        scenario == null ? List.of() : List.of(scenario),
        scenario == null ? Double.valueOf(0.01) : scenario.drop(),
        0.1,
        null,
        "");
  }

  private static LeaderCurves curves(MoreRows moreRows) {
    return new LeaderCurves(
        Metric.AUC,
        "All rows.",
        List.of(
            new CandidateCurves(
                "r0-01-logistic-regression",
                "logistic-regression",
                List.of(
                    new LearningPoint(50, 200, List.of(0.75), 0.75, 0.01),
                    new LearningPoint(100, 400, List.of(0.8), 0.8, 0.01)),
                null,
                moreRows,
                List.of("Words."))));
  }

  private static List<Kind> kinds(GateInputs gate) {
    return gate.proposals().stream().map(Proposal::kind).toList();
  }

  private static Proposal find(GateInputs gate, Kind kind) {
    return gate.proposals().stream()
        .filter(proposal -> proposal.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is not among " + kinds(gate)));
  }
}
