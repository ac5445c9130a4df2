package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import io.steward.data.Split;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldoutScorerTest {
  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final RawTable rows = Cases.loans(50, 1);

  @Test
  void shouldPutTheTruthBesideTheAnswers() {
    Scored scored =
        HoldoutScorer.score(charter, split(List.of("no", "yes")), rows, Cases.KNOWING, 0.3);
    assertThat(scored.truth()).containsExactly(Cases.scored(rows, Cases.KNOWING).truth());
    assertThat(scored.threshold()).isEqualTo(0.3);
    assertThat(scored.classes()).containsExactly("no", "yes");
  }

  @Test
  void shouldKnowAClassWhenItIsWrittenAsANumber() {
    double[] truth = Cases.scored(rows, Cases.KNOWING).truth();
    Scored scored =
        HoldoutScorer.score(
            charter, split(List.of("0", "1.0")), rows.withColumn("bad", truth), Cases.KNOWING, 0.5);
    assertThat(scored.truth()).containsExactly(truth);
  }

  @Test
  void shouldRefuseWhenTrainingNeverSawTheClass() {
    String[] bad = new String[50];
    Arrays.fill(bad, "perhaps");
    RawTable strange = rows.withColumn("bad", bad);
    Split split = split(List.of("no", "yes"));
    assertThatThrownBy(() -> HoldoutScorer.score(charter, split, strange, Cases.KNOWING, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 1")
        .hasMessageContaining("'bad'");
  }

  private static Split split(List<String> classes) {
    Digest digest = Digest.of("any");
    return new Split(
        digest,
        digest,
        digest,
        200,
        50,
        0.2,
        5,
        "stratified",
        42,
        classes,
        SplitPlan.By.STRATIFIED);
  }
}
