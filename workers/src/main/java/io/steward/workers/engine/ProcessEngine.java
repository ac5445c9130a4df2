package io.steward.workers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.MatchedDecisionRule;
import io.grpc.Status;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.workers.job.TemporaryFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the application asks of the process engine beside jobs. */
public class ProcessEngine implements DecisionTables {
  /** The process of a whole run. */
  public static final String LIFECYCLE = "MlLifecycleProcess";

  /** Ends a run; correlated by the run's id. */
  public static final String CANCEL_RUN = "cancel-run";

  /** Starts the monitoring of a released model; correlated by its name and version. */
  public static final String MODEL_RELEASED = "model-released";

  private final CamundaClient client;

  public ProcessEngine(CamundaClient client) {
    this.client = client;
  }

  /**
   * Starts a run.
   *
   * @param variables references and small values only
   * @return the key of the process instance, which names the run
   * @throws TemporaryFault if the engine cannot be asked now
   */
  public long startRun(Map<String, Object> variables) {
    try {
      return client
          .newCreateInstanceCommand()
          .bpmnProcessId(LIFECYCLE)
          .latestVersion()
          .variables(Json.text(variables))
          .send()
          .join()
          .getProcessInstanceKey();
    } catch (ClientException e) {
      throw unreachable("start a run", e);
    }
  }

  /**
   * Ends an instance at once, without a trace in the process. For an instance that was started
   * twice.
   *
   * @throws TemporaryFault if the engine cannot be asked now
   */
  public void cancelInstance(long processInstanceKey) {
    try {
      client.newCancelInstanceCommand(processInstanceKey).send().join();
    } catch (ClientStatusException e) {
      if (e.getStatusCode() != Status.Code.NOT_FOUND) {
        throw unreachable("cancel an instance", e);
      }
    } catch (ClientException e) {
      throw unreachable("cancel an instance", e);
    }
  }

  /**
   * Asks the process to end a run. A second request does nothing while the first is kept.
   *
   * @throws TemporaryFault if the engine cannot be asked now
   */
  public void cancelRun(RunId run, String reason, String user) {
    publish(
        CANCEL_RUN,
        run.value(),
        "cancel-" + run.value(),
        Map.of("cancelReason", reason, "cancelledBy", user));
  }

  /**
   * Publishes a message. The engine takes a message id only once while the message lives, so that a
   * repeated job does not start things twice.
   *
   * @throws TemporaryFault if the engine cannot be asked now
   */
  public void publish(
      String message, String correlationKey, String messageId, Map<String, Object> variables) {
    try {
      client
          .newPublishMessageCommand()
          .messageName(message)
          .correlationKey(correlationKey)
          .messageId(messageId)
          .timeToLive(Duration.ofMinutes(10))
          .variables(Json.text(variables))
          .send()
          .join();
    } catch (ClientStatusException e) {
      if (e.getStatusCode() == Status.Code.ALREADY_EXISTS) {
        return;
      }
      throw unreachable("publish the message '" + message + "'", e);
    } catch (ClientException e) {
      throw unreachable("publish the message '" + message + "'", e);
    }
  }

  @Override
  public TableAnswer decide(String decision, Map<String, Object> variables) {
    EvaluateDecisionResponse response;
    try {
      response =
          client
              .newEvaluateDecisionCommand()
              .decisionId(decision)
              .variables(Json.text(variables))
              .send()
              .join();
    } catch (ClientException e) {
      throw unreachable("ask the table '" + decision + "'", e);
    }
    String failure = response.getFailureMessage();
    if (failure != null && !failure.isEmpty()) {
      throw new IllegalStateException(
          "The table '"
              + decision
              + "' cannot answer: "
              + failure
              + " Correct it and deploy again.");
    }
    Optional<MatchedDecisionRule> rule =
        response.getEvaluatedDecisions().stream()
            .filter(evaluated -> evaluated.getDecisionId().equals(decision))
            .flatMap(evaluated -> evaluated.getMatchedRules().stream())
            .findFirst();
    return new TableAnswer(
        decision,
        response.getDecisionVersion(),
        response.getDecisionKey(),
        rule.map(MatchedDecisionRule::getRuleId).orElse(""),
        rule.map(MatchedDecisionRule::getRuleIndex).orElse(0),
        Json.read(response.getDecisionOutput().getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  private static TemporaryFault unreachable(String what, ClientException e) {
    return new TemporaryFault(
        "The process engine did not "
            + what
            + ": "
            + e.getMessage()
            + ". Check with './steward status' that it is up.",
        e);
  }
}
