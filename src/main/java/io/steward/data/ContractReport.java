package io.steward.data;

import java.util.List;

/**
 * Everything the contract check found, blocking findings first.
 *
 * @param blocking how many findings are blocking
 * @param review how many findings a person must look at, and may accept
 * @param warnings how many findings are warnings
 */
public record ContractReport(List<DataFinding> findings, int blocking, int review, int warnings) {
  public ContractReport {
    findings = List.copyOf(findings);
  }

  /** Counts and sorts findings; among equals the order given is kept. */
  public static ContractReport of(List<DataFinding> findings) {
    List<DataFinding> sorted =
        findings.stream().sorted(java.util.Comparator.comparing(DataFinding::severity)).toList();
    return new ContractReport(
        sorted,
        count(sorted, Severity.BLOCKING),
        count(sorted, Severity.REVIEW),
        count(sorted, Severity.WARNING));
  }

  private static int count(List<DataFinding> findings, Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
