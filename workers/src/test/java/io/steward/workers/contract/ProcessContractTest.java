package io.steward.workers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.governance.Roles;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.ProcessFiles;
import io.steward.workers.governance.RecordDecision;
import io.steward.workers.governance.UserTaskRule;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobFailureMapper;
import io.steward.workers.job.JobVariables;
import io.steward.workers.job.StepWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Holds diagrams, decisions, forms and workers against each other. */
class ProcessContractTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = HOME.resolve("bpmn");

  /** What the REST interface and the start of a retraining set, beside the start form's fields. */
  private static final Set<String> START_VARIABLES =
      Set.of(
          "charterText",
          "charterLocation",
          "charterDigest",
          "sourceDigest",
          "contractSourceDigest",
          "requestedBy");

  /** What {@code start-monitoring} sends with its message. */
  private static final Set<String> RELEASE_VARIABLES =
      Set.of("runId", "modelName", "modelVersion", "monitoringInterval");

  private static List<Diagram> processes;
  private static List<Diagram> decisions;
  private static Map<String, JsonNode> forms;
  private static Map<String, StepWorker<?, ?>> workers;

  @BeforeAll
  static void read() throws IOException, ReflectiveOperationException {
    processes = Diagram.in(FOLDER, ".bpmn");
    decisions = Diagram.in(FOLDER, ".dmn");
    forms = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".form")).toList()) {
        forms.put(
            file.getFileName().toString().replace(".form", ""),
            Json.read(Files.readAllBytes(file), JsonNode.class));
      }
    }
    workers = AllWorkers.byJobType(HOME);
  }

  @Test
  void shouldHaveExactlyOneWorkerForEachJobType() {
    Set<String> asked =
        processes.stream()
            .flatMap(process -> process.all("serviceTask").stream())
            .map(Diagram::jobType)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(workers.keySet()).isEqualTo(asked);
  }

  /** The pauses between the tries grow by how many are left of these. */
  @Test
  void shouldTryEveryJobAsOftenAsThePausesAreMadeFor() {
    for (Diagram process : processes) {
      for (Element task : process.all("serviceTask")) {
        assertThat(Diagram.extension(task, "taskDefinition").getFirst().getAttribute("retries"))
            .as("%s in %s", task.getAttribute("id"), process.name())
            .isEqualTo(Integer.toString(JobFailureMapper.TRIES));
      }
    }
  }

  @Test
  void shouldProduceEveryVariableThatAWorkerNeeds() {
    Set<String> missing = new TreeSet<>();
    for (Diagram process : processes) {
      Set<String> there = variables(process);
      for (Element task : process.all("serviceTask")) {
        StepWorker<?, ?> worker = workers.get(Diagram.jobType(task));
        for (String needed : JobVariables.required(worker.requestType())) {
          if (!there.contains(needed)) {
            missing.add(process.name() + ": " + worker.jobType() + " needs " + needed);
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void shouldProduceEveryVariableThatADecisionAsksFor() {
    Set<String> missing = new TreeSet<>();
    for (Diagram process : processes) {
      Set<String> there = variables(process);
      for (Element called : process.all("calledDecision")) {
        String id = called.getAttribute("decisionId");
        decisions.stream()
            .filter(decision -> decision.name().equals(id))
            .flatMap(decision -> decision.all("inputExpression").stream())
            .map(expression -> expression.getTextContent().strip())
            // Plain variables and parts of them; what is computed from them is not looked at.
            .filter(text -> text.matches("[A-Za-z.]+"))
            .map(text -> text.split("\\.")[0])
            .filter(needed -> !there.contains(needed))
            .forEach(needed -> missing.add(process.name() + ": " + id + " asks for " + needed));
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void shouldPassOnlyVariablesThatTheCalledProcessProduces() {
    Set<String> missing = new TreeSet<>();
    for (Diagram process : processes) {
      for (Element call : process.all("callActivity")) {
        Set<String> there = variables(called(call));
        for (Element output : Diagram.extension(call, "output")) {
          String source = output.getAttribute("source").substring(1);
          if (source.matches("[A-Za-z]+") && !there.contains(source)) {
            missing.add(called(call).name() + " does not produce " + source);
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void shouldCatchEveryErrorThatAWorkerThrows() {
    for (Diagram process : processes) {
      for (Element task : process.all("serviceTask")) {
        workers
            .get(Diagram.jobType(task))
            .businessError()
            .ifPresent(
                code ->
                    assertThat(process.caughtAround(task))
                        .as("%s in %s", task.getAttribute("id"), process.name())
                        .contains(code.name()));
      }
    }
  }

  @Test
  void shouldKnowTheSameErrorCodesAndMessages() {
    assertThat(
            processes.stream()
                .flatMap(process -> process.all("error").stream())
                .map(error -> error.getAttribute("errorCode")))
        .containsOnly(Arrays.stream(ErrorCode.values()).map(Enum::name).toArray(String[]::new));
    assertThat(
            processes.stream()
                .flatMap(process -> process.all("message").stream())
                .map(message -> message.getAttribute("name")))
        .containsOnly(ProcessEngine.CANCEL_RUN, ProcessEngine.MODEL_RELEASED);
  }

  @Test
  void shouldRecordEveryDecisionWithRolesAndSubject() {
    Set<String> recorded = new TreeSet<>();
    for (Diagram process : processes) {
      Set<String> userTasks = userTasks(process);
      for (Element task : process.tasks("record-decision")) {
        String userTask = Diagram.header(task, "userTask");
        recorded.add(userTask);
        assertThat(userTasks).as(process.name()).contains(userTask);
        for (String role : Diagram.header(task, "roles").split(",")) {
          assertThat(role)
              .isIn(Stream.concat(Roles.ALL.stream(), Stream.of("$approvalRole")).toList());
        }
        String subject = Diagram.header(task, "subject");
        if (!subject.isEmpty()) {
          assertThat(new RecordDecisionSubjects().all()).contains(subject);
          assertThat(variables(process)).as(userTask).contains(subject);
        }
      }
    }

    assertThat(recorded).isEqualTo(UserTaskRule.userTasks());
  }

  @Test
  void shouldOfferInEachFormExactlyWhatCanBeDecided() {
    for (Diagram process : processes) {
      for (Element task : process.all("userTask")) {
        if (task.getAttribute("id").isEmpty()) {
          continue; // The extension element of the same name.
        }
        String formId = Diagram.extension(task, "formDefinition").getFirst().getAttribute("formId");
        JsonNode form = forms.get(formId);
        assertThat(form).as("form %s", formId).isNotNull();
        assertThat(form.get("id").asText()).isEqualTo(formId);
        assertThat(keys(form)).as(formId).contains("decision", "comment");
        assertThat(choices(form))
            .as(formId)
            .isEqualTo(UserTaskRule.of(task.getAttribute("id")).orElseThrow().decisions());
      }
    }
  }

  @Test
  void shouldFindEveryCalledProcessAndDecision() {
    Set<String> ids =
        decisions.stream()
            .flatMap(file -> file.all("decision").stream())
            .map(decision -> decision.getAttribute("id"))
            .collect(Collectors.toSet());
    for (Diagram process : processes) {
      process.all("callActivity").forEach(call -> assertThat(called(call)).isNotNull());
      process.all("calledDecision").stream()
          .map(called -> called.getAttribute("decisionId"))
          .forEach(id -> assertThat(ids).contains(id));
      assertThat(process.all("process"))
          .extracting(element -> element.getAttribute("id"))
          .containsExactly(process.name());
    }
    assertThat(forms).containsKey(ProcessFiles.START_FORM);
    assertThat(ids).isEqualTo(decisions.stream().map(Diagram::name).collect(Collectors.toSet()));
  }

  /**
   * What can be there in a process: passed in, produced by its steps, mapped, decided, typed in.
   */
  private static Set<String> variables(Diagram process) {
    Set<String> names = new LinkedHashSet<>();
    if (process.name().equals(ProcessEngine.LIFECYCLE)) {
      names.addAll(START_VARIABLES);
    }
    if (process.name().equals("ModelMonitoringProcess")) {
      names.addAll(RELEASE_VARIABLES);
    }
    for (Diagram caller : processes) {
      for (Element call : caller.all("callActivity")) {
        if (called(call).name().equals(process.name())) {
          Diagram.extension(call, "input").forEach(i -> names.add(i.getAttribute("target")));
        }
      }
    }
    process
        .all("serviceTask")
        .forEach(
            t -> names.addAll(JobVariables.names(workers.get(Diagram.jobType(t)).responseType())));
    for (String mapping : List.of("input", "output")) {
      process.all(mapping).stream()
          .filter(element -> !isOfCall(element))
          .forEach(element -> names.add(element.getAttribute("target")));
    }
    process.all("callActivity").stream()
        .flatMap(call -> Diagram.extension(call, "output").stream())
        .forEach(output -> names.add(output.getAttribute("target")));
    process.all("calledDecision").forEach(d -> names.add(d.getAttribute("resultVariable")));
    process
        .all("loopCharacteristics")
        .forEach(
            loop -> {
              names.add(loop.getAttribute("inputElement"));
              names.add(loop.getAttribute("outputCollection"));
            });
    userTasks(process).stream()
        .filter(forms::containsKey)
        .forEach(id -> names.addAll(keys(forms.get(id))));
    return names;
  }

  private static boolean isOfCall(Element mapping) {
    return mapping.getParentNode().getParentNode().getParentNode() instanceof Element owner
        && "callActivity".equals(owner.getLocalName());
  }

  private static Diagram called(Element call) {
    String id = Diagram.extension(call, "calledElement").getFirst().getAttribute("processId");
    return processes.stream().filter(p -> p.name().equals(id)).findFirst().orElseThrow();
  }

  private static Set<String> userTasks(Diagram process) {
    return process.all("userTask").stream()
        .map(task -> task.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(JsonNode form) {
    return form.findValuesAsText("key").stream().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> choices(JsonNode form) {
    Set<String> choices = new TreeSet<>();
    for (JsonNode component : form.get("components")) {
      if ("decision".equals(component.path("key").asText())) {
        component.get("values").forEach(value -> choices.add(value.get("value").asText()));
      }
    }
    return choices;
  }

  /** The subjects, asked of the worker as the engine's client does. */
  private static final class RecordDecisionSubjects {
    List<String> all() {
      return ((RecordDecision) workers.get("record-decision")).furtherVariables();
    }
  }
}
