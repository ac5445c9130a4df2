package io.steward.workers.preparation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.data.Split;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.training.LearningTask;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The features of the training part. The last matrix is kept while there is memory for it, because
 * all candidates of a plan are trained on the same one. Safe for several threads.
 */
@Component
public class TrainingMatrices {
  private final StepJournal journal;
  private final RecipeApplier applier;
  private @Nullable Key lastKey;
  private SoftReference<@Nullable FeatureMatrix> last = new SoftReference<>(null);

  public TrainingMatrices(StepJournal journal, RecipeApplier applier) {
    this.journal = journal;
    this.applier = applier;
  }

  private record Key(Digest charter, Digest split, Digest recipe) {}

  /** What candidates learn from. */
  public LearningTask task(Digest charter, Digest split, Digest recipe) {
    return new LearningTask(
        journal.read(charter, Charter.class),
        journal.read(split, Split.class).classes(),
        journal.read(recipe, FeatureRecipe.class),
        of(charter, split, recipe));
  }

  /** The matrix; its arrays are shared and must not be changed. */
  public synchronized FeatureMatrix of(Digest charter, Digest split, Digest recipe) {
    Key key = new Key(charter, split, recipe);
    FeatureMatrix kept = key.equals(lastKey) ? last.get() : null;
    if (kept != null) {
      return kept;
    }
    FeatureMatrix matrix =
        applier.matrix(
            journal.read(charter, Charter.class),
            journal.read(recipe, FeatureRecipe.class),
            journal.read(split, Split.class));
    lastKey = key;
    last = new SoftReference<>(matrix);
    return matrix;
  }
}
