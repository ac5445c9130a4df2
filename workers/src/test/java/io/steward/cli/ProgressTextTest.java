package io.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.charter.Metric;
import io.steward.training.progress.TrainingState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ProgressTextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  @Test
  void shouldShowWhatIsDoneWithItsErrorAndWhatIsBeingTrainedByWhom() {
    String text =
        printed(
            Json.read(
                Json.bytes(
                    new TrainingState(
                        5,
                        1,
                        Metric.AUC,
                        List.of(
                            new TrainingState.Running(
                                "r0-03-lightgbm",
                                0.45,
                                "fold 4 of 5",
                                NOW.minusSeconds(12),
                                NOW.minusSeconds(1),
                                "host/77")),
                        List.of(
                            new TrainingState.Done(
                                "r0-01-ridge", "ridge", true, 0.78121, 0.01239, null, 1500),
                            new TrainingState.Done(
                                "r0-02-svm", "svm", false, 0, 0, "Too many rows.", 10)),
                        List.of("r0-04-mlp"))),
                JsonNode.class));

    assertThat(text)
        .contains(
            "2 of 5 planned done, 1 being trained, 1 waiting, 1 broken off",
            "r0-01-ridge     done  1.5 s   auc 0.7812 ± 0.0124",
            "r0-02-svm       done  0.0 s   not usable: Too many rows.",
            "r0-03-lightgbm  45 %  12.0 s  fold 4 of 5, by host/77");
  }

  @Test
  void shouldPrintNothingBeforeTraining() {
    assertThat(printed(Json.mapper().createObjectNode().path("training"))).isEmpty();
  }

  private static String printed(JsonNode training) {
    StringWriter out = new StringWriter();
    Printing command = new Printing();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out, true));
    new ProgressText(command.output, NOW).print(training);
    return out.toString();
  }

  /** Something that prints. */
  @Command(name = "printing")
  static final class Printing {
    @Mixin Output output;
  }
}
