package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.governance.DossierEvidence;
import io.steward.training.Provenance;
import io.steward.workers.training.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What is approved, as the lines of a form's table. */
final class DossierSummary {
  private DossierSummary() {}

  static List<AssembleDossier.Line> of(DossierEvidence evidence, Provenance made) {
    List<AssembleDossier.Line> lines = new ArrayList<>();
    add(lines, "Model", evidence.charter().name());
    add(lines, "Run", evidence.run().value());
    add(
        lines,
        "Data",
        evidence.data().source()
            + ", "
            + evidence.data().trainingRows()
            + " rows for training, "
            + evidence.data().holdoutRows()
            + " held out");
    add(lines, "Data contract", evidence.data().contract());
    if (!evidence.data().dropped().isEmpty()) {
      add(lines, "Columns left out", String.join(", ", evidence.data().dropped()));
    }
    add(
        lines,
        "Chosen",
        evidence.choice().algorithm() + " of " + evidence.choice().candidates() + " candidates");
    add(
        lines,
        "Made by",
        "version %s, seed %d%s"
            .formatted(
                made.making().codeVersion(),
                made.making().seed(),
                made.machines().stream()
                    .findFirst()
                    .map(on -> ", on Java " + on.machine().inWords())
                    .orElse("")));
    add(lines, "Tried", String.join(" ", made.making().wavesInWords()));
    for (DossierEvidence.Measured metric : evidence.metrics()) {
      add(
          lines,
          metric.metric().written(),
          Numbers.shown(metric.value())
              + " ("
              + Numbers.shown(metric.lower())
              + " to "
              + Numbers.shown(metric.upper())
              + ")"
              + (metric.threshold() == null
                  ? ""
                  : ", wanted " + Numbers.shown(metric.threshold()) + ": " + metric.verdict()));
    }
    add(lines, "Robustness", "worst drop " + Numbers.shown(evidence.behaviour().robustnessDrop()));
    add(lines, "Live model", evidence.behaviour().comparison());
    add(lines, "Risk tier", evidence.governance().riskTier());
    add(lines, "Gate", evidence.governance().gate());
    Digest report = evidence.digests().report();
    if (report != null) {
      add(lines, "Evaluation report", report.toString());
    }
    add(lines, "Holdout", "openings in this run: " + evidence.governance().holdoutOpenings());
    return lines;
  }

  private static void add(List<AssembleDossier.Line> lines, String name, String value) {
    lines.add(new AssembleDossier.Line(name, value));
  }
}
