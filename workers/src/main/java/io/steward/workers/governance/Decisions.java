package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Approval;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.SignedCharters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** People's decisions as the ledger holds them: what counts, whatever a process variable says. */
@Component
public class Decisions {
  /** Type of the entry of a decision that counts. */
  public static final String DECIDED = SignedCharters.DECISION;

  /** Type of the entry of a decision that was refused. */
  public static final String DENIED = "decision-denied";

  private final Ledger ledger;

  public Decisions(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What was decided about this dossier: the latest decision of each role. */
  public List<Approval> approvals(RunId run, Digest dossier) {
    Map<String, Approval> latest = new LinkedHashMap<>();
    for (LedgerEntry entry : ledger.of(run)) {
      if (entry.type().equals(DECIDED)
          && UserTaskRule.APPROVE_MODEL.equals(entry.fact("userTask"))
          && dossier.toString().equals(entry.fact("subject"))) {
        String role = entry.fact("role");
        latest.put(
            role,
            new Approval(
                role, entry.actor(), entry.fact("decision"), dossier, entry.fact("comment")));
      }
    }
    return new ArrayList<>(latest.values());
  }
}
