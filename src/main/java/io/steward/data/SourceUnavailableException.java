package io.steward.data;

import org.jspecify.annotations.Nullable;

/**
 * A place that data come from does not answer at the moment, or not in time. Nothing is known to be
 * wrong with the data or the charter: trying again may help.
 */
public final class SourceUnavailableException extends DataException {
  private static final long serialVersionUID = 1L;

  /** See {@link DataException}. */
  public SourceUnavailableException(String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
