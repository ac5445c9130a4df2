package io.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.tasklist.UserTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Charters and data that cannot be used end at the desk of somebody who can mend them. */
@ExtendWith(PlatformExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
  private final RunningSteward steward;

  BadInputIT(RunningSteward steward) {
    this.steward = steward;
  }

  /**
   * A way to spoil the flagship's data.
   *
   * @param model the name of the run's model
   * @param sentence a pattern of what must be said about it
   */
  record BadData(String model, String sentence, UnaryOperator<List<String>> spoiling) {
    Path writeTo(Path folder) throws IOException {
      List<String> spoilt = spoiling.apply(Files.readAllLines(Charters.CREDIT_DATA));
      // Latin 1 and UTF-8 differ only where the flagship's data was spoilt so that they do.
      return Files.write(folder.resolve("spoilt.csv"), spoilt, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return model;
    }
  }

  static List<BadData> badData() {
    return List.of(
        new BadData("empty-file", "(?s).*empty.*", lines -> List.of()),
        new BadData("header-only", "(?s).*(no rows|0 rows).*", lines -> lines.subList(0, 1)),
        new BadData("five-rows", "(?s).*\\b5 rows.*", lines -> lines.subList(0, 6)),
        new BadData(
            "ragged-rows",
            "(?s).*line 3\\b.*",
            lines -> changed(lines, 2, line -> line.substring(line.indexOf(',') + 1))),
        new BadData(
            "wrong-encoding", "(?s).*UTF-8.*", lines -> changed(lines, 3, line -> "\u00fc" + line)),
        new BadData(
            "target-missing",
            "(?s).*'class'.*",
            lines -> changed(lines, 0, line -> line.replace(",class", ",klass"))),
        new BadData(
            "one-class",
            "(?s).*class.*",
            lines -> lines.stream().filter(line -> !line.endsWith("bad")).toList()));
  }

  private static List<String> changed(List<String> lines, int index, UnaryOperator<String> change) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, change.apply(lines.get(index)));
    return changed;
  }

  @ParameterizedTest
  @MethodSource("badData")
  void shouldAskTheDataStewardWhenTheDataCannotBeUsed(BadData bad, @TempDir Path folder)
      throws IOException {
    RunDriver run = steward.driver().start(Charters.credit(bad.model()), bad.writeTo(folder));

    run.decide("sign-off-problem", "owner", "approve");

    UserTask review = run.awaitTask("review-data");
    run.awaitSeen(
        review,
        form ->
            assertThat(said(form))
                .matches(bad.sentence())
                .doesNotContain("Exception")
                .doesNotContain("\tat "));
    assertThat(steward.incidents().of(Long.parseLong(review.processInstanceKey()))).isEmpty();
    run.complete(review, "steward", Map.of("decision", "abandon", "comment", "Wrong file."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  @Test
  void shouldRefuseTheAcceptanceOfDataThatCannotBeUsed(@TempDir Path folder) throws IOException {
    BadData few = new BadData("few-rows", "(?s).*\\b9 rows.*", lines -> lines.subList(0, 10));
    RunDriver run = steward.driver().start(Charters.credit(few.model()), few.writeTo(folder));
    run.decide("sign-off-problem", "owner", "approve");

    run.decide("review-data", "steward", "accept");

    UserTask again = run.awaitTask("review-data");
    run.awaitSeen(
        again,
        form ->
            assertThat(String.valueOf(form.get("decisionNotice"))).contains("cannot be accepted"));
    assertThat(run.finished("split-data")).isZero();
    run.complete(again, "steward", Map.of("decision", "abandon", "comment", "Too few."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
  }

  @Test
  void shouldGoOnWhenTheDataStewardAcceptsAColumnWithoutValues(@TempDir Path folder)
      throws IOException {
    BadData empty =
        new BadData(
            "empty-column",
            "(?s).*'note'.*has no value in any row.*columns\\.ignore.*",
            lines ->
                IntStream.range(0, lines.size())
                    .mapToObj(line -> (line == 0 ? "note," : ",") + lines.get(line))
                    .toList());
    RunDriver run = steward.driver().start(Charters.credit(empty.model()), empty.writeTo(folder));
    run.decide("sign-off-problem", "owner", "approve");

    UserTask review = run.awaitTask("review-data");
    run.awaitSeen(
        review,
        form -> {
          assertThat(form.get("blockingFindings")).isEqualTo(0);
          assertThat(form.get("reviewFindings")).isEqualTo(1);
          assertThat(said(form)).matches(empty.sentence()).contains("severity=review");
        });
    assertThat(run.finished("split-data")).isZero();
    run.complete(review, "steward", Map.of("decision", "accept", "comment", "Known."));

    assertThat(run.awaitResult("validate-features")).isNotNull();
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }

  @Test
  void shouldShowEveryFaultWhenTheStartFormIsGivenAFaultyCharter() {
    long key =
        steward.startThroughForm(
            Map.of(
                "charterLocation",
                "examples/credit-risk/charter.yaml",
                "charterText",
                Charters.faulty("faulty"),
                "requestedBy",
                "engineer"));
    RunDriver run = steward.driver().adopt(key);

    UserTask revise = run.awaitTask("revise-charter");

    run.awaitSeen(
        revise,
        form ->
            assertThat(String.valueOf(form.get("charterFaults")))
                .contains("path=task")
                .contains("path=seeed")
                .contains("path=success.primary.threshold")
                .contains("path=budget.deadline"));
    run.complete(revise, "engineer", Map.of("decision", "withdraw", "comment", "Not now."));
    assertThat(run.awaitOutcome()).isEqualTo("rejected");
    assertThat(run.finished("collect-data")).isZero();
  }

  private static String said(Map<String, Object> form) {
    Object error = form.getOrDefault("dataError", "");
    List<?> findings = (List<?>) form.getOrDefault("dataFindings", List.of());
    return error + "\n" + findings.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
