package io.steward.workers.monitoring;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StoreException;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.Roles;
import io.steward.governance.RunRecord;
import io.steward.governance.Runs;
import io.steward.workers.config.Users;
import io.steward.workers.deployment.PromoteRelease;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code request-retraining}: starts a new run with the charter of the live version. The new run
 * goes through every stage and every approval.
 *
 * <p>Safe to repeat: which run was started for a health report is a document that is written once.
 * If a worker dies between starting the run and writing that document, a second run is started: the
 * engine cannot start an instance only once. It then waits at its first approval, where a person
 * sees both; when two workers do it at the same time, the later one cancels its own.
 */
@Component
public class RequestRetraining extends Step<RequestRetraining.Request, RequestRetraining.Response> {
  private final ArtifactStore store;
  private final ModelRegistry registry;
  private final Runs runs;
  private final Ledger ledger;
  private final ProcessEngine engine;
  private final Users users;

  public RequestRetraining(
      ArtifactStore store,
      ModelRegistry registry,
      Runs runs,
      Ledger ledger,
      ProcessEngine engine,
      Users users) {
    super("request-retraining", Request.class, Response.class);
    this.store = store;
    this.registry = registry;
    this.runs = runs;
    this.ledger = ledger;
    this.engine = engine;
    this.users = users;
  }

  /**
   * @param healthDigest the report that led to this
   * @param decidedBy who decided so
   */
  public record Request(String modelName, Digest healthDigest, @Nullable String decidedBy) {}

  /** The new run. */
  public record Response(RunId retrainingRun) {}

  /** Which run a health report led to. */
  public record Retraining(RunId run, Digest health) {}

  @Override
  public Response work(Request request, JobContext job) {
    String key =
        "retrainings/" + request.modelName() + "/" + request.healthDigest().hex() + ".json";
    Optional<Retraining> known = find(key);
    RunId run = known.map(Retraining::run).orElseGet(() -> start(request, key));
    ledger.append(
        new LedgerEvent(
            "retraining-requested",
            run,
            request.decidedBy() == null ? "process" : request.decidedBy(),
            Map.of("model", request.modelName(), "health", request.healthDigest().toString()),
            "retraining-" + request.modelName() + "-" + request.healthDigest().hex()));
    return new Response(run);
  }

  private RunId start(Request request, String key) {
    ModelVersion live =
        registry
            .resolve(ModelRef.alias(request.modelName(), PromoteRelease.CHAMPION))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No version of "
                            + request.modelName()
                            + " is live, so there is no charter to train again with. Start a run"
                            + " with './steward start'."));
    RunRecord before =
        runs.get(live.run())
            .map(Runs.Run::begin)
            .orElseThrow(
                () -> StoreException.damaged("The record of " + live.run() + " is missing."));
    long instance =
        engine.startRun(
            Map.of(
                "charterDigest",
                before.charter().toString(),
                "charterLocation",
                "",
                "requestedBy",
                requester(request.decidedBy(), before.requestedBy())));
    RunId run = RunId.ofInstance(instance);
    if (store.putIfAbsent(
        key, Json.bytes(new Retraining(run, request.healthDigest())), "application/json")) {
      return run;
    }
    engine.cancelInstance(instance);
    return find(key)
        .map(Retraining::run)
        .orElseThrow(() -> StoreException.damaged("The document " + key + " is gone."));
  }

  private Optional<Retraining> find(String key) {
    return store.read(key).map(document -> Json.read(document, Retraining.class));
  }

  /** Who decided, if that person may start runs; else who started the run of the live version. */
  private String requester(@Nullable String decidedBy, String before) {
    return decidedBy != null && users.roles(decidedBy).contains(Roles.ML_ENGINEER)
        ? decidedBy
        : before;
  }
}
