package io.steward.workers.deployment;

import io.steward.artifact.RunId;
import io.steward.bundle.ModelRegistry;
import io.steward.deployment.ModelServerClient;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code rollback-release}: takes a version out of service and puts the one before it back, if it
 * is the live one; where there was none before, no version answers any more.
 *
 * <p>Safe to repeat: the alias and the ledger entry have idempotency keys, and what is live is read
 * from the registry each time.
 */
@Component
public class RollbackRelease extends Step<RollbackRelease.Request, RollbackRelease.Response> {
  private final ModelRegistry registry;
  private final ModelServerClient server;
  private final Ledger ledger;

  public RollbackRelease(ModelRegistry registry, ModelServerClient server, Ledger ledger) {
    super("rollback-release", Request.class, Response.class);
    this.registry = registry;
    this.server = server;
    this.ledger = ledger;
  }

  /** The version to take out of service. */
  public record Request(RunId runId, String modelName, int modelVersion) {}

  /**
   * @param rolledBackTo the version that is live now; null if there is none
   */
  public record Response(@Nullable Integer rolledBackTo) {}

  @Override
  public Response work(Request request, JobContext job) {
    String name = request.modelName();
    // By job, not by version: a version that was rolled back may be released again later.
    String once = "rollback-" + request.runId() + "-" + job.jobKey();
    Integer live = registry.aliases(name).get(PromoteRelease.CHAMPION);
    if (live != null && live == request.modelVersion()) {
      registry.setAlias(
          name,
          PromoteRelease.CHAMPION,
          registry.previous(name, PromoteRelease.CHAMPION).orElse(null),
          "process",
          "rollback of version " + request.modelVersion(),
          once);
    }
    Integer now = registry.aliases(name).get(PromoteRelease.CHAMPION);
    if (now != null) {
      server.load(name, now, ModelServerClient.Role.CHAMPION);
    }
    if (now == null || now != request.modelVersion()) {
      server.unload(name, request.modelVersion());
    }
    Map<String, Object> facts = new TreeMap<>();
    facts.put("model", name);
    facts.put("version", request.modelVersion());
    facts.put("live", now == null ? "none" : now);
    ledger.append(new LedgerEvent("release-rolled-back", request.runId(), "process", facts, once));
    return new Response(now);
  }
}
