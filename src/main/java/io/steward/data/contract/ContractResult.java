package io.steward.data.contract;

import java.util.List;

/** What reading a data contract gave. */
public sealed interface ContractResult {
  /** The text is a contract that can be checked. */
  record Valid(DataContract contract) implements ContractResult {}

  /**
   * The text cannot be used.
   *
   * @param faults all of them; at least one
   */
  record Faulty(List<ContractFault> faults) implements ContractResult {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
