package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.training.CandidateResult;
import io.steward.training.Leaderboard;
import io.steward.training.LeaderboardLine;
import io.steward.training.ModelSelector;
import io.steward.training.Provenance;
import io.steward.training.ProvenanceReader;
import io.steward.training.Selection;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code select-model}: chooses among the trained candidates.
 *
 * <p>Safe to repeat: the choice follows from the candidates' results, taken in the order of the
 * plans whatever the order in which they finished, and the ledger entry has an idempotency key.
 */
@Component
public class SelectModel extends Step<SelectModel.Request, SelectModel.Response> {
  /** The variable travels with every job: what is longer is on the run page. */
  private static final int LONGEST_BOARD = 12;

  private static final int LONGEST_NOTE = 200;

  private final ArtifactStore store;
  private final StepJournal journal;
  private final ProvenanceReader provenance;
  private final Ledger ledger;

  public SelectModel(
      ArtifactStore store, StepJournal journal, ProvenanceReader provenance, Ledger ledger) {
    super("select-model", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.provenance = provenance;
    this.ledger = ledger;
  }

  /**
   * @param planDigests the plans of all waves of the round, in their order
   * @param finishedCandidates what {@code train-candidate} returned for those that were finished
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      List<Digest> planDigests,
      @Nullable List<TrainCandidate.Outcome> finishedCandidates) {}

  /**
   * @param modelDigest the model's ONNX graph
   * @param cvScore the primary metric of the chosen one in cross-validation
   */
  public record Response(
      Digest selectionDigest,
      Digest modelDigest,
      String algorithm,
      double cvScore,
      List<Place> leaderboard) {}

  /**
   * A row of the forms' table: {@link LeaderboardLine} without the settings, which would make the
   * variable large, and without what the candidate's id says already.
   */
  public record Place(
      String id, String score, String time, String size, String latency, String note) {
    private static Place of(LeaderboardLine line) {
      return new Place(
          line.id(), line.score(), line.time(), line.size(), line.latency(), cut(line.note()));
    }

    private static String cut(String note) {
      return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }
  }

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.NO_MODEL);
  }

  @Override
  public Response work(Request request, JobContext job) {
    List<Digest> results =
        FinishedCandidates.inPlanOrder(
            journal, request.planDigests(), request.finishedCandidates());
    StepResult<Selection> selection =
        journal.once(
            request.runId(),
            jobType(),
            Map.of(
                "charter",
                request.charterDigest(),
                "plans",
                request.planDigests(),
                "results",
                results),
            Selection.class,
            () ->
                new ModelSelector()
                    .select(
                        journal.read(request.charterDigest(), Charter.class),
                        FinishedCandidates.read(journal, results)));
    CandidateResult best = selection.value().best();
    Digest model = best.onnx();
    if (model == null) {
      throw new IllegalStateException("The selected candidate " + best.id() + " has no model.");
    }
    record(request.runId(), selection, model);
    return new Response(
        selection.digest(),
        model,
        best.algorithm(),
        best.score(),
        Leaderboard.of(selection.value()).lines(LONGEST_BOARD).stream().map(Place::of).toList());
  }

  /**
   * In the ledger, with how the model was made: what no result may hold, because machines differ.
   */
  private void record(RunId run, StepResult<Selection> selection, Digest model) {
    Provenance made = provenance.of(run, selection.value());
    ledger.append(
        new LedgerEvent(
            "model-selected",
            run,
            "process",
            Map.of(
                "candidate",
                made.making().candidate(),
                "model",
                model.toString(),
                "selection",
                selection.digest().toString(),
                "provenance",
                store.put(Json.bytes(made), "application/json").toString(),
                "unfinished",
                made.making().unfinished()),
            "selected-" + run + "-" + selection.digest().hex()));
  }
}
