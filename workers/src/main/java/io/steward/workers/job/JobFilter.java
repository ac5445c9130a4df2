package io.steward.workers.job;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which jobs a process takes: all, but those that it leaves to other processes.
 *
 * @param leftToOthers job types
 */
public record JobFilter(Set<String> leftToOthers) {
  public JobFilter {
    leftToOthers = Set.copyOf(leftToOthers);
  }

  /**
   * The workers of the jobs that are taken.
   *
   * @throws IllegalStateException if a job type is left to others that nobody could take
   */
  public List<StepWorker<?, ?>> taken(List<StepWorker<?, ?>> workers) {
    Set<String> unknown = new TreeSet<>(leftToOthers);
    workers.forEach(worker -> unknown.remove(worker.jobType()));
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "steward.workers.leave-to-others names "
              + String.join(", ", unknown)
              + ", which is no job type. There are: "
              + String.join(", ", workers.stream().map(StepWorker::jobType).sorted().toList())
              + ".");
    }
    return workers.stream().filter(worker -> !leftToOthers.contains(worker.jobType())).toList();
  }
}
