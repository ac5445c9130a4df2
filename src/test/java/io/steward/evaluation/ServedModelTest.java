package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.HoldoutKey;
import io.steward.data.HoldoutOpening;
import io.steward.data.HoldoutVault;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.Splitter;
import io.steward.data.TrainingSample;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.schema.RawTable;
import io.steward.training.Cancellation;
import io.steward.training.Candidate;
import io.steward.training.CandidateTrainer;
import io.steward.training.LearningTask;
import io.steward.training.Progress;
import io.steward.training.TrainedCandidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Robustness and explanation of the very graph that would be served, on the first example. */
class ServedModelTest {
  @TempDir Path folder = Path.of("");

  @Test
  void shouldExplainTheGraphThatIsServed() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter = Charters.credit();
      Snapshot snapshot = data.credit();
      HoldoutKey key = HoldoutKey.loadOrCreate(folder.resolve("holdout.key"));
      Split split =
          new Splitter(data.store, data.engine)
              .split(charter, snapshot, HoldoutVault.sealer(data.store, key));
      TrainedCandidate trained = train(data, charter, snapshot, split);
      try (OnnxScorer scorer = new OnnxScorer(trained.onnx())) {
        AskedModel model = AskedModel.of(scorer);
        RawTable holdout =
            new HoldoutVault(data.store, data.engine, key, (_, _) -> {})
                .open(split, snapshot, opening());
        RawTable sample =
            TrainingSample.draw(
                data.engine, data.store, split, snapshot.columns(), 300, charter.seed());
        Scored scored =
            HoldoutScorer.score(
                charter, split, holdout, scorer::score, trained.result().threshold());

        assertThat(sample.rows()).isEqualTo(300);
        assertThat(texts(holdout)).doesNotContainAnyElementsOf(texts(sample));

        DecisionExplainer explainer =
            new DecisionExplainer(charter, split.classes(), model, sample);
        RawTable asked = holdout.select(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
        List<DecisionExplanation> explained = explainer.explain(asked, true);
        for (int row = 0; row < explained.size(); row++) {
          DecisionExplanation one = explained.get(row);
          double sum = one.reasons().stream().mapToDouble(reason -> reason.contribution()).sum();
          assertThat(one.base() + sum + one.others())
              .isCloseTo(scored.predictions().positive()[row], within(1e-9));
          assertThat(one.counterfactuals().isEmpty())
              .isEqualTo(!one.counterfactualNote().isEmpty());
          assertThat(one.counterfactuals())
              .flatExtracting(Counterfactual::changes)
              .extracting(Counterfactual.Change::column)
              .doesNotContain("age", "personal_status", "foreign_worker");
        }
        assertThat(explained).anyMatch(one -> !one.counterfactuals().isEmpty());

        RobustnessReport robustness = RobustnessAssessor.assess(charter, scored, model);
        assertThat(robustness.worstDrop()).isNotNull();
        assertThat(Objects.requireNonNull(robustness.flips()).share()).isBetween(0.05, 1.0);
        ExplanationReport report = Explainer.explain(charter, scored, model, sample);
        assertThat(Objects.requireNonNull(report.shap()).columns().getFirst().column())
            .isEqualTo("checking_status");
        assertThat(report.dependences()).hasSize(6);
      }
    }
  }

  private static TrainedCandidate train(
      DataFixture data, Charter charter, Snapshot snapshot, Split split) {
    FeatureRecipe recipe =
        new RecipeFitter(data.store, data.engine).fit(charter, split, snapshot, 0);
    return new CandidateTrainer(1)
        .train(
            new LearningTask(
                charter,
                split.classes(),
                recipe,
                new RecipeApplier(data.store, data.engine).matrix(charter, recipe, split)),
            new Candidate("c", "random-forest", Map.of("trees", 60.0), 42),
            List.of(),
            List.of(),
            Cancellation.never(),
            Progress.UNHEARD);
  }

  private static HoldoutOpening opening() {
    return new HoldoutOpening(
        RunId.parse("run-1"), Digest.of("model"), "evaluation", Digest.of("test"));
  }

  /** Each row as one text. */
  private static Set<String> texts(RawTable rows) {
    Set<String> texts = new HashSet<>();
    for (int row = 0; row < rows.rows(); row++) {
      List<String> cells = new ArrayList<>();
      for (var column : rows.columns()) {
        cells.add(Shown.value(rows, column.name(), row));
      }
      texts.add(String.join("|", cells));
    }
    return texts;
  }
}
