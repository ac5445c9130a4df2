package io.steward.cli;

import io.steward.tasklist.TasklistException;
import java.util.function.Supplier;

/** Says what Tasklist's failures mean for a command. */
final class TasklistCalls {
  private TasklistCalls() {}

  static <T> T of(Supplier<T> call) {
    try {
      return call.get();
    } catch (TasklistException e) {
      throw e.isTemporary()
          ? CliFailure.noPlatform(e.getMessage())
          : CliFailure.failed(e.getMessage());
    }
  }
}
