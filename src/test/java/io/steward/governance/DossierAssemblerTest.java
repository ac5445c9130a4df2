package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult.Valid;
import io.steward.charter.Metric;
import io.steward.governance.DossierEvidence.Behaviour;
import io.steward.governance.DossierEvidence.Choice;
import io.steward.governance.DossierEvidence.Data;
import io.steward.governance.DossierEvidence.Digests;
import io.steward.governance.DossierEvidence.Governance;
import io.steward.governance.DossierEvidence.Group;
import io.steward.governance.DossierEvidence.Importance;
import io.steward.governance.DossierEvidence.Measured;
import io.steward.governance.DossierEvidence.Segment;
import io.steward.training.Making;
import io.steward.training.Making.Wave;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DossierAssemblerTest {
  private static final String CHARTER =
      """
      name: credit-risk
      title: Credit | risk
      problem: |
        Loans are not
        paid back. <script>
      decision: Whom to look at.
      owner: owner
      task: binary
      source: {file: data.csv}
      target: {column: class, positive: bad}
      columns: {protected: [{column: age, cut-points: [25]}]}
      success: {primary: {metric: auc, threshold: 0.7}}
      """;

  private static DossierEvidence evidence(String algorithm) {
    Charter charter = ((Valid) CharterReader.read(CHARTER)).charter();
    return new DossierEvidence(
        RunId.ofInstance(7),
        charter,
        new Digests(
            Digest.of("charter"),
            Digest.of("snapshot"),
            Digest.of("data-check"),
            Digest.of("learnability"),
            null,
            Digest.of("dropped"),
            Digest.of("split"),
            Digest.of("recipe"),
            Digest.of("plan"),
            Digest.of("model"),
            Digest.of("evaluation"),
            Digest.of("fairness"),
            Digest.of("segments"),
            Digest.of("robustness"),
            Digest.of("explanation"),
            Digest.of("comparison"),
            Digest.of("report")),
        new Data(
            "data.csv",
            1000,
            800,
            200,
            List.of("amount", "duration"),
            List.of("branch"),
            "Version 2 (active): 40 rules kept.",
            List.of("a finding")),
        new Choice(algorithm, Map.of("trees", 300.0), 0.781, 0.012, 9, 0.1667, "the best"),
        new Making(
            Digest.of("charter"),
            Digest.of("snapshot"),
            Digest.of("split"),
            Digest.of("recipe"),
            Digest.of("model"),
            "r0-02-" + algorithm,
            algorithm,
            Map.of("trees", 300.0),
            99,
            42,
            5,
            List.of(
                new Wave(
                    0,
                    0,
                    Digest.of("plan"),
                    List.of("r0-01-ridge", "r0-02-" + algorithm),
                    List.of("r0-03-lightgbm"))),
            "0.1.0+abc",
            Map.of("smile", "6.3.0", "duckdb", "2.0.0"),
            List.of("Times differ.")),
        List.of(
            new Measured(Metric.AUC, 0.77, 0.701, 0.834, 0.7, "reached"),
            new Measured(Metric.BRIER, 0.17, 0.15, 0.19, null, "informative")),
        List.of(new Group("age", "below 25", 31, "equal-opportunity-difference", 0.08, "within")),
        List.of(new Segment("housing", "rent", 36, 0.66)),
        new Behaviour(0.021, List.of(new Importance("amount", 0.05)), "no live model"),
        new Governance("high", "affects people", "pass: all reached", 1, 0));
  }

  @Test
  void shouldGiveTheSameDossierForTheSameEvidence() {
    Dossier dossier = DossierAssembler.assemble(evidence("random-forest"));

    assertThat(Json.digest(dossier))
        .isEqualTo(Json.digest(DossierAssembler.assemble(evidence("random-forest"))))
        .isNotEqualTo(Json.digest(DossierAssembler.assemble(evidence("logistic-regression"))));
    assertThat(Json.read(Json.bytes(dossier), Dossier.class)).isEqualTo(dossier);
    assertThat(dossier.model()).isEqualTo(Digest.of("model"));
    assertThat(dossier.dropped()).isEqualTo(Digest.of("dropped"));
    assertThat(dossier.bias()).isNull();
    assertThat(dossier.riskTier()).isEqualTo("high");
  }

  @Test
  void shouldWriteAModelCardFromTheEvidence() {
    String card = DossierAssembler.assemble(evidence("random-forest")).modelCard();

    assertThat(card)
        .contains("# Credit \\| risk\n")
        .contains("Loans are not paid back. &lt;script>")
        .contains("- Columns the model sees: `amount`, `duration`")
        .contains("- Columns left out after the review of the data: `branch`")
        .contains("- Data contract: Version 2 (active): 40 rules kept.")
        .contains("- Protected attributes withheld from the model: `age`")
        .contains("- Settings: trees = 300")
        .contains("| auc | 0.7700 | 0.7010 to 0.8340 | ≥ 0.7000 | reached |")
        .contains("| brier | 0.1700 | 0.1500 to 0.1900 | – | informative |")
        .contains("| age | below 25 | 31 | equal-opportunity-difference | 0.0800 | within |")
        .contains("- Weaker where `housing` is `rent` (36 rows): 0.6600")
        .contains("- Code: `0.1.0+abc`\n- Libraries: duckdb 2.0.0, smile 6.3.0")
        .contains("split `" + Digest.of("split") + "`")
        .contains("- Seed: 42; of the selected candidate, `r0-02-random-forest`: 99. Folds: 5")
        .contains("3 candidates planned, 2 finished. Not finished when the budget ended: r0-03")
        .contains("- Limit of reproduction: Times differ.")
        .contains("- Evaluation report: `" + Digest.of("report") + "`")
        .contains("- Openings of the sealed holdout: 1");
  }
}
