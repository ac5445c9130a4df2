package io.steward.workers.tasklist;

import java.util.List;

/** Knows which user tasks were completed, by whom. */
public interface TaskHistory {

  /**
   * The completed tasks of one user task in one process instance, oldest first. A task that was
   * completed a moment ago may not be among them yet.
   *
   * @param processInstanceKey the instance whose diagram holds the user task (not the main one)
   * @param userTask the id of the user task in the diagram
   * @throws io.steward.tasklist.TasklistException if the task list cannot be asked
   */
  List<CompletedTask> completed(long processInstanceKey, String userTask);
}
