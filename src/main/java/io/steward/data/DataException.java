package io.steward.data;

import org.jspecify.annotations.Nullable;

/**
 * Work on data failed. The message says what, where and what to do. Whether trying again can help
 * depends on the type: it cannot for {@link UnusableDataException}; it may for others, such as a
 * query that ran out of time.
 */
public class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code a short kebab-case name of the fault that programs can compare, for example {@code
   *     ragged-row}
   * @param message what happened, where, and what to do
   */
  public DataException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The kebab-case name of the fault. */
  public String code() {
    return code;
  }
}
