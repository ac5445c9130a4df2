package io.steward.workers.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a worker may know about the job beside its variables.
 *
 * @param jobKey the engine's key of the job
 * @param processInstanceKey the process instance that the job belongs to (a stage's own instance)
 * @param elementId the id of the service task in the diagram
 * @param headers the task headers of the diagram
 * @param variables all fetched variables
 * @param gone set when the engine no longer waits for the job: long work should stop
 */
public record JobContext(
    long jobKey,
    long processInstanceKey,
    String elementId,
    Map<String, String> headers,
    JsonNode variables,
    AtomicBoolean gone) {

  /** A fetched text variable by name; nothing if it is missing, null or empty. */
  public Optional<String> variable(String name) {
    return Optional.of(variables.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  /** Whether the engine no longer waits for the job. */
  public boolean isGone() {
    return gone.get();
  }

  /**
   * A task header that must be there.
   *
   * @throws IllegalStateException if the diagram does not set it
   */
  public String header(String name) {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "Service task '"
              + elementId
              + "' needs the task header '"
              + name
              + "'. Add it to the diagram and deploy again.");
    }
    return value;
  }
}
