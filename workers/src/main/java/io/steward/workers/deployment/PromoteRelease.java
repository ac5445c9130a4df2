package io.steward.workers.deployment;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.bundle.ModelRegistry;
import io.steward.deployment.ModelServerClient;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * {@code promote-release}: makes the version the live one. Asks for the permission once more: the
 * last door is as closed by default as the first.
 *
 * <p>Safe to repeat: the alias and the ledger entry have idempotency keys, and loading a loaded
 * version changes nothing. The alias is set first: a model server that starts meanwhile loads the
 * right one.
 */
@Component
public class PromoteRelease extends Step<PromoteRelease.Request, PromoteRelease.Response> {
  /** The alias of the live version. */
  public static final String CHAMPION = "champion";

  private final ModelRegistry registry;
  private final ModelServerClient server;
  private final Ledger ledger;
  private final ReleasePermission permission;
  private final URI serving;

  public PromoteRelease(
      ModelRegistry registry,
      ModelServerClient server,
      Ledger ledger,
      ReleasePermission permission,
      StewardProperties properties) {
    super("promote-release", Request.class, Response.class);
    this.registry = registry;
    this.server = server;
    this.ledger = ledger;
    this.permission = permission;
    this.serving = properties.serving().url();
  }

  /** The version to release. */
  public record Request(RunId runId, Digest dossierDigest, String modelName, int modelVersion) {}

  /**
   * @param endpoint where the model answers
   */
  public record Response(boolean released, String endpoint) {}

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.DEPLOYMENT_FAILED);
  }

  @Override
  public Response work(Request request, JobContext job) {
    permission.require(request.runId(), request.dossierDigest());
    // By job, not by version: a version that was rolled back may be released again later.
    String once = "release-" + request.runId() + "-" + job.jobKey();
    registry.setAlias(
        request.modelName(),
        CHAMPION,
        request.modelVersion(),
        "process",
        "release of " + request.runId(),
        once);
    server.load(request.modelName(), request.modelVersion(), ModelServerClient.Role.CHAMPION);
    registry.setAlias(
        request.modelName(), "challenger", null, "process", "released", "no-canary-" + once);
    ledger.append(
        new LedgerEvent(
            "model-released",
            request.runId(),
            "process",
            Map.of(
                "model",
                request.modelName(),
                "version",
                request.modelVersion(),
                "dossier",
                request.dossierDigest().toString()),
            once));
    return new Response(
        true, serving.resolve("/v2/models/" + request.modelName() + "/infer").toString());
  }
}
