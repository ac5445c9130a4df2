package io.steward.workers.monitoring;

import io.steward.artifact.RunId;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * {@code start-monitoring}: starts the monitoring process of a released version.
 *
 * <p>Safe to repeat: the message has an id of model and version, which the engine takes once.
 */
@Component
public class StartMonitoring extends Step<StartMonitoring.Request, StartMonitoring.Response> {
  private final ProcessEngine engine;

  public StartMonitoring(ProcessEngine engine) {
    super("start-monitoring", Request.class, Response.class);
    this.engine = engine;
  }

  /**
   * @param monitoringInterval ISO 8601
   */
  public record Request(
      RunId runId, String modelName, int modelVersion, String monitoringInterval) {}

  /** Whether the message was sent. */
  public record Response(boolean monitoringStarted) {}

  @Override
  public Response work(Request request, JobContext job) {
    // The engine runs one instance a correlation key: with the name alone, a second release would
    // wait for the end of the first one's monitoring, and be forgotten.
    String release = request.modelName() + "-" + request.modelVersion();
    engine.publish(
        ProcessEngine.MODEL_RELEASED,
        release,
        release,
        Map.of(
            "runId",
            request.runId(),
            "modelName",
            request.modelName(),
            "modelVersion",
            request.modelVersion(),
            "monitoringInterval",
            request.monitoringInterval()));
    return new Response(true);
  }
}
