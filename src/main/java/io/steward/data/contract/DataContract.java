package io.steward.data.contract;

import java.util.List;

/**
 * What Steward checks of a data contract. The contract itself is its YAML text: it may say more
 * (team, servers, prices and so on), which is kept and not looked at.
 *
 * @param id the contract's identifier
 * @param version the version that its authors gave it, for example {@code 1.2.0}
 * @param status for example proposed, draft, active, deprecated or retired
 * @param table the name of the one table, which SQL rules may use
 * @param columns the names of the columns that must be there, in the order of the contract
 * @param rules everything that can be checked, in the order of the contract
 */
public record DataContract(
    String id,
    String version,
    String status,
    String table,
    List<String> columns,
    List<String> confidential,
    List<ContractRule> rules) {

  /** The status of a contract that nobody has agreed to yet. */
  public static final String PROPOSED = "proposed";

  /**
   * @param confidential columns that the contract classifies as confidential, restricted or
   *     sensitive: their values are never shown
   */
  public DataContract {
    columns = List.copyOf(columns);
    confidential = List.copyOf(confidential);
    rules = List.copyOf(rules);
  }

  /** Whether somebody has agreed to it. */
  public boolean agreed() {
    return !status.equalsIgnoreCase(PROPOSED) && !status.equalsIgnoreCase("draft");
  }
}
