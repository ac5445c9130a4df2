package io.steward.data;

/**
 * The data itself, or the place it was said to be, is at fault: trying again does not help, a
 * person has to act. The message can be shown to that person as it is.
 */
public final class UnusableDataException extends DataException {
  private static final long serialVersionUID = 1L;

  /** See {@link DataException}. */
  public UnusableDataException(String code, String message) {
    super(code, message, null);
  }
}
