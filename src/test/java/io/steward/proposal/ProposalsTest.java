package io.steward.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.proposal.Proposal.Kind;
import io.steward.proposal.Proposal.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposalsTest {
  private static final Digest SNAPSHOT = Digest.of("snapshot");

  @Test
  void shouldKeepWhatEarlierRoundsProposedForFeaturesAndTraining() {
    Proposals first =
        new Proposals(
            0,
            SNAPSHOT,
            List.of(
                about(Kind.DROP_COLUMN, "a"),
                about(Kind.DROP_COLUMN, "b"),
                about(Kind.COLLECT_MORE),
                about(Kind.CHANGE_CRITERION)));
    Proposals second =
        new Proposals(
            1, SNAPSHOT, List.of(about(Kind.COLLECT_COLUMNS), about(Kind.DROP_COLUMN, "b")));

    Proposals both = second.after(first);

    assertThat(both.round()).isEqualTo(1);
    assertThat(both.of(Stage.FEATURES))
        .extracting(Proposal::columns)
        .containsExactly(List.of("b"), List.of("a"));
    assertThat(both.of(Stage.DATA))
        .extracting(Proposal::kind)
        .containsExactly(Kind.COLLECT_COLUMNS);
    assertThat(both.of(Stage.PROBLEM)).isEmpty();
    assertThat(Json.read(Json.bytes(both), Proposals.class)).isEqualTo(both);
  }

  @Test
  void shouldRefuseEvidenceThatCannotBeSaid() {
    assertThatThrownBy(
            () ->
                new Proposal(
                    Kind.COLLECT_MORE,
                    "all rows",
                    List.of(),
                    List.of(),
                    "More.",
                    Map.of("value", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'value' is NaN");
  }

  private static Proposal about(Kind kind, String... columns) {
    return new Proposal(
        kind, String.join(", ", columns), List.of(columns), List.of(), "Why.", Map.of("x", 1.0));
  }
}
