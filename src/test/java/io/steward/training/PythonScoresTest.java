package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others score an exported model as we do: shown where there is a Python with onnxruntime. */
class PythonScoresTest {
  @TempDir Path folder;

  @Test
  void shouldScoreInPythonAsHere() throws Exception {
    Optional<String> python = python();
    assumeThat(python)
        .as("STEWARD_BENCH_PYTHON or python3 is a Python that can import onnxruntime")
        .isPresent();
    TestData data = TestData.germanCredit();
    LearningTask task =
        new LearningTask(
            TestData.charter(Task.BINARY, Metric.LOG_LOSS),
            data.classes(),
            data.recipe(),
            data.matrix());
    List<Member> members =
        EnsembleTrainerTest.members(task, "adaboost", "lightgbm", "logistic-regression");
    TrainedCandidate trained = EnsembleTrainerTest.blend(task, members, 2);
    assertThat(trained.result().weights().values().stream().filter(weight -> weight > 0))
        .hasSizeGreaterThan(1);
    assertThat(members).anyMatch(member -> member.result().calibration() != Calibration.NONE);
    RawTable rows = rows(data);

    JsonNode said = score(python.orElseThrow(), trained.onnx(), rows);

    try (OnnxScorer scorer = new OnnxScorer(trained.onnx())) {
      Predictions here = scorer.score(rows);
      for (int i = 0; i < here.rows(); i++) {
        assertThat(said.get("labels").get(i).asText()).isEqualTo(here.labels()[i]);
        for (int k = 0; k < 2; k++) {
          assertThat(said.get("probabilities").get(i).get(k).asDouble())
              .isCloseTo(here.probabilities()[i][k], offset(1e-12));
        }
      }
    }
  }

  /** All rows, a fifth of the cells missing or never seen. */
  private static RawTable rows(TestData data) {
    RecipeRows rows = new RecipeRows(data.recipe(), data.matrix().x());
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < data.matrix().rows(); i++) {
      for (int c = 0; c < rows.columns(); c++) {
        if (random.nextInt(5) == 0) {
          rows.disturb(i, c, random.nextBoolean());
        }
      }
    }
    return rows.table();
  }

  private JsonNode score(String python, byte[] onnx, RawTable rows) throws Exception {
    Path script = folder.resolve("score_onnx.py");
    try (var source = PythonScoresTest.class.getResourceAsStream("/score_onnx.py")) {
      Files.write(script, source.readAllBytes());
    }
    Map<String, List<Object>> cells = new HashMap<>();
    for (ColumnSchema column : rows.columns()) {
      List<Object> values = new ArrayList<>();
      if (column.kind() == ColumnKind.NUMBER) {
        Arrays.stream(rows.numbers(column.name()))
            .forEach(value -> values.add(Double.isNaN(value) ? null : value));
      } else {
        values.addAll(List.of(rows.texts(column.name())));
      }
      cells.put(column.name(), values);
    }
    Path outputs = folder.resolve("outputs.json");
    Path model = Files.write(folder.resolve("model.onnx"), onnx);
    Path input = Files.write(folder.resolve("rows.json"), Json.mapper().writeValueAsBytes(cells));
    Process process =
        new ProcessBuilder(
                python, script.toString(), model.toString(), input.toString(), outputs.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("python.log").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("python.log"))).isZero();
    return Json.read(Files.readAllBytes(outputs), new TypeReference<JsonNode>() {});
  }

  private static Optional<String> python() {
    return Stream.of(
            Optional.ofNullable(System.getenv("STEWARD_BENCH_PYTHON")).orElse(""), "python3")
        .filter(name -> !name.isBlank())
        .filter(PythonScoresTest::hasRuntime)
        .findFirst();
  }

  private static boolean hasRuntime(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import numpy, onnxruntime")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
