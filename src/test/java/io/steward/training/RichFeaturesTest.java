package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Transform;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trees on features that went through a logarithm or a power: the runtimes' last digits differ
 * there, which must not make a model unusable.
 */
class RichFeaturesTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "random-forest, LOG",
    "gradient-boosting, LOG",
    "lightgbm, LOG",
    "gradient-boosting, POWER",
    "lightgbm, POWER"
  })
  void shouldExportTreesOnTransformedNumbers(String algorithm, Transform transform) {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter = charter(transform);
      Snapshot snapshot = data.credit();
      TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
      FeatureRecipe recipe =
          new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, 1);
      FeatureMatrix matrix =
          new RecipeApplier(data.store, data.engine).matrix(charter, recipe, part);
      Candidate candidate = new Candidate("c", algorithm, Map.of("trees", 60.0), 42);

      CandidateResult result =
          new CandidateTrainer(1)
              .train(
                  new LearningTask(charter, part.classes(), recipe, matrix),
                  candidate,
                  List.of(),
                  List.of(),
                  Cancellation.never(),
                  Progress.UNHEARD)
              .result();

      assertThat(result.usable()).as(String.valueOf(result.reason())).isTrue();
      assertThat(result.parityError()).isLessThanOrEqualTo(1e-9);
    }
  }

  private static Charter charter(Transform transform) {
    ColumnPlan plan = new ColumnPlan(null, null, null, null, transform, null, null);
    return Charters.with(
        Charters.credit(),
        new FeaturePlan(
            Map.of("credit_amount", plan, "duration", plan),
            FeaturePlan.AUTOMATIC.interactions(),
            FeaturePlan.AUTOMATIC.selection()));
  }
}
