package io.steward.workers.job;

/** Something the process has a way for: becomes the BPMN error of this code. */
public final class BusinessFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * @param message what happened, where, and what to do; shown to a person
   */
  public BusinessFault(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** The error code that the diagram catches. */
  public ErrorCode code() {
    return code;
  }
}
