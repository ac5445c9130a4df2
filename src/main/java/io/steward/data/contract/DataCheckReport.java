package io.steward.data.contract;

import io.steward.artifact.Digest;
import io.steward.data.ContractReport;
import io.steward.data.DataFinding;
import io.steward.data.Severity;
import io.steward.data.contract.RuleResult.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was found out about whether a snapshot may be used: what the charter needs of it,
 * and every rule of the data contract.
 *
 * @param findings of both, the worst first
 * @param blocking how many forbid going on
 * @param reviews how many a person must look at, and may accept
 * @param warnings how many a person should know
 * @param contract the contract that was checked
 * @param rules one result a rule, in the order of the contract
 */
public record DataCheckReport(
    List<DataFinding> findings,
    int blocking,
    int reviews,
    int warnings,
    ContractUse contract,
    List<RuleResult> rules) {
  public DataCheckReport {
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
  }

  /**
   * Which contract was checked.
   *
   * @param text the digest of its text
   * @param status what it says of itself, for example active
   * @param agreed whether it says that somebody has agreed to it
   */
  public record ContractUse(
      String model, int version, Digest text, String status, boolean agreed, Origin origin) {}

  /** Where the contract came from. */
  public enum Origin {
    /** The charter names it, and it was handed in with it. */
    CHARTER,
    /** It is the latest one of the model. */
    LATEST,
    /** There was none, so it was proposed from this snapshot. */
    PROPOSED
  }

  /** Puts both parts together. */
  public static DataCheckReport of(
      ContractReport charter, List<DataFinding> more, ContractUse use, List<RuleResult> rules) {
    List<DataFinding> all = new ArrayList<>(charter.findings());
    all.addAll(more);
    if (!use.agreed()) {
      all.add(
          new DataFinding(
              Severity.INFO,
              "contract-not-agreed",
              null,
              "Nobody has agreed to the data contract yet (status: "
                  + use.status()
                  + "). Read it with './steward contract "
                  + use.model()
                  + "', correct it, set its status to active and hand it in with --set.",
              0));
    }
    rules.stream()
        .filter(DataCheckReport::isFinding)
        .map(DataCheckReport::finding)
        .forEach(all::add);
    ContractReport counted = ContractReport.of(all);
    return new DataCheckReport(
        counted.findings(), counted.blocking(), counted.reviews(), counted.warnings(), use, rules);
  }

  /** Which contract was checked and how its rules ended, in a sentence. */
  public String inWords() {
    return "Version %d (%s): %d rules kept, %d broken, %d could not be checked."
        .formatted(
            contract.version(),
            contract.status(),
            count(Outcome.PASSED),
            count(Outcome.FAILED),
            count(Outcome.COULD_NOT_BE_CHECKED));
  }

  /** How many rules ended like this. */
  public long count(Outcome outcome) {
    return rules.stream().filter(rule -> rule.outcome() == outcome).count();
  }

  /**
   * A text for people is not checked and needs nobody; a check that should run and does not does.
   */
  private static boolean isFinding(RuleResult rule) {
    return rule.outcome() == Outcome.FAILED
        || (rule.outcome() == Outcome.COULD_NOT_BE_CHECKED && rule.severity() != Severity.INFO);
  }

  private static DataFinding finding(RuleResult rule) {
    boolean failed = rule.outcome() == Outcome.FAILED;
    String column =
        rule.examples().isEmpty() || rule.examples().getFirst().values().size() != 1
            ? null
            : rule.examples().getFirst().values().keySet().iterator().next();
    Long rows = rule.violatingRows();
    return new DataFinding(
        failed || rule.severity() != Severity.BLOCKING ? rule.severity() : Severity.REVIEW,
        "contract:" + rule.id(),
        column,
        (failed ? "Contract rule '" : "Contract rule could not be checked: '")
            + rule.id()
            + "' – "
            + rule.what()
            + " Found: "
            + rule.detail(),
        rows == null ? 0 : rows);
  }
}
