package io.steward.workers.governance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import io.steward.bundle.SigningKey;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEvent;
import io.steward.workers.evaluation.RecordGate;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassedGatesTest {
  private static final RunId RUN = RunId.ofInstance(1);
  private static final Digest GATE = Digest.of("gate");
  private static final Digest MODEL = Digest.of("model");

  private Ledger ledger;
  private PassedGates gates;

  @BeforeEach
  void start(@TempDir Path folder) {
    ledger =
        new Ledger(
            new InMemoryArtifactStore(),
            SigningKey.generate(),
            LedgerAnchor.file(folder.resolve("anchor")),
            Clock.systemUTC());
    gates = new PassedGates(ledger);
  }

  @Test
  void shouldTakeTheWordOfTheGate() {
    gate("pass", MODEL);

    assertThatCode(() -> gates.require(RUN, GATE, MODEL)).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeTheWordOfTheValidatorAfterTheGate() {
    gate("review", MODEL);
    decided("review-evaluation", "pass");

    assertThatCode(() -> gates.require(RUN, GATE, MODEL)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWhenNobodyLetItPass() {
    gate("data", MODEL);
    decided("review-evaluation", "reject");
    decided("review-data", "pass");

    assertThatThrownBy(() -> gates.require(RUN, GATE, MODEL))
        .hasMessageContaining("neither it nor a validator")
        .hasMessageContaining("set them back in Operate");
  }

  @Test
  void shouldRefuseAnotherModelThanTheOneThatPassed() {
    gate("pass", Digest.of("another"));
    decided("review-evaluation", "pass");

    assertThatThrownBy(() -> gates.require(RUN, GATE, MODEL)).hasMessageContaining("knows no gate");
  }

  private void gate(String outcome, Digest model) {
    append(
        RecordGate.DECIDED,
        Map.of("gate", GATE.toString(), "model", model.toString(), "outcome", outcome));
  }

  private void decided(String userTask, String decision) {
    append(
        Decisions.DECIDED,
        Map.of("userTask", userTask, "decision", decision, "subject", GATE.toString()));
  }

  private void append(String type, Map<String, Object> facts) {
    ledger.append(new LedgerEvent(type, RUN, "somebody", facts, null));
  }
}
