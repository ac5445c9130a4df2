package io.steward.workers.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.Json;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads process variables into a request record and writes a response record as process variables.
 * The components of the records are the variables, by name.
 */
public final class JobVariables {
  private static final ObjectMapper MAPPER = Json.mapper();

  /** Writes nulls too: a variable that is null is something else than one that was never set. */
  private static final ObjectMapper WITH_NULLS =
      Json.mapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  private JobVariables() {}

  /** The variables that a request needs, which are all that is fetched. */
  public static List<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** The variables that are fetched for a worker. */
  public static List<String> fetched(StepWorker<?, ?> worker) {
    List<String> names = new ArrayList<>(names(worker.requestType()));
    names.addAll(worker.furtherVariables());
    return names;
  }

  /** The variables as a tree. */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The engine sent variables that are no JSON.", e);
    }
  }

  /** The variables that a request cannot do without. */
  public static List<String> required(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !isNullable(component))
        .map(RecordComponent::getName)
        .toList();
  }

  /**
   * Reads a request.
   *
   * @param json the fetched variables as a JSON object
   * @throws IllegalArgumentException that names every variable that is missing, or the one that has
   *     another type than expected
   */
  public static <T extends Record> T read(String json, Class<T> type, String jobType) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      List<String> missing = new ArrayList<>();
      for (String name : required(type)) {
        if (!tree.hasNonNull(name)) {
          missing.add(name);
        }
      }
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "Job '"
                + jobType
                + "' was started without the variable"
                + (missing.size() == 1 ? " " : "s ")
                + String.join(", ", missing)
                + ". Set "
                + (missing.size() == 1 ? "it" : "them")
                + " in Operate and retry, or correct the diagram.");
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Job '"
              + jobType
              + "' got a variable that it cannot read: "
              + e.getOriginalMessage()
              + ". Correct the variable in Operate and retry.",
          e);
    }
  }

  /** Writes a response as a JSON object; components that are null are written as null. */
  public static String write(Record response) {
    ObjectNode variables = WITH_NULLS.createObjectNode();
    for (RecordComponent component : response.getClass().getRecordComponents()) {
      variables.set(component.getName(), WITH_NULLS.valueToTree(value(response, component)));
    }
    return variables.toString();
  }

  private static @Nullable Object value(Record response, RecordComponent component) {
    try {
      return component.getAccessor().invoke(response);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "Cannot read " + component + " of " + response.getClass().getName(), e);
    }
  }

  private static boolean isNullable(RecordComponent component) {
    AnnotatedElement type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }
}
