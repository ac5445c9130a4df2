package io.steward.workers.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.workers.engine.TableAnswer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the table {@code evaluation-gate}. */
class GateTableTest {
  private static final GateFacts GOOD =
      new GateFacts("reached", 0, 0, 0, 0.02, "no-champion", 0.01, 0.1, 0, 0);

  private final GateTable table = new GateTable(new ProjectTables());

  @ParameterizedTest
  @CsvSource({
    // verdict, secondary, violated, undecided, drop, champion, gap, worse, unsaid, tier, loops
    "reached,   0, 0, 0, 0.1,  better,         0.01, 0, 0, high,    3, pass",
    "reached,   0, 0, 0, 0.02, equal,          0.3,  0, 0, minimal, 0, pass",
    "missed,    0, 0, 0, 0.02, no-champion,    0.01, 0, 0, limited, 0, features",
    "missed,    0, 0, 0, 0.02, no-champion,    0.01, 0, 0, limited, 1, data",
    "missed,    0, 0, 0, 0.02, no-champion,    0.01, 0, 0, limited, 2, problem",
    "missed,    0, 0, 0, 0.02, no-champion,    0.2,  0, 0, limited, 2, features",
    "missed,    0, 0, 0, 0.02, no-champion,    0.2,  0, 0, limited, 3, review",
    "missed,    0, 0, 0, 0.02, no-champion,    0.01, 0, 0, limited, 7, review",
    "reached,   0, 1, 0, 0.02, no-champion,    0.01, 0, 0, limited, 0, data",
    "reached,   0, 1, 0, 0.02, no-champion,    0.01, 0, 0, high,    0, review",
    "reached,   0, 1, 0, 0.02, worse,          0.01, 0, 0, high,    0, reject",
    "reached,   0, 1, 0, 0.02, worse,          0.01, 0, 0, minimal, 0, data",
    "reached,   0, 0, 1, 0.02, no-champion,    0.01, 0, 0, minimal, 0, review",
    "reached,   0, 0, 0, 0.3,  no-champion,    0.01, 0, 0, minimal, 0, features",
    "reached,   0, 0, 0, 0.3,  no-champion,    0.01, 0, 0, minimal, 3, review",
    "reached,   0, 0, 0, 0.02, worse,          0.01, 0, 0, minimal, 0, review",
    "reached,   0, 0, 0, 0.02, better,         0.01, 1, 0, minimal, 0, review",
    "reached,   1, 0, 0, 0.02, better,         0.01, 0, 0, minimal, 0, review",
    "undecided, 0, 0, 0, 0.02, better,         0.01, 0, 0, minimal, 0, review",
    "reached,   0, 0, 0, 0.0,  cannot-be-said, 0.0,  0, 1, minimal, 0, review",
    "undecided, 0, 0, 0, 0.0,  no-champion,    0.0,  0, 2, minimal, 0, review",
    "nonsense,  0, 0, 0, 0.02, better,         0.01, 0, 0, minimal, 0, review",
  })
  void shouldDecide(
      String verdict,
      int secondary,
      int violated,
      int undecided,
      double drop,
      String champion,
      double gap,
      int worse,
      int unsaid,
      String tier,
      int loops,
      String outcome) {
    GateFacts gate =
        new GateFacts(
            verdict, secondary, violated, undecided, drop, champion, gap, 0.1, worse, unsaid);

    TableAnswer answer = table.gate(gate, tier, loops);

    assertThat(answer.output().path("outcome").asText()).isEqualTo(outcome);
    assertThat(answer.output().path("reason").asText()).isNotBlank();
    assertThat(answer.rule()).startsWith("evaluation-gate-rule-");
    assertThat(answer.ruleNumber()).isPositive();
  }

  /** A fact that is missing, as after a variable was deleted or is no number, never passes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "primaryVerdict",
        "secondaryMissed",
        "fairnessViolated",
        "fairnessUndecided",
        "robustnessDrop",
        "robustnessAllowed",
        "championOutcome",
        "worseGroups",
        "unsaid"
      })
  void shouldNotPassWhenAFactIsMissing(String missing) {
    Map<String, Object> gate = new HashMap<>(facts());
    gate.remove(missing);

    assertThat(outcome(gate)).isEqualTo("review");
  }

  @Test
  void shouldNotPassWhenAFactIsNoNumber() {
    Map<String, Object> gate = new HashMap<>(facts());
    gate.put("robustnessDrop", "NaN");

    assertThat(outcome(gate)).isEqualTo("review");
  }

  private static Map<String, Object> facts() {
    Map<String, Object> gate = new HashMap<>();
    gate.put("primaryVerdict", GOOD.primaryVerdict());
    gate.put("secondaryMissed", GOOD.secondaryMissed());
    gate.put("fairnessViolated", GOOD.fairnessViolated());
    gate.put("fairnessUndecided", GOOD.fairnessUndecided());
    gate.put("robustnessDrop", GOOD.robustnessDrop());
    gate.put("robustnessAllowed", GOOD.robustnessAllowed());
    gate.put("championOutcome", GOOD.championOutcome());
    gate.put("overfitGap", GOOD.overfitGap());
    gate.put("worseGroups", GOOD.worseGroups());
    gate.put("unsaid", GOOD.unsaid());
    return gate;
  }

  private static String outcome(Map<String, Object> gate) {
    return new ProjectTables()
        .decide(GateTable.GATE, Map.of("gate", gate, "riskTier", "minimal", "loops", 0))
        .output()
        .path("outcome")
        .asText();
  }
}
