package io.steward.governance;

import java.util.List;

/**
 * What the verification of a ledger found.
 *
 * @param entries how many entries the store holds
 * @param checkpoints how many checkpoints it holds
 * @param anchored the newest entry that the anchor remembers; 0 if it remembers none
 * @param faults what is wrong, by number; empty if the ledger is whole
 */
public record LedgerVerification(
    long entries, long checkpoints, long anchored, List<LedgerFault> faults) {

  /** Whether nothing was changed, moved, removed or cut off. */
  public boolean whole() {
    return faults.isEmpty();
  }

  /** How a ledger can be at fault. */
  public enum Kind {
    /** An entry is not what was signed under its number. */
    CHANGED,
    /** A genuine entry lies in the place of another. */
    MOVED,
    /** An entry between others, or at the beginning, is gone. */
    MISSING,
    /** The newest entries are gone, as the anchor or a checkpoint shows. */
    CUT_OFF,
    /** Entries do not join: one holds another hash than that of the one before. */
    BROKEN_CHAIN,
    /** A checkpoint or the anchor is not genuine, or contradicts the entries. */
    CONTRADICTED,
    /** Something lies among the entries that is none. */
    FOREIGN
  }

  /**
   * One fault.
   *
   * @param number the entry it is about; 0 if it is about none
   * @param message what was found, in one sentence
   */
  public record LedgerFault(long number, Kind kind, String message) {}
}
