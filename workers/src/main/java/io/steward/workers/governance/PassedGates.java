package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.workers.evaluation.RecordGate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether an evaluation was passed, as the ledger has it: by the gate, or by the validator. */
@Component
public class PassedGates {
  private static final String PASS = "pass";
  private static final String REVIEW = "review-evaluation";

  private final Ledger ledger;

  public PassedGates(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Nothing is put before people for approval that was not passed.
   *
   * @throws IllegalStateException if the ledger has no such word about this gate and model
   */
  void require(RunId run, Digest gate, Digest model) {
    List<LedgerEntry> entries = ledger.of(run);
    boolean judged = entries.stream().anyMatch(entry -> isGate(entry, gate, model));
    boolean passed =
        entries.stream()
            .anyMatch(
                entry ->
                    (isGate(entry, gate, model) && PASS.equals(entry.fact("outcome")))
                        || isValidator(entry, gate));
    if (!judged || !passed) {
      throw new IllegalStateException(
          "The ledger of "
              + run
              + (judged
                  ? " says of the gate " + gate + " that neither it nor a validator let"
                  : " knows no gate " + gate + " of")
              + " the model "
              + model
              + (judged ? " pass." : ".")
              + " Variables were changed by hand: set them back in Operate, or cancel the run.");
    }
  }

  private static boolean isGate(LedgerEntry entry, Digest gate, Digest model) {
    return entry.type().equals(RecordGate.DECIDED)
        && gate.toString().equals(entry.fact("gate"))
        && model.toString().equals(entry.fact("model"));
  }

  private static boolean isValidator(LedgerEntry entry, Digest gate) {
    return entry.type().equals(Decisions.DECIDED)
        && REVIEW.equals(entry.fact("userTask"))
        && gate.toString().equals(entry.fact("subject"))
        && PASS.equals(entry.fact("decision"));
  }
}
