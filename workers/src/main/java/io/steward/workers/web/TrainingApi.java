package io.steward.workers.web;

import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What came of the last round of training of a run, for programs. */
@RestController
public class TrainingApi {
  private final RunViews views;
  private final RunEvidence evidence;

  public TrainingApi(RunViews views, RunEvidence evidence) {
    this.views = views;
    this.evidence = evidence;
  }

  /** All candidates with their scores, times, sizes and latencies, the best first. */
  @GetMapping("/api/runs/{run}/leaderboard")
  ResponseEntity<byte[]> leaderboard(@PathVariable String run) {
    return answer(evidence.leaderboard(view(run)), run, "leaderboard");
  }

  /** Learning and validation curves of the selected model and the best of other kinds. */
  @GetMapping("/api/runs/{run}/curves")
  ResponseEntity<byte[]> curves(@PathVariable String run) {
    return answer(evidence.curves(view(run)), run, "curves");
  }

  /** What the selected model was made from, and on which machines. */
  @GetMapping("/api/runs/{run}/provenance")
  ResponseEntity<byte[]> provenance(@PathVariable String run) {
    return answer(evidence.provenance(view(run)), run, "provenance");
  }

  private RunView view(String run) {
    return views
        .find(RunsApi.id(run))
        .orElseThrow(() -> Refusal.notFound("There is no run " + run + "."));
  }

  private static ResponseEntity<byte[]> answer(Optional<?> found, String run, String what) {
    return Answers.ok(
        found.orElseThrow(
            () ->
                Refusal.notFound(
                    "%s has no %s, because no step that makes it is done yet. Ask again later."
                        .formatted(run, what))));
  }
}
