package io.steward.workers.data;

import io.steward.artifact.RunId;
import io.steward.data.contract.ContractRegistry.ContractVersion;
import io.steward.data.contract.DataContract;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes each new version of a data contract to the ledger: who, which text. */
@Component
public class ContractLog {
  /** Type of the ledger entry. */
  public static final String REGISTERED = "contract-version";

  private final Ledger ledger;

  public ContractLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Writes a version down, once.
   *
   * @param run the run that brought it, or null if a person handed it in
   */
  public void registered(ContractVersion version, DataContract contract, @Nullable RunId run) {
    ledger.append(
        new LedgerEvent(
            REGISTERED,
            run,
            version.by(),
            Map.of(
                "model", version.model(),
                "version", version.version(),
                "contract", version.text().toString(),
                "status", contract.status()),
            "contract-" + version.model() + "-" + version.version()));
  }
}
