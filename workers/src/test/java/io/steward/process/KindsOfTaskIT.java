package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.bundle.Predictions;
import io.steward.deployment.ModelServerClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Values and more than two classes, from the charter to the live model. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KindsOfTaskIT {
  private final RunningSteward steward;

  KindsOfTaskIT(RunningSteward steward) {
    this.steward = steward;
  }

  @Test
  void shouldReleaseAModelOfValues() {
    RunDriver run = steward.driver().start(Charters.houses("values"), Charters.HOUSE_DATA);

    assertThat(People.agreeToTheEnd(run)).isEqualTo("live");

    JsonNode board = run.get("/api/runs/" + run.run() + "/leaderboard");
    assertThat(board.path("metric").asText()).isEqualTo("rmse");
    try (ModelServerClient server = steward.modelServer()) {
      Predictions answers = server.infer("values", StrangeRows.of(server, "values", 2, 0));
      assertThat(answers.values()).hasSize(2);
      assertThat(answers.values()[0]).isBetween(1_000.0, 10_000_000.0);
    }
  }

  @Test
  void shouldReleaseAModelOfManyClasses() {
    RunDriver run =
        steward.driver().start(Charters.manyClasses("many-classes"), Charters.CREDIT_DATA);

    assertThat(People.agreeToTheEnd(run)).isEqualTo("live");

    JsonNode board = run.get("/api/runs/" + run.run() + "/leaderboard");
    assertThat(board.findValuesAsText("standing")).containsOnlyOnce("SELECTED");
    try (ModelServerClient server = steward.modelServer()) {
      Predictions answers =
          server.infer("many-classes", StrangeRows.of(server, "many-classes", 3, 0));
      assertThat(answers.labels()).hasSize(3).isSubsetOf(List.of("own", "rent", "for free"));
      assertThat(answers.probabilities()[0]).hasSize(3);
      assertThat(answers.probabilities()[0][0]).isBetween(0.0, 1.0);
    }
  }
}
