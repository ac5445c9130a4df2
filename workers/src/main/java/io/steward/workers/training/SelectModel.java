package io.steward.workers.training;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.training.CandidateResult;
import io.steward.training.ModelSelector;
import io.steward.training.Selection;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code select-model}: chooses among the trained candidates.
 *
 * <p>Safe to repeat: the choice follows from the candidates' results, taken in the order of the
 * plans whatever the order in which they finished.
 */
@Component
public class SelectModel extends Step<SelectModel.Request, SelectModel.Response> {
  private static final int LONGEST_BOARD = 12;

  private final StepJournal journal;

  public SelectModel(StepJournal journal) {
    super("select-model", Request.class, Response.class);
    this.journal = journal;
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

  /** A row of the leaderboard, for forms and pages. */
  public record Place(int rank, String algorithm, String score, String error, String note) {}

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
    return new Response(
        selection.digest(), model, best.algorithm(), best.score(), board(selection.value()));
  }

  /** The leaderboard as rows. */
  public static List<Place> board(Selection selection) {
    List<Place> places = new ArrayList<>();
    for (CandidateResult candidate : selection.leaderboard()) {
      if (places.size() == LONGEST_BOARD) {
        break;
      }
      boolean isBest = candidate.id().equals(selection.best().id());
      String reason = candidate.reason();
      places.add(
          new Place(
              places.size() + 1,
              candidate.algorithm(),
              candidate.usable() ? Numbers.shown(candidate.score()) : "–",
              candidate.usable() ? "± " + Numbers.shown(candidate.standardError()) : "–",
              isBest ? "selected" : reason == null ? "" : reason));
    }
    return places;
  }
}
