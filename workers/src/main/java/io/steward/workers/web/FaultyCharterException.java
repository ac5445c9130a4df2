package io.steward.workers.web;

import io.steward.charter.CharterFault;
import java.util.List;

/** A charter has faults, so no run is started. */
final class FaultyCharterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<CharterFault> faults;

  FaultyCharterException(List<CharterFault> faults) {
    super(
        "The charter has "
            + faults.size()
            + (faults.size() == 1 ? " fault" : " faults")
            + "; no run was started. Correct "
            + (faults.size() == 1 ? "it" : "them")
            + " and start again.");
    this.faults = List.copyOf(faults);
  }

  List<CharterFault> faults() {
    return faults;
  }
}
