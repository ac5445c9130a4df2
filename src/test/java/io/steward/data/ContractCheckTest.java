package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCheckTest {
  @TempDir static Path folder;
  static DataFixture data;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 1);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  @Test
  void shouldFindNothingBlockingInTheCreditData() {
    ContractReport report = data.check(Charters.credit(), data.credit());

    assertThat(report.blocking()).isZero();
    assertThat(report.warnings()).isZero();
  }

  @Test
  void shouldReportEveryColumnThatTheCharterNamesInVain() {
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "german_credit.csv",
            "klass",
            "bad",
            new Charter.Columns(
                List.of("customer"),
                List.of("note"),
                List.of(new ProtectedAttribute("Personal-Status", Map.of(), List.of(), false)),
                List.of("region")));

    ContractReport report = data.check(charter, data.credit());

    assertThat(report.blocking()).isEqualTo(5);
    assertThat(report.findings())
        .extracting(DataFinding::column)
        .contains("klass", "customer", "note", "Personal-Status", "region");
    assertThat(message(report, "target-missing"))
        .contains("german_credit.csv", "found: checking_status, duration", "target.column");
    assertThat(report.findings().toString()).contains("there it is written 'personal_status'");
  }

  @Test
  void shouldBlockATargetThatCannotBeLearnt() {
    assertThat(blocking("a,y\n", i -> i + ",same", Charters.binary("y", "same")))
        .containsExactly("target-one-class");
    assertThat(blocking("a,y\n", i -> i % 7 + ",k" + i % 3, Charters.binary("y", "k1")))
        .containsExactly("target-more-than-two-classes");
    assertThat(blocking("a,y\n", i -> i % 7 + "," + i % 2, Charters.binary("y", "yes")))
        .containsExactly("positive-class-absent");
    assertThat(blocking("a,y\n", i -> i % 7 + "," + (i < 5 ? 1 : 0), Charters.binary("y", "1.0")))
        .containsExactly("class-too-small");
    assertThat(blocking("a,y\n", i -> i % 7 + ",", Charters.binary("y", "1")))
        .containsExactly("target-all-missing");
    assertThat(blocking("a,y\n", i -> i % 7 + ",t" + i, regression("y")))
        .containsExactly("target-not-number");
    assertThat(
            blocking(
                "a,y\n",
                i -> i % 7 + ",t" + i,
                Charters.of(Charter.Task.MULTICLASS, "data.csv", "y", null, Charters.NO_ROLES)))
        .containsExactly("target-too-many-classes");
    assertThat(blocking("a,y\n", i -> i % 7 + "," + i % 2, Charters.binary("y", "1"))).isEmpty();
  }

  @Test
  void shouldBlockTooFewRowsAndSayHowMany() {
    ContractReport report =
        data.check(Charters.binary("y", "1"), data.collect("a,y\n1,1\n2,0\n3,1\n4,0\n5,1\n"));

    assertThat(message(report, "too-few-rows")).contains("data.csv has 5 rows", "at least 50");
  }

  @Test
  void shouldBlockWhenNothingIsLeftToLearnFrom() {
    assertThat(blocking("a,y\n", i -> "x," + i % 2, Charters.binary("y", "1")))
        .containsExactly("no-features");
  }

  @Test
  void shouldWarnOfColumnsThatNeedALook() {
    Snapshot snapshot =
        data.collect(
            csv(
                "row,key,empty,one,gaps,a,y\n",
                i ->
                    i
                        + ",k"
                        + i
                        + ",,x,"
                        + (i % 2 == 0 ? "" : i % 5)
                        + ","
                        + i % 7
                        + ","
                        + (i % 10 == 0 ? "" : i % 3 % 2)));

    ContractReport report = data.check(Charters.binary("y", "1"), snapshot);

    assertThat(report.blocking()).isZero();
    assertThat(report.findings().stream().map(f -> f.rule() + " " + f.column()))
        .contains(
            "looks-like-id row",
            "looks-like-id key",
            "column-all-missing empty",
            "column-constant one",
            "many-missing gaps",
            "target-rows-missing y");
  }

  @Test
  void shouldAskForAReviewWhenAColumnHasNoValueInAnyRow() {
    Snapshot snapshot = data.collect(csv("empty,a,y\n", i -> "," + i % 7 + "," + i % 2));

    ContractReport report = data.check(Charters.binary("y", "1"), snapshot);

    assertThat(report.blocking()).isZero();
    assertThat(report.reviews()).isEqualTo(1);
    assertThat(report.findings().getFirst())
        .returns(Severity.REVIEW, DataFinding::severity)
        .returns("empty", DataFinding::column);
    assertThat(message(report, "column-all-missing")).contains("data.csv", "columns.ignore");
  }

  @Test
  void shouldAskNothingWhenTheColumnWithoutValuesIsIgnored() {
    Snapshot snapshot = data.collect(csv("empty,a,y\n", i -> "," + i % 7 + "," + i % 2));
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(List.of(), List.of("empty"), List.of(), List.of()));

    assertThat(data.check(charter, snapshot).reviews()).isZero();
  }

  @Test
  void shouldWarnOfDuplicatesAndOfGroupsWithoutRows() {
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(
                List.of(),
                List.of(),
                List.of(
                    new ProtectedAttribute(
                        "sex", Map.of("women", List.of("f", "female")), List.of(), false),
                    new ProtectedAttribute("job", Map.of(), List.of(3.0), false)),
                List.of()));
    Snapshot snapshot =
        data.collect(
            csv("sex,job,a,y\n", i -> (i % 2 == 0 ? "f,x," : "m,y,") + i % 3 + "," + i % 2));

    ContractReport report = data.check(charter, snapshot);

    assertThat(message(report, "duplicate-rows")).contains("of 100 rows");
    assertThat(message(report, "group-value-absent")).contains("'female'");
    assertThat(message(report, "cut-points-on-texts")).contains("'job'");
    assertThat(report.findings().get(0).severity()).isEqualTo(Severity.BLOCKING);
  }

  private static Charter regression(String target) {
    return Charters.of(Charter.Task.REGRESSION, "data.csv", target, null, Charters.NO_ROLES);
  }

  private static List<String> blocking(
      String header, java.util.function.IntFunction<String> row, Charter charter) {
    return data.check(charter, data.collect(csv(header, row))).findings().stream()
        .filter(finding -> finding.severity() == Severity.BLOCKING)
        .map(DataFinding::rule)
        .toList();
  }

  private static String csv(String header, java.util.function.IntFunction<String> row) {
    StringBuilder csv = new StringBuilder(header);
    for (int i = 0; i < 100; i++) {
      csv.append(row.apply(i)).append('\n');
    }
    return csv.toString();
  }

  private static String message(ContractReport report, String rule) {
    return report.findings().stream()
        .filter(finding -> finding.rule().equals(rule))
        .map(DataFinding::message)
        .findFirst()
        .orElse("");
  }
}
