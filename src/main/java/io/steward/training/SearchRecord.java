package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetUse;
import io.steward.training.budget.Resource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a round of training ran, and what it used: what a person is asked about when the budget is
 * used up, and what a release names as its plan. A search that is bounded by time cannot be planned
 * again from its seed; this record says which plans it made and what came of them.
 *
 * @param plans the digests of the plans of all waves so far, in their order
 * @param results the digests of the results of the candidates that were finished, by id
 * @param limits the charter's, with what people granted
 * @param usedUp why training stopped before all planned candidates were finished; empty if it did
 *     not
 */
public record SearchRecord(
    int round,
    List<Digest> plans,
    NavigableMap<String, Digest> results,
    BudgetLimits limits,
    BudgetUse used,
    List<Resource> usedUp) {
  public SearchRecord {
    plans = List.copyOf(plans);
    results = new TreeMap<>(results);
    usedUp = usedUp.stream().sorted().toList();
  }
}
