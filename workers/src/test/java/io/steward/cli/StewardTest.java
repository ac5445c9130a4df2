package io.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StewardTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldListAllFaultsAndStartNothingWhenTheCharterIsWrong() throws IOException {
    Path charter = folder.resolve("charter.yaml");
    Files.writeString(charter, "name: Not A Name\ntask: binry\ntitel: x\n");

    int code = run("start", charter.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("no run was started", "name:", "task:", "titel", "success")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void shouldSayWhichFileIsMissingWhenThereIsNoCharter() {
    int code = run("start", folder.resolve("nothing.yaml").toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("nothing.yaml", "there is no such file");
  }

  @Test
  void shouldNameTheDataFileWhenItIsMissing() throws IOException {
    Path charter = folder.resolve("charter.yaml");
    Files.copy(EXAMPLES.resolve("credit-risk/charter.yaml"), charter);

    int code = run("start", charter.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("source.file", "german_credit.csv");
  }

  @Test
  void shouldListTheFaultsOfTheContractWhenItIsWrong() throws IOException {
    Path charter = folder.resolve("charter.yaml");
    Files.copy(EXAMPLES.resolve("credit-risk/charter.yaml"), charter);
    Files.copy(
        EXAMPLES.resolve("credit-risk/german_credit.csv"), folder.resolve("german_credit.csv"));
    assertThat(run("start", charter.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("contract: there is no file");
    Files.writeString(
        folder.resolve("contract.yaml"),
        Files.readString(EXAMPLES.resolve("credit-risk/contract.yaml"))
            .replace("kind: DataContract", "kind: Letter")
            .replace("metric: rowCount", "metric: rows"));

    int code = run("start", charter.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("contract.yaml kind:", "contract.yaml schema[0].quality[0].metric:")
        .doesNotContain("Exception");
  }

  @Test
  void shouldNotReadAndSetAContractAtOnce() {
    assertThat(run("contract", "credit-risk", "--set", "x.yaml", "--version", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--set or --version");
  }

  @Test
  void shouldProposeACharterThatCanBeReadForOwnData() throws IOException {
    Path charter = folder.resolve("charter.yaml");

    int code =
        run(
            "init",
            EXAMPLES.resolve("churn/telco_churn.csv").toString(),
            "--target",
            "churn",
            "--to",
            charter.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(CharterReader.read(Files.readString(charter).replace("\"EDIT ", "\"What we know: ")))
        .isInstanceOf(CharterResult.Valid.class);
    assertThat(run("init", "x.csv", "--target", "y", "--to", charter.toString()))
        .as("writing over a charter")
        .isEqualTo(1);
  }

  @Test
  void shouldSayWhatThereIsWhenTheTargetIsNoColumn() {
    int code =
        run(
            "init",
            EXAMPLES.resolve("churn/telco_churn.csv").toString(),
            "--target",
            "chrun",
            "--to",
            folder.resolve("c.yaml").toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("chrun", "churn");
  }

  @Test
  void shouldNameTheRowWhenACsvFileIsRagged() throws IOException {
    Path csv = folder.resolve("rows.csv");
    Files.writeString(csv, "a,b\n1,2\n3\n", StandardCharsets.UTF_8);

    int code = run("predict", "model", csv.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("row 2", "1 fields", "2 columns");
  }

  @Test
  void shouldSayInOneSentenceThatThereIsNoPlatformToWorkFor() {
    int code = run("worker", "--data", folder.toString());

    assertThat(code).isEqualTo(3);
    assertThat(err.toString())
        .contains("no platform to work for in " + folder, "./steward up", "--data")
        .hasLineCount(1);
  }

  @Test
  void shouldNameTheJobsThatAWorkerCanTakeWhenItIsAskedForOthers() {
    int code = run("worker", "--jobs", "train-candidate,approve-model,record-decision");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("cannot take approve-model, record-decision. It can take: assess-learnability");
    assertThat(run("worker", "--threads", "0")).isEqualTo(2);
  }

  @Test
  void shouldShowUsageWhenACommandIsUnknown() {
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString()).contains("fly");
  }

  @Test
  void shouldExplainEveryCommandWhenAskedForHelp() {
    for (String command : Steward.commandLine().getSubcommands().keySet()) {
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString()).contains("Usage: steward " + command);
    }
  }

  private int run(String... arguments) {
    CommandLine commandLine = Steward.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
