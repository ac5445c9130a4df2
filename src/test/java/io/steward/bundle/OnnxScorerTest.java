package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxScorerTest {
  private static final int FEATURES = TestModels.recipe().featureNames().size();
  private static final byte[] ONNX =
      OnnxWriter.write(
          TestModels.recipe(),
          TestModels.linear(FEATURES, 1, Link.SIGMOID, 1),
          OutputSpec.binary("bad", "good", 0.5));

  @Test
  void shouldScoreTheSameOneByOneAndInChunks() {
    RawTable rows = TestModels.rows(9000, 3);
    try (OnnxScorer scorer = new OnnxScorer(ONNX)) {
      Predictions all = scorer.score(rows);

      for (int row : List.of(0, 4095, 4096, 8191, 8192, 8999)) {
        Predictions one = scorer.score(rows.select(new int[] {row}));
        assertThat(one.labels()).containsExactly(all.labels()[row]);
        assertThat(one.positive()[0])
            .isCloseTo(all.positive()[row], org.assertj.core.api.Assertions.within(1e-12));
      }
    }
  }

  @Test
  void shouldScoreFromManyThreadsAndWhileBeingClosed() throws Exception {
    RawTable rows = TestModels.rows(50, 3);
    OnnxScorer scorer = new OnnxScorer(ONNX);
    String[] expected = scorer.score(rows).labels();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        results.add(
            threads.submit(
                () -> {
                  int scored = 0;
                  try {
                    while (scored < 100_000) {
                      assertThat(scorer.score(rows).labels()).isEqualTo(expected);
                      scored++;
                      if (scored == 200) {
                        scorer.close();
                      }
                    }
                  } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("The model was unloaded.");
                  }
                  return scored;
                }));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isBetween(0, 1000);
      }
    }
  }

  @Test
  void shouldNameTheColumnThatIsMissing() {
    RawTable rows =
        new RawTable(
            List.of(new ColumnSchema("age", ColumnKind.NUMBER)), List.of(new double[] {30}));
    try (OnnxScorer scorer = new OnnxScorer(ONNX)) {
      assertThatThrownBy(() -> scorer.score(rows))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There is no column 'duration'");
    }
  }

  @Test
  void shouldSayItInOneSentenceWhenTheBytesAreNoModel() {
    assertThatThrownBy(() -> new OnnxScorer(new byte[] {1, 2, 3}))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("The model cannot be opened: ");
  }

  @Test
  void shouldUnpackTheNativeLibrariesOnce(@TempDir Path base) throws Exception {
    Path folder = OnnxNatives.unpack(base);

    assertThat(folder.getFileName().toString()).matches("onnxruntime-[0-9.]+-[a-z]+-[a-z0-9]+");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    assertThat(OnnxNatives.unpack(base)).isEqualTo(folder);
  }

  /** onnxruntime 1.29 ends such a process with SIGSEGV unless its telemetry is off. */
  @Test
  void shouldScoreWhenTheCommandLineIsLong(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("model.onnx"), ONNX);
    Path output = folder.resolve("output.txt");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlong=" + "x/".repeat(6000),
                "-cp",
                System.getProperty("java.class.path"),
                OpenModel.class.getName(),
                model.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().remove("ORT_DISABLE_TELEMETRY");

    Process process = command.start();

    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
  }

  /** Opens a model in a process of its own. */
  static final class OpenModel {
    private OpenModel() {}

    public static void main(String[] arguments) throws Exception {
      byte[] onnx = Files.readAllBytes(Path.of(arguments[0]));
      try (OnnxScorer scorer = new OnnxScorer(onnx)) {
        System.out.println(scorer.inputs());
      }
    }
  }
}
