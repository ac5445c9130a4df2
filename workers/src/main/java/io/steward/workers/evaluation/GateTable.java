package io.steward.workers.evaluation;

import io.steward.charter.Charter;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.TableAnswer;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the decision tables once more, with inputs that were taken from the evidence itself. */
@Component
public class GateTable {
  /** The id of the gate's table. */
  static final String GATE = "evaluation-gate";

  private final ProcessEngine engine;

  public GateTable(ProcessEngine engine) {
    this.engine = engine;
  }

  /** What the gate's table says. */
  TableAnswer gate(GateFacts gate, String riskTier, int loops) {
    return engine.decide(GATE, Map.of("gate", gate, "riskTier", riskTier, "loops", loops));
  }

  /** The tier that the charter's answers give. */
  String riskTier(Charter charter) {
    return engine
        .decide("risk-tier", Map.of("regulatory", charter.regulatory()))
        .output()
        .path("tier")
        .asText();
  }
}
