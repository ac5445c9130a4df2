package io.steward.workers.training;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.training.Candidate;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidateResult;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the process collected of a round's candidates, which finish in any order. */
final class FinishedCandidates {
  private FinishedCandidates() {}

  /** The digests of the results by candidate. */
  static NavigableMap<String, Digest> byId(@Nullable List<TrainCandidate.Outcome> collected) {
    NavigableMap<String, Digest> results = new TreeMap<>();
    for (TrainCandidate.Outcome outcome :
        collected == null ? List.<TrainCandidate.Outcome>of() : collected) {
      Digest digest = outcome.digest();
      if (digest != null) {
        results.put(outcome.id(), digest);
      }
    }
    return results;
  }

  /** The digests of the results, in the order of the waves and of the candidates in each plan. */
  static List<Digest> inPlanOrder(
      StepJournal journal, List<Digest> plans, @Nullable List<TrainCandidate.Outcome> collected) {
    NavigableMap<String, Digest> results = byId(collected);
    return plans.stream()
        .flatMap(plan -> journal.read(plan, CandidatePlan.class).candidates().stream())
        .map(Candidate::id)
        .map(results::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The candidates of a plan that are not among the finished ones. */
  static List<String> missing(CandidatePlan plan, Set<String> finished) {
    return plan.candidates().stream()
        .map(Candidate::id)
        .filter(id -> !finished.contains(id))
        .toList();
  }

  /** The results. */
  static List<CandidateResult> read(StepJournal journal, List<Digest> results) {
    return results.stream().map(result -> journal.read(result, CandidateResult.class)).toList();
  }
}
