package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.data.Split;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.governance.Dossier;
import io.steward.governance.DossierAssembler;
import io.steward.governance.DossierEvidence;
import io.steward.governance.HoldoutLog;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.SignedCharters;
import io.steward.workers.evaluation.EvaluationReports;
import io.steward.workers.evaluation.EvaluationRequest;
import io.steward.workers.evaluation.FormWords;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code assemble-dossier}: puts together what is approved. The digest of the dossier is what an
 * approval binds. The charter must be the signed one, and the evaluation must have been passed,
 * both by the ledger.
 *
 * <p>Safe to repeat: the same evidence gives the same dossier, byte for byte, and the ledger entry
 * has an idempotency key.
 */
@Component
public class AssembleDossier extends Step<AssembleDossier.Request, AssembleDossier.Response> {
  private final StepJournal journal;
  private final Ledger ledger;
  private final EvidenceReader evidence;
  private final SignedCharters charters;
  private final PassedGates gates;
  private final EvaluationReports reports;

  public AssembleDossier(
      StepJournal journal,
      Ledger ledger,
      EvidenceReader evidence,
      SignedCharters charters,
      PassedGates gates,
      EvaluationReports reports) {
    super("assemble-dossier", Request.class, Response.class);
    this.journal = journal;
    this.ledger = ledger;
    this.evidence = evidence;
    this.charters = charters;
    this.gates = gates;
    this.reports = reports;
  }

  /**
   * All that the earlier stages left.
   *
   * @param contractDigest the check of the data against charter and contract
   * @param learnabilityDigest null if it could not be tried
   * @param biasDigest null if it could not be tried
   * @param droppedDigest null if no column was dropped
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest contractDigest,
      @Nullable Digest learnabilityDigest,
      @Nullable Digest biasDigest,
      @Nullable Digest droppedDigest,
      Digest splitDigest,
      Digest recipeDigest,
      Digest planDigest,
      Digest selectionDigest,
      Digest modelDigest,
      Digest evaluationDigest,
      Digest fairnessDigest,
      Digest segmentsDigest,
      Digest robustnessDigest,
      Digest explanationDigest,
      Digest comparisonDigest,
      String riskTier,
      Digest gateDigest,
      int loops) {

    EvaluationReport report(EvaluationReports reports) {
      return reports.of(
          new EvaluationRequest(
              runId, charterDigest, snapshotDigest, splitDigest, modelDigest, selectionDigest),
          new EvaluationReports.Parts(
              evaluationDigest,
              fairnessDigest,
              segmentsDigest,
              robustnessDigest,
              explanationDigest,
              comparisonDigest));
    }
  }

  /**
   * @param dossierSummary the rows of the form's table
   * @param evaluationWords the verdict of the evaluation, as Markdown
   * @param robustnessImage a picture as a {@code data:} address; "" if there is nothing to show.
   *     Likewise the next
   */
  public record Response(
      Digest dossierDigest,
      List<Line> dossierSummary,
      String evaluationWords,
      String robustnessImage,
      String segmentsImage) {}

  /** One row. */
  public record Line(String name, String value) {}

  @Override
  public Response work(Request request, JobContext job) {
    charters.require(request.runId(), request.charterDigest(), jobType());
    gates.require(request.runId(), request.gateDigest(), request.modelDigest());
    int openings =
        HoldoutLog.openings(
            ledger,
            request.runId(),
            journal.read(request.splitDigest(), Split.class).sealedHoldout());
    EvaluationReport report = request.report(reports);
    DossierEvidence read = evidence.read(request, reports.keep(report), openings);
    StepResult<Dossier> dossier =
        journal.once(
            request.runId(),
            jobType(),
            Map.of("evidence", read),
            Dossier.class,
            () -> DossierAssembler.assemble(read));
    ledger.append(
        new LedgerEvent(
            "dossier-assembled",
            request.runId(),
            "process",
            Map.of(
                "dossier", dossier.digest().toString(), "model", request.modelDigest().toString()),
            "dossier-" + request.runId() + "-" + dossier.digest().hex()));
    return new Response(
        dossier.digest(),
        DossierSummary.of(read, evidence.provenance(request)),
        FormWords.of(report.verdict()),
        FormWords.picture(report, "robustness"),
        FormWords.picture(report, "segments"));
  }
}
