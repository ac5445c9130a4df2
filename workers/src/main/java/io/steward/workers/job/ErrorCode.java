package io.steward.workers.job;

/** The BPMN error codes that the diagrams catch, and the variable each hands its message in. */
public enum ErrorCode {
  /** The source cannot be used as it is. */
  DATA_UNUSABLE("dataError"),
  /** The data cannot be prepared as the charter asks. */
  PREPARATION_FAILED("preparationError"),
  /** No candidate gave a usable model. */
  NO_MODEL("trainingError"),
  /** The ledger holds no approval of what should be packaged. */
  NOT_APPROVED("deploymentError"),
  /** The model server did not take the model. */
  DEPLOYMENT_FAILED("deploymentError");

  private final String messageVariable;

  ErrorCode(String messageVariable) {
    this.messageVariable = messageVariable;
  }

  /** The process variable in which the message is handed to the diagram. */
  public String messageVariable() {
    return messageVariable;
  }
}
