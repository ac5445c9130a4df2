package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.governance.Runs;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.Readiness;
import io.steward.workers.run.SubmittedCharter;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Starting, looking at and cancelling runs. */
@RestController
@RequestMapping("/api/runs")
public class RunController {
  private final RunViews views;
  private final Runs runs;
  private final ProcessEngine engine;
  private final Readiness readiness;
  private final SubmittedCharter charters;

  public RunController(
      RunViews views,
      Runs runs,
      ProcessEngine engine,
      Readiness readiness,
      SubmittedCharter charters) {
    this.views = views;
    this.runs = runs;
    this.engine = engine;
    this.readiness = readiness;
    this.charters = charters;
  }

  /**
   * @param charterText the charter in YAML; or else
   * @param charterLocation a file in an allowed folder. With both, the text counts, and the
   *     source's name is relative to the file's folder
   * @param sourceDigest the source, if it was handed in through {@code PUT /api/blobs}
   */
  public record Start(
      @Nullable String charterText,
      @Nullable String charterLocation,
      @Nullable String sourceDigest) {}

  /** The run that was started. */
  public record Started(RunId run, long processInstanceKey, String runPage) {}

  /**
   * @param reason why, for the record
   */
  public record Cancel(@Nullable String reason) {}

  /** Starts a run, unless its charter has faults: then all of them are answered. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  public Started start(@RequestBody Start request, Principal user) {
    if (!readiness.state().ready()) {
      throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, readiness.state().detail());
    }
    String text = charters.text(request.charterText(), null, request.charterLocation());
    if (CharterReader.read(text) instanceof CharterResult.Faulty(var faults)) {
      throw new FaultyCharterException(faults);
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("charterText", text);
    variables.put(
        "charterLocation", request.charterLocation() == null ? "" : request.charterLocation());
    if (request.sourceDigest() != null) {
      variables.put("sourceDigest", Digest.parse(request.sourceDigest()));
    }
    variables.put("requestedBy", user.getName());
    long instance = engine.startRun(variables);
    RunId run = RunId.ofInstance(instance);
    return new Started(run, instance, views.page(run));
  }

  /** The newest runs. */
  @GetMapping
  public List<RunViews.Summary> list() {
    return views.list();
  }

  /** One run with its stages, decisions and digests. */
  @GetMapping("/{run}")
  public RunViews.Detail get(@PathVariable String run) {
    return views.find(RunId.parse(run)).orElseThrow(() -> unknown(run));
  }

  /** Asks the process to end a run. */
  @PostMapping("/{run}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void cancel(
      @PathVariable String run,
      @RequestBody(required = false) @Nullable Cancel request,
      Principal user) {
    RunId id = RunId.parse(run);
    Runs.Run found = runs.get(id).orElseThrow(() -> unknown(run));
    if (found.end() != null) {
      throw new ApiException(
          HttpStatus.CONFLICT, "The run " + id + " has ended already: " + found.end().outcome());
    }
    String reason = request == null || request.reason() == null ? "" : request.reason().strip();
    engine.cancelRun(
        id,
        "Cancelled by " + user.getName() + (reason.isEmpty() ? "." : ": " + reason),
        user.getName());
  }

  private static ApiException unknown(String run) {
    return new ApiException(
        HttpStatus.NOT_FOUND,
        "There is no run "
            + run
            + ". A run that was started a moment ago is known once its first step is done.");
  }
}
