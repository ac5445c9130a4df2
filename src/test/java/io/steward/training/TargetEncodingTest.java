package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.FeaturePlan;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.training.algorithm.Algorithms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of many levels that have nothing to do with the target must look like nothing. */
class TargetEncodingTest {
  @TempDir Path folder;

  @Test
  void shouldScoreLikeChanceWhenTheLevelsAreRandom() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter = charter();
      Snapshot snapshot = data.collect(csv(0));
      TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
      FeatureRecipe recipe =
          new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, 0);
      FeatureMatrix matrix =
          new RecipeApplier(data.store, data.engine).matrix(charter, recipe, part);

      assertThat(matrix.featureNames()).containsExactly("shop~target");
      assertThat(score(charter, part, recipe, matrix)).isCloseTo(0.5, within(0.04));
      // Encoded from all rows, as new rows are, the training rows all but know their own target.
      double[][] leaking =
          RecipeApplier.apply(
              recipe, RawTables.load(data.engine, data.store, part.parquet(), recipe.inputs()));
      FeatureMatrix leaky =
          new FeatureMatrix(leaking, matrix.y(), matrix.folds(), matrix.featureNames());
      assertThat(score(charter, part, recipe, leaky)).isGreaterThan(0.6);
      assertThat(auc(matrix)).isCloseTo(0.5, within(0.04));
    }
  }

  @Test
  void shouldFindWhatLevelsDoTell() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter = charter();
      Snapshot snapshot = data.collect(csv(0.4));
      TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
      FeatureRecipe recipe =
          new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, 0);
      FeatureMatrix matrix =
          new RecipeApplier(data.store, data.engine).matrix(charter, recipe, part);

      assertThat(score(charter, part, recipe, matrix)).isGreaterThan(0.75);
    }
  }

  private static double score(
      Charter charter, TrainingPart part, FeatureRecipe recipe, FeatureMatrix matrix) {
    Candidate candidate = new Candidate("c", Algorithms.LOGISTIC_REGRESSION, Map.of(), 1);
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
    return result.score();
  }

  private static double auc(FeatureMatrix matrix) {
    double[][] scores = new double[matrix.rows()][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = new double[] {-matrix.x()[i][0], matrix.x()[i][0]};
    }
    return Metrics.value(Metric.AUC, Outcomes.ofClasses(matrix.y(), scores, 0.5));
  }

  private static Charter charter() {
    Charter charter = TestData.charter(Task.BINARY, Metric.AUC);
    return new Charter(
        charter.name(),
        charter.title(),
        charter.problem(),
        charter.decision(),
        charter.owner(),
        charter.task(),
        charter.source(),
        new Charter.Target("y", "1"),
        Charters.NO_ROLES,
        charter.success(),
        charter.costs(),
        charter.fairness(),
        charter.serving(),
        charter.budget(),
        charter.monitoring(),
        charter.suitability(),
        charter.regulatory(),
        charter.seed(),
        SplitPlan.STANDARD,
        FeaturePlan.AUTOMATIC,
        null);
  }

  /** 3,000 rows of 300 shops; in every other shop the target is likelier by so much. */
  private static String csv(double effect) {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("shop,y,row\n");
    for (int i = 0; i < 3000; i++) {
      int shop = random.nextInt(300);
      double p = 0.5 + (shop % 2 == 0 ? effect : -effect);
      csv.append("shop ").append(shop).append(',').append(random.nextDouble() < p ? 1 : 0);
      csv.append(",r").append(i).append('\n');
    }
    return csv.toString();
  }
}
