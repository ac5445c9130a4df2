package io.steward.workers.deployment;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.bundle.ModelRegistry;
import io.steward.deployment.ModelServerClient;
import io.steward.workers.job.BusinessFault;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * {@code deploy-canary}: has the model server load the version beside the live one, for those who
 * ask for it by its number.
 *
 * <p>Safe to repeat: loading a loaded version changes nothing, and the alias has an idempotency
 * key.
 */
@Component
public class DeployCanary extends Step<DeployCanary.Request, DeployCanary.Response> {
  private final ModelRegistry registry;
  private final ModelServerClient server;

  public DeployCanary(ModelRegistry registry, ModelServerClient server) {
    super("deploy-canary", Request.class, Response.class);
    this.registry = registry;
    this.server = server;
  }

  /** The version to load. */
  public record Request(RunId runId, String modelName, int modelVersion, Digest bundleDigest) {}

  /** Whether it answers. */
  public record Response(boolean canaryReady) {}

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.DEPLOYMENT_FAILED);
  }

  @Override
  public Response work(Request request, JobContext job) {
    registry.setAlias(
        request.modelName(),
        "challenger",
        request.modelVersion(),
        "process",
        "canary of " + request.runId(),
        "canary-" + request.runId() + "-" + request.modelVersion());
    server.load(request.modelName(), request.modelVersion(), ModelServerClient.Role.CHALLENGER);
    if (!server.ready(request.modelName(), request.modelVersion())) {
      throw new BusinessFault(
          ErrorCode.DEPLOYMENT_FAILED,
          "The model server loaded version "
              + request.modelVersion()
              + " of "
              + request.modelName()
              + " but does not call it ready. See the model server's log.");
    }
    return new Response(true);
  }
}
