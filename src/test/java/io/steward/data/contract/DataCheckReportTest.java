package io.steward.data.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.data.ContractReport;
import io.steward.data.DataFinding;
import io.steward.data.Severity;
import io.steward.data.contract.DataCheckReport.ContractUse;
import io.steward.data.contract.DataCheckReport.Origin;
import io.steward.data.contract.RuleResult.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataCheckReportTest {
  private static RuleResult rule(String id, Severity severity, Outcome outcome) {
    return new RuleResult(
        id,
        "What.",
        severity,
        outcome,
        "Found.",
        10,
        2L,
        outcome == Outcome.FAILED
            ? List.of(new RuleResult.Example(1, Map.of("a", "b")))
            : List.of());
  }

  private static DataCheckReport report(boolean agreed, RuleResult... rules) {
    return DataCheckReport.of(
        ContractReport.of(
            List.of(new DataFinding(Severity.WARNING, "many-missing", "a", "Many.", 1))),
        List.of(),
        new ContractUse("m", 1, Digest.of(new byte[0]), "s", agreed, Origin.LATEST),
        List.of(rules));
  }

  @Test
  void shouldCountBrokenRulesByTheirSeverityBesideTheFindingsOfTheCharter() {
    DataCheckReport report =
        report(
            true,
            rule("kept", Severity.BLOCKING, Outcome.PASSED),
            rule("critical", Severity.BLOCKING, Outcome.FAILED),
            rule("usual", Severity.REVIEW, Outcome.FAILED),
            rule("mild", Severity.WARNING, Outcome.FAILED));

    assertThat(report.blocking()).isEqualTo(1);
    assertThat(report.reviews()).isEqualTo(1);
    assertThat(report.warnings()).isEqualTo(2);
    assertThat(report.findings().getFirst().rule()).isEqualTo("contract:critical");
    assertThat(report.findings().getFirst().column()).isEqualTo("a");
    assertThat(Json.read(Json.bytes(report), DataCheckReport.class)).isEqualTo(report);
    assertThat(Json.read(Json.bytes(report), ContractReport.class).warnings()).isEqualTo(2);
  }

  @Test
  void shouldAskAPersonAndNotBlockWhenACriticalRuleCouldNotBeChecked() {
    DataCheckReport report =
        report(
            true,
            rule("critical", Severity.BLOCKING, Outcome.COULD_NOT_BE_CHECKED),
            rule("words", Severity.INFO, Outcome.COULD_NOT_BE_CHECKED));

    assertThat(report.blocking()).isZero();
    assertThat(report.reviews()).isEqualTo(1);
    assertThat(report.findings()).hasSize(2);
  }

  @Test
  void shouldSayWhenNobodyHasAgreedToTheContract() {
    assertThat(report(false).findings())
        .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("contract-not-agreed"));
  }
}
