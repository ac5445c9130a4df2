package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.data.HoldoutOpening;
import io.steward.data.HoldoutVault;
import io.steward.data.Split;
import io.steward.evaluation.HoldoutWarning;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes each opening of a sealed holdout into the ledger, before any row is read. The steps of one
 * evaluation look at the same model, on the same basis: whichever comes first writes the entry, and
 * for all others, side by side with it or repeated, it is the same opening. A further evaluation of
 * the run is a further opening, also of the same model, and its entry says which one it is.
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
    Digest holdout = split.sealedHoldout();
    String key =
        String.join(
            "-",
            OPENED,
            opening.run().value(),
            opening.purpose(),
            holdout.hex(),
            opening.model().hex(),
            opening.basis().hex());
    // The steps of this evaluation must count alike, whether its own entry is there already or not.
    // Evaluations of one run follow each other, so none of another comes in between.
    long before =
        entries(ledger, opening.run(), holdout).stream()
            .filter(entry -> !key.equals(entry.idempotencyKey()))
            .count();
    Map<String, Object> facts = new TreeMap<>();
    facts.put("holdout", holdout.toString());
    facts.put("model", opening.model().toString());
    facts.put("purpose", opening.purpose());
    facts.put("basis", opening.basis().toString());
    facts.put("opening", before + 1);
    if (before > 0) {
      facts.put("warning", HoldoutWarning.of(before + 1));
    }
    ledger.append(new LedgerEvent(OPENED, opening.run(), "process", facts, key));
  }

  /**
   * How often this holdout was opened in a run, once for each evaluation. The more often, the less
   * its figures say.
   */
  public static int openings(Ledger ledger, RunId run, Digest sealedHoldout) {
    return entries(ledger, run, sealedHoldout).size();
  }

  private static List<LedgerEntry> entries(Ledger ledger, RunId run, Digest sealedHoldout) {
    return ledger.of(run).stream()
        .filter(entry -> entry.type().equals(OPENED))
        .filter(entry -> sealedHoldout.toString().equals(entry.facts().get("holdout")))
        .toList();
  }
}
