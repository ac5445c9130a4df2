package io.steward.tasklist;

import org.jspecify.annotations.Nullable;

/** Tasklist could not be reached or refused. The message says what was asked and what to do. */
public final class TasklistException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;

  TasklistException(String message, boolean temporary, @Nullable Throwable cause) {
    super(message, cause);
    this.temporary = temporary;
  }

  /** Whether trying again may help: Tasklist was not reachable or too busy. */
  public boolean isTemporary() {
    return temporary;
  }
}
