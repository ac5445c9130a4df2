package io.steward.workers.evaluation;

import io.steward.charter.Charter;
import io.steward.workers.engine.DecisionTables;
import io.steward.workers.engine.TableAnswer;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the decision tables once more, with inputs that were taken from the evidence itself. */
@Component
public class GateTable {
  /** The id of the gate's table. */
  static final String GATE = "evaluation-gate";

  private final DecisionTables tables;

  public GateTable(DecisionTables tables) {
    this.tables = tables;
  }

  /** What the gate's table says. */
  TableAnswer gate(GateFacts gate, String riskTier, int loops) {
    return tables.decide(GATE, Map.of("gate", gate, "riskTier", riskTier, "loops", loops));
  }

  /** The tier that the charter's answers give. */
  String riskTier(Charter charter) {
    return tables
        .decide("risk-tier", Map.of("regulatory", charter.regulatory()))
        .output()
        .path("tier")
        .asText();
  }
}
