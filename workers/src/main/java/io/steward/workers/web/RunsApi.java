package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.Readiness;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starting, watching and cancelling runs. */
@RestController
public class RunsApi {
  private final RunViews views;
  private final ProcessEngine engine;
  private final Readiness readiness;
  private final StewardProperties properties;

  public RunsApi(
      RunViews views, ProcessEngine engine, Readiness readiness, StewardProperties properties) {
    this.views = views;
    this.engine = engine;
    this.readiness = readiness;
    this.properties = properties;
  }

  /**
   * @param charterText the charter in YAML
   * @param sourceDigest a blob that was handed in before, which takes the place of the charter's
   *     source
   * @param contractSourceDigest a blob that was handed in before, which takes the place of the
   *     charter's data contract
   */
  record StartRequest(
      @Nullable String charterText,
      @Nullable Digest sourceDigest,
      @Nullable Digest contractSourceDigest) {}

  /** Starts a run, in the name of who asks. A charter with faults starts nothing. */
  @PostMapping("/api/runs")
  ResponseEntity<byte[]> start(@RequestBody byte[] body, Principal user) {
    StartRequest request = request(body);
    String text = request.charterText();
    if (text == null || text.isBlank()) {
      throw Refusal.badRequest("The request has no charterText. Put the charter's YAML there.");
    }
    if (CharterReader.read(text) instanceof CharterResult.Faulty faulty) {
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The charter cannot be used; no run was started:",
          Map.of("faults", faulty.faults()));
    }
    if (!readiness.state().ready()) {
      throw new Refusal(HttpStatus.SERVICE_UNAVAILABLE, readiness.state().detail(), Map.of());
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("charterText", text);
    variables.put("requestedBy", user.getName());
    if (request.sourceDigest() != null) {
      variables.put("sourceDigest", request.sourceDigest().toString());
    }
    if (request.contractSourceDigest() != null) {
      variables.put("contractSourceDigest", request.contractSourceDigest().toString());
    }
    long key = engine.startRun(variables);
    RunId run = RunId.ofInstance(key);
    return Answers.created(
        Map.of(
            "run",
            run,
            "processInstanceKey",
            key,
            "runPage",
            properties.publicUrl() + "/runs/" + run));
  }

  @GetMapping("/api/runs")
  ResponseEntity<byte[]> list() {
    return Answers.ok(views.list());
  }

  @GetMapping("/api/runs/{run}")
  ResponseEntity<byte[]> one(@PathVariable String run) {
    return Answers.ok(
        views.find(id(run)).orElseThrow(() -> Refusal.notFound("There is no run " + run + ".")));
  }

  /** How far the training is, and nothing else: made to be asked every second. */
  @GetMapping("/api/runs/{run}/training")
  ResponseEntity<byte[]> training(@PathVariable String run) {
    return Answers.ok(
        views
            .findTraining(id(run))
            .orElseThrow(() -> Refusal.notFound("No candidates are planned in " + run + " yet.")));
  }

  /** Asks the process to end a run. */
  @PostMapping("/api/runs/{run}/cancel")
  ResponseEntity<byte[]> cancel(@PathVariable String run, Principal user) {
    RunView view =
        views.find(id(run)).orElseThrow(() -> Refusal.notFound("There is no run " + run + "."));
    if (view.endedAt() != null) {
      throw new Refusal(
          HttpStatus.CONFLICT,
          run + " has ended already: " + view.outcome() + ". There is nothing to cancel.",
          Map.of());
    }
    engine.cancelRun(view.run(), "Cancelled by " + user.getName() + ".", user.getName());
    return Answers.ok(Map.of("run", view.run(), "cancelRequestedBy", user.getName()));
  }

  static RunId id(String text) {
    try {
      return RunId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static StartRequest request(byte[] body) {
    try {
      return Json.read(body, StartRequest.class);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(
          "The request must be JSON like {\"charterText\": \"…\", \"sourceDigest\": \"sha256:…\"}.");
    }
  }
}
