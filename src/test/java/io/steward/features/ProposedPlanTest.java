package io.steward.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedPlanTest {
  @TempDir static Path folder;
  static DataFixture data;
  static Snapshot snapshot;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
    snapshot = data.credit();
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  @Test
  void shouldFitTheRecipeThatWasProposedAndSaySo() {
    FeatureRecipe recipe =
        fitted(
            Charters.credit(),
            about(Kind.DROP_COLUMN, "own_telephone"),
            about(Kind.COMBINE_COLUMNS, "duration", "credit_amount"),
            about(Kind.CLIP_OUTLIERS, "credit_amount"));

    assertThat(recipe.columns()).extracting(ColumnRecipe::column).doesNotContain("own_telephone");
    assertThat(recipe.interactions()).containsExactly(new Interaction("duration", "credit_amount"));
    assertThat(recipe.number("credit_amount").steps().step(NumberStep.Clip.class)).isPresent();
    assertThat(recipe.number("duration").steps().step(NumberStep.Clip.class)).isEmpty();
    assertThat(choice(recipe, "own_telephone").used()).isFalse();
    assertThat(choice(recipe, "own_telephone").explanation())
        .isEqualTo("The last evaluation proposed so: Because of what was found.");
    assertThat(choice(recipe, "credit_amount").explanation())
        .endsWith("The last evaluation proposed so: Because of what was found.");
    assertThat(choice(recipe, "duration").explanation()).doesNotContain("proposed");
    assertThat(choice(recipe, recipe.interactions().getFirst().featureName()).explanation())
        .isEqualTo("The last evaluation proposed so: Because of what was found.");
  }

  @Test
  void shouldLeaveWhatTheCharterDecidesAsItWasSigned() {
    FeaturePlan signed =
        new FeaturePlan(
            Map.of(
                "credit_amount", new ColumnPlan(null, null, null, Outliers.NONE, null, null, null)),
            List.of(),
            FeaturePlan.AUTOMATIC.selection());
    Charter charter = Charters.credit().withFeatures(signed);

    ProposedPlan plan =
        planned(
            charter,
            about(Kind.DROP_COLUMN, "credit_amount"),
            about(Kind.CLIP_OUTLIERS, "credit_amount"));

    assertThat(plan.charter()).isEqualTo(charter);
    assertThat(plan.why()).isEmpty();
  }

  @Test
  void shouldLeaveAsideWhatDoesNotFitTheData() {
    ProposedPlan plan =
        planned(
            Charters.credit(),
            about(Kind.DROP_COLUMN, "not_there"),
            about(Kind.DROP_COLUMN, "class"),
            about(Kind.CLIP_OUTLIERS, "purpose"),
            about(Kind.COMBINE_COLUMNS, "duration", "purpose"),
            about(Kind.COLLECT_MORE));

    assertThat(plan.charter()).isEqualTo(Charters.credit());
  }

  @Test
  void shouldTakeOverOneThingForAColumn() {
    ProposedPlan plan =
        planned(
            Charters.credit(),
            about(Kind.DROP_COLUMN, "duration"),
            about(Kind.CLIP_OUTLIERS, "duration"),
            about(Kind.COMBINE_COLUMNS, "duration", "credit_amount"));

    assertThat(plan.why()).containsOnlyKeys("duration");
    assertThat(plan.charter().features().interactions()).isEmpty();
  }

  @Test
  void shouldNotDropAColumnThatAProductNeeds() {
    FeatureRecipe recipe =
        fitted(
            Charters.credit(),
            about(Kind.COMBINE_COLUMNS, "duration", "credit_amount"),
            about(Kind.DROP_COLUMN, "duration"));

    assertThat(recipe.interactions()).hasSize(1);
    assertThat(choice(recipe, "duration").used()).isTrue();
  }

  private static FeatureRecipe fitted(Charter charter, Proposal... proposals) {
    ProposedPlan plan = planned(charter, proposals);
    TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
    return plan.explained(
        new RecipeFitter(data.store, data.engine).fit(plan.charter(), part, snapshot, 0));
  }

  private static ProposedPlan planned(Charter charter, Proposal... proposals) {
    return ProposedPlan.of(charter, snapshot, new Proposals(0, Digest.of("x"), List.of(proposals)));
  }

  private static ColumnChoice choice(FeatureRecipe recipe, String column) {
    return recipe.choices().stream()
        .filter(choice -> choice.column().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static Proposal about(Kind kind, String... columns) {
    return new Proposal(
        kind,
        String.join(" ", columns),
        List.of(columns),
        List.of(),
        "Because of what was found.",
        Map.of());
  }
}
