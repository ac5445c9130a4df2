package io.steward.data;

import io.steward.charter.Charter;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a snapshot against what the charter needs of it. Everything is looked at and reported at
 * once; nothing is read but the profile, so it costs no scan.
 */
public final class ContractCheck {
  /** With fewer rows nothing can be learnt and shown to be learnt. */
  public static final int MIN_ROWS = 50;

  /** The most classes that a multiclass task may have. */
  public static final int MAX_CLASSES = ColumnProfile.TOP;

  /** The share of missing values above which a column is reported. */
  public static final double MISSING_SHARE = 0.3;

  /** The share of duplicate rows above which they are a warning. */
  public static final double DUPLICATE_SHARE = 0.01;

  private ContractCheck() {}

  /**
   * Checks.
   *
   * @param profile the profile of this snapshot
   */
  public static ContractReport check(Charter charter, Snapshot snapshot, DataProfile profile) {
    List<DataFinding> findings = new ArrayList<>();
    rows(snapshot, profile, findings);
    TargetRules.check(charter, snapshot, profile, findings);
    ColumnRules.check(charter, snapshot, profile, findings);
    return ContractReport.of(findings);
  }

  private static void rows(Snapshot snapshot, DataProfile profile, List<DataFinding> findings) {
    long rows = snapshot.rows();
    if (rows < MIN_ROWS) {
      findings.add(
          new DataFinding(
              Severity.BLOCKING,
              "too-few-rows",
              null,
              snapshot.sourceName()
                  + " has "
                  + rows
                  + (rows == 1 ? " row" : " rows")
                  + "; at least "
                  + MIN_ROWS
                  + " are needed to learn from and to test. Collect more data.",
              rows));
    }
    long duplicates = profile.duplicateRows();
    if (duplicates > 0) {
      boolean many = duplicates > DUPLICATE_SHARE * rows;
      findings.add(
          new DataFinding(
              many ? Severity.WARNING : Severity.INFO,
              "duplicate-rows",
              null,
              duplicates
                  + " of "
                  + rows
                  + " rows of "
                  + snapshot.sourceName()
                  + " repeat an earlier row in every column. They are kept on one side of the split;"
                  + " remove them from the source if they are no cases of their own.",
              duplicates));
    }
  }
}
