package io.steward.workers.engine;

import java.util.Map;

/** Answers of decision tables, asked outside of a process. */
@FunctionalInterface
public interface DecisionTables {
  /**
   * Asks the newest version of a decision table.
   *
   * @param decision the table's id
   * @throws io.steward.workers.job.TemporaryFault if it cannot be asked now
   * @throws IllegalStateException if the table cannot answer
   */
  TableAnswer decide(String decision, Map<String, Object> variables);
}
