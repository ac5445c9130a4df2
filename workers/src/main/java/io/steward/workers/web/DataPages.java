package io.steward.workers.web;

import io.steward.artifact.ArtifactStore;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.data.DataProfile;
import io.steward.data.DroppedColumns;
import io.steward.data.contract.DataCheckReport;
import io.steward.evaluation.BiasReport;
import io.steward.training.LearnabilityReport;
import io.steward.workers.data.AssessLearnability;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The data report of a run: as a page for people, and the same as JSON. */
@Controller
public class DataPages {
  private final RunViews views;
  private final RunEvidence evidence;
  private final ArtifactStore store;

  public DataPages(RunViews views, RunEvidence evidence, ArtifactStore store) {
    this.views = views;
    this.evidence = evidence;
    this.store = store;
  }

  @GetMapping("/runs/{id}/data")
  String page(@PathVariable String id, Model model) {
    model.addAllAttributes(DataPageModel.of(find(id)));
    return "data";
  }

  @GetMapping("/api/runs/{id}/data")
  ResponseEntity<byte[]> json(@PathVariable String id) {
    return Answers.ok(find(id));
  }

  private DataEvidence find(String id) {
    RunView run =
        views
            .find(RunsApi.id(id))
            .orElseThrow(() -> Refusal.notFound("There is no run " + id + "."));
    String text = new String(store.get(run.charter()), StandardCharsets.UTF_8);
    return new DataEvidence(
        run.run().value(),
        CharterReader.read(text) instanceof CharterResult.Valid valid ? valid.charter() : null,
        evidence
            .last(run, "profile-data", DataProfile.class)
            .orElseThrow(
                () -> Refusal.notFound("The data of " + id + " has not been profiled yet.")),
        evidence.last(run, "check-data-contract", DataCheckReport.class).orElse(null),
        evidence.last(run, "assess-learnability", LearnabilityReport.class).orElse(null),
        evidence.last(run, AssessLearnability.BIAS, BiasReport.class).orElse(null),
        evidence.last(run, "drop-columns", DroppedColumns.class).orElse(null));
  }
}
