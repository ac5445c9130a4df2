package io.steward.workers.evaluation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.zeebe.dmn.DecisionEngine;
import io.camunda.zeebe.dmn.DecisionEngineFactory;
import io.camunda.zeebe.dmn.DecisionEvaluationResult;
import io.camunda.zeebe.dmn.MatchedRule;
import io.camunda.zeebe.dmn.impl.VariablesContext;
import io.camunda.zeebe.msgpack.spec.MsgPackReader;
import io.steward.artifact.Json;
import io.steward.workers.engine.DecisionTables;
import io.steward.workers.engine.TableAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** The project's decision tables, answered by the library that the process engine answers with. */
final class ProjectTables implements DecisionTables {
  private static final Path FOLDER = Path.of("..", "bpmn").toAbsolutePath().normalize();

  private static final DecisionEngine ENGINE = DecisionEngineFactory.createDecisionEngine();

  @Override
  public TableAnswer decide(String decision, Map<String, Object> variables) {
    try (InputStream file = Files.newInputStream(FOLDER.resolve(decision + ".dmn"))) {
      DecisionEvaluationResult result =
          ENGINE.evaluateDecisionById(
              ENGINE.parse(file),
              decision,
              new VariablesContext(
                  Json.read(Json.bytes(variables), new TypeReference<Map<String, Object>>() {})));
      if (result.isFailure()) {
        throw new IllegalStateException(result.getFailureMessage());
      }
      MatchedRule rule =
          result.getEvaluatedDecisions().getLast().matchedRules().stream()
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No rule of " + decision));
      return new TableAnswer(
          decision, 1, 1, rule.ruleId(), rule.ruleIndex(), output(result.getOutput()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer: names and texts by turns. */
  private static JsonNode output(DirectBuffer answer) {
    MsgPackReader reader = new MsgPackReader();
    reader.wrap(answer, 0, answer.capacity());
    Map<String, String> output = new LinkedHashMap<>();
    for (int left = reader.readMapHeader(); left > 0; left--) {
      String name = text(reader.readToken().getValueBuffer());
      output.put(name, text(reader.readToken().getValueBuffer()));
    }
    return Json.read(Json.bytes(output), JsonNode.class);
  }

  private static String text(DirectBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.getBytes(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
