package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.data.DataFinding;
import io.steward.data.DroppedColumns;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.contract.DataCheckReport;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessJudgement;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GroupFairness;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import io.steward.evaluation.SegmentResult;
import io.steward.features.FeatureRecipe;
import io.steward.governance.DossierEvidence;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.schema.ColumnSchema;
import io.steward.training.Provenance;
import io.steward.training.ProvenanceReader;
import io.steward.training.Selection;
import io.steward.workers.evaluation.RecordGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what the steps of a run found, as the plain values that a dossier is made of. */
@Component
public class EvidenceReader {
  private final StepJournal journal;
  private final Ledger ledger;
  private final ProvenanceReader provenance;

  public EvidenceReader(StepJournal journal, Ledger ledger, ProvenanceReader provenance) {
    this.journal = journal;
    this.ledger = ledger;
    this.provenance = provenance;
  }

  /**
   * The evidence.
   *
   * @param report the evaluation's report
   * @param holdoutOpenings how often the holdout was opened in the run
   */
  public DossierEvidence read(AssembleDossier.Request request, Digest report, int holdoutOpenings) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    return new DossierEvidence(
        request.runId(),
        charter,
        new DossierEvidence.Digests(
            request.charterDigest(),
            request.snapshotDigest(),
            request.contractDigest(),
            request.learnabilityDigest(),
            request.biasDigest(),
            request.droppedDigest(),
            request.splitDigest(),
            request.recipeDigest(),
            request.planDigest(),
            request.modelDigest(),
            request.evaluationDigest(),
            request.fairnessDigest(),
            request.segmentsDigest(),
            request.robustnessDigest(),
            request.explanationDigest(),
            request.comparisonDigest(),
            report),
        data(request),
        choice(journal.read(request.selectionDigest(), Selection.class)),
        provenance(request).making(),
        metrics(journal.read(request.evaluationDigest(), HoldoutEvaluation.class)),
        fairness(journal.read(request.fairnessDigest(), FairnessReport.class)),
        segments(journal.read(request.segmentsDigest(), SegmentReport.class)),
        behaviour(request),
        new DossierEvidence.Governance(
            request.riskTier(), "", gate(request), holdoutOpenings, request.loops()));
  }

  /** How the model was made, with the machines, which are no part of the dossier's digest. */
  Provenance provenance(AssembleDossier.Request request) {
    return provenance.of(request.runId(), journal.read(request.selectionDigest(), Selection.class));
  }

  private DossierEvidence.Data data(AssembleDossier.Request request) {
    Snapshot snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
    Split split = journal.read(request.splitDigest(), Split.class);
    DataCheckReport check = journal.read(request.contractDigest(), DataCheckReport.class);
    Digest dropped = request.droppedDigest();
    return new DossierEvidence.Data(
        snapshot.sourceName(),
        snapshot.rows(),
        split.trainingRows(),
        split.holdoutRows(),
        journal.read(request.recipeDigest(), FeatureRecipe.class).inputs().stream()
            .map(ColumnSchema::name)
            .toList(),
        dropped == null ? List.of() : journal.read(dropped, DroppedColumns.class).columns(),
        check.inWords(),
        check.findings().stream().map(DataFinding::message).toList());
  }

  private static DossierEvidence.Choice choice(Selection selection) {
    return new DossierEvidence.Choice(
        selection.best().algorithm(),
        selection.best().hyperparameters(),
        selection.best().score(),
        selection.best().standardError(),
        selection.leaderboard().size(),
        selection.best().threshold(),
        selection.why());
  }

  private static List<DossierEvidence.Measured> metrics(HoldoutEvaluation evaluation) {
    return evaluation.metrics().stream()
        .map(
            result ->
                new DossierEvidence.Measured(
                    result.metric(),
                    number(result.value()),
                    number(result.lower()),
                    number(result.upper()),
                    result.threshold(),
                    result.verdict().name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static List<DossierEvidence.Group> fairness(FairnessReport report) {
    List<DossierEvidence.Group> lines = new ArrayList<>();
    for (AttributeFairness attribute : report.attributes()) {
      for (GroupFairness group : attribute.groups()) {
        Double rate = group.selectionRate();
        lines.add(
            new DossierEvidence.Group(
                attribute.column(),
                group.group(),
                group.rows(),
                "selection-rate",
                number(rate),
                rate == null ? "cannot be said" : "informative"));
      }
      for (FairnessJudgement judgement : attribute.judgements()) {
        lines.add(
            new DossierEvidence.Group(
                attribute.column(),
                "all",
                attribute.groups().stream().mapToLong(GroupFairness::rows).sum(),
                written(judgement.metric()),
                number(judgement.value()),
                written(judgement.verdict())));
      }
    }
    return lines;
  }

  private static List<DossierEvidence.Segment> segments(SegmentReport report) {
    return report.weak().stream()
        .map(
            segment ->
                new DossierEvidence.Segment(
                    segment.column(), segment.segment(), segment.rows(), score(segment)))
        .toList();
  }

  private DossierEvidence.Behaviour behaviour(AssembleDossier.Request request) {
    RobustnessReport robustness = journal.read(request.robustnessDigest(), RobustnessReport.class);
    ExplanationReport explanation =
        journal.read(request.explanationDigest(), ExplanationReport.class);
    ChampionComparison comparison =
        journal.read(request.comparisonDigest(), ChampionComparison.class);
    return new DossierEvidence.Behaviour(
        number(robustness.worstDrop()),
        explanation.importances().stream()
            .map(column -> new DossierEvidence.Importance(column.column(), column.drop()))
            .toList(),
        comparison.note());
  }

  /** What the gate decided on this evidence, and the validator after it, as the ledger has it. */
  private String gate(AssembleDossier.Request request) {
    String words = "";
    for (LedgerEntry entry : ledger.of(request.runId())) {
      Map<String, Object> facts = entry.facts();
      String gate = request.gateDigest().toString();
      if (entry.type().equals(RecordGate.DECIDED) && gate.equals(facts.get("gate"))) {
        words = facts.get("outcome") + ": " + facts.get("reason");
      } else if (entry.type().equals(Decisions.DECIDED) && gate.equals(facts.get("subject"))) {
        words +=
            " %s decided: %s. %s"
                .formatted(entry.actor(), facts.get("decision"), facts.get("comment"));
      }
    }
    return words.strip();
  }

  private static double score(SegmentResult segment) {
    return number(segment.value());
  }

  /** NaN stands for what cannot be said. JSON carries it as the text "NaN". */
  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
