package io.steward.workers.evaluation;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.StepJournal;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.data.HoldoutOpening;
import io.steward.data.HoldoutVault;
import io.steward.data.Split;
import io.steward.evaluation.AskedModel;
import io.steward.evaluation.HoldoutScorer;
import io.steward.evaluation.Scored;
import io.steward.schema.RawTable;
import io.steward.training.Selection;
import org.springframework.stereotype.Component;

/** Opens the sealed holdout for an evaluation step, on record, and has the model answer for it. */
@Component
public class Holdouts {
  private static final String EVALUATION = "evaluation";

  private final ArtifactStore store;
  private final StepJournal journal;
  private final HoldoutVault vault;

  public Holdouts(ArtifactStore store, StepJournal journal, HoldoutVault vault) {
    this.store = store;
    this.journal = journal;
    this.vault = vault;
  }

  /**
   * What an evaluation looks at.
   *
   * @param scored the holdout with truth and answers
   * @param model the model, for further questions
   */
  public record Case(
      Charter charter, Split split, Selection selection, Scored scored, AskedModel model) {}

  /** What is asked about a case. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Case holdout);
  }

  /** Opens the holdout and asks. The steps of one evaluation share one recorded opening. */
  public <T> T ask(EvaluationRequest request, Question<T> question) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    Split split = journal.read(request.splitDigest(), Split.class);
    Selection selection = journal.read(request.selectionDigest(), Selection.class);
    RawTable holdout =
        vault.open(
            split,
            new HoldoutOpening(
                request.runId(), request.modelDigest(), EVALUATION, Json.digest(request.inputs())));
    try (OnnxScorer scorer = new OnnxScorer(store.get(request.modelDigest()))) {
      Scored scored =
          HoldoutScorer.score(charter, split, holdout, scorer::score, selection.best().threshold());
      return question.ask(new Case(charter, split, selection, scored, AskedModel.of(scorer)));
    }
  }
}
