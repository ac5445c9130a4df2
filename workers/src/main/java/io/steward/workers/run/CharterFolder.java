package io.steward.workers.run;

import io.steward.artifact.RunId;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.workers.config.StewardProperties;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The folder that the names of files in a charter are relative to. */
@Component
public class CharterFolder {
  private final Ledger ledger;
  private final Path home;

  public CharterFolder(Ledger ledger, StewardProperties properties) {
    this.ledger = ledger;
    this.home = properties.home();
  }

  /** The folder of the charter that the run was started with; home where it was typed in. */
  public Path of(RunId run) {
    for (LedgerEntry entry : ledger.of(run)) {
      if (entry.type().equals(OpenRun.OPENED)
          && entry.facts().get(OpenRun.LOCATION) instanceof String location
          && !location.isBlank()) {
        Path folder = home.resolve(location).normalize().getParent();
        return folder == null ? home : folder;
      }
    }
    return home;
  }
}
