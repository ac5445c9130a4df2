package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.data.HoldoutOpening;
import io.steward.data.HoldoutVault;
import io.steward.data.Split;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.LedgerEvent;
import java.util.Map;

/**
 * Writes each opening of a sealed holdout into the ledger, before any row is read. A step that is
 * repeated looks at the same model for the same purpose again, which is the same opening.
 */
public final class HoldoutLog implements HoldoutVault.OpeningListener {
  /** Type of the ledger entry. */
  public static final String OPENED = "holdout-opened";

  private final Ledger ledger;

  public HoldoutLog(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void opening(Split split, HoldoutOpening opening) {
    String holdout = split.sealedHoldout().toString();
    ledger.append(
        new LedgerEvent(
            OPENED,
            opening.run(),
            "process",
            Map.of(
                "holdout",
                holdout,
                "model",
                opening.model().toString(),
                "purpose",
                opening.purpose()),
            String.join(
                "-",
                OPENED,
                opening.run().value(),
                opening.purpose(),
                split.sealedHoldout().hex(),
                opening.model().hex())));
  }

  /**
   * How many models of a run this holdout was opened for. The more there were, the less its figures
   * say; the steps of one evaluation look at the same model and count once.
   */
  public static int models(Ledger ledger, RunId run, Digest sealedHoldout) {
    return (int)
        ledger.of(run).stream()
            .filter(entry -> entry.type().equals(OPENED))
            .map(LedgerEntry::facts)
            .filter(facts -> sealedHoldout.toString().equals(facts.get("holdout")))
            .map(facts -> facts.get("model"))
            .distinct()
            .count();
  }
}
