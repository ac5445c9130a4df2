package io.steward.workers.evaluation;

/** The results that the gate was given are not those of this evaluation. */
final class EvidenceRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvidenceRefusedException(String message) {
    super(message);
  }
}
