package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.evaluation.HoldoutWarning;
import io.steward.governance.DossierEvidence.Choice;
import io.steward.governance.DossierEvidence.Data;
import io.steward.governance.DossierEvidence.Governance;
import io.steward.governance.DossierEvidence.Group;
import io.steward.governance.DossierEvidence.Importance;
import io.steward.governance.DossierEvidence.Measured;
import io.steward.governance.DossierEvidence.Segment;
import io.steward.training.Making;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model card (M. Mitchell et al., Model Cards for Model Reporting, 2019) in Markdown from
 * the evidence: nothing in it was typed by hand but what the charter says.
 */
final class ModelCard {
  private static final int IMPORTANT = 10;

  private final StringBuilder text = new StringBuilder(4096);

  private ModelCard() {}

  static String markdown(DossierEvidence evidence) {
    ModelCard card = new ModelCard();
    card.use(evidence.charter());
    card.data(evidence.charter(), evidence.data());
    card.model(evidence.charter(), evidence.choice());
    card.making(evidence.making());
    card.performance(evidence.metrics());
    card.fairness(evidence.charter(), evidence.fairness());
    card.limits(evidence);
    card.governance(evidence.run().toString(), evidence.governance(), evidence.digests().report());
    return card.text.toString();
  }

  private void use(Charter charter) {
    line("# " + inline(charter.title()));
    line("");
    line("Model `" + charter.name() + "`. Owner: " + inline(charter.owner()) + ".");
    heading("Intended use");
    line("**Problem.** " + inline(charter.problem()));
    line("");
    line("**Decision supported.** " + inline(charter.decision()));
    line("");
    line("**Today, without a model.** " + inline(charter.suitability().ruleOfThumb()));
    line("");
    line("Any other use needs a charter of its own.");
  }

  private void data(Charter charter, Data data) {
    heading("Data");
    line("- Source: " + inline(data.source()) + ", " + data.rows() + " rows");
    line("- Used for training: " + data.trainingRows() + " rows; holdout: " + data.holdoutRows());
    String positive = charter.target().positive();
    line(
        "- Target: `"
            + charter.target().column()
            + "`"
            + (positive == null ? "" : ", positive class `" + positive + "`"));
    line("- Columns the model sees: " + codes(data.features()));
    if (!data.dropped().isEmpty()) {
      line("- Columns left out after the review of the data: " + codes(data.dropped()));
    }
    line("- Data contract: " + inline(data.contract()));
    List<String> withheld = new ArrayList<>();
    charter.columns().protectedAttributes().stream()
        .filter(attribute -> !attribute.useAsFeature())
        .forEach(attribute -> withheld.add(attribute.column()));
    line("- Protected attributes withheld from the model: " + codes(withheld));
    for (String finding : data.findings()) {
      line("- Finding: " + inline(finding));
    }
  }

  private void model(Charter charter, Choice choice) {
    heading("Model");
    line("- Algorithm: " + choice.algorithm() + ", one of " + choice.candidates() + " candidates");
    List<String> settings = new ArrayList<>();
    new TreeMap<>(choice.hyperparameters())
        .forEach((name, value) -> settings.add(name + " = " + number(value)));
    line("- Settings: " + (settings.isEmpty() ? "none" : String.join(", ", settings)));
    line(
        "- Cross-validation, "
            + charter.success().primary().metric().written()
            + ": "
            + number(choice.score())
            + " ± "
            + number(choice.standardError())
            + " (standard error)");
    if (charter.task() == Charter.Task.BINARY) {
      line("- Decision threshold: " + number(choice.decisionThreshold()));
    }
    line("- Why this one: " + inline(choice.why()));
  }

  private void making(Making making) {
    heading("How it was made");
    line("- Code: `" + making.codeVersion() + "`");
    List<String> libraries = new ArrayList<>();
    new TreeMap<>(making.libraries())
        .forEach((name, version) -> libraries.add(name + " " + version));
    line("- Libraries: " + inline(String.join(", ", libraries)));
    line(
        "- Data: snapshot `%s`, split `%s`, features `%s`"
            .formatted(making.snapshot(), making.split(), making.recipe()));
    line(
        "- Seed: %d; of the selected candidate, `%s`: %d. Folds: %d"
            .formatted(making.seed(), making.candidate(), making.candidateSeed(), making.folds()));
    for (String wave : making.wavesInWords()) {
      line("- " + inline(wave));
    }
    for (String limit : making.limits()) {
      line("- Limit of reproduction: " + inline(limit));
    }
  }

  private void performance(List<Measured> metrics) {
    heading("Performance on the sealed holdout");
    line("| metric | value | 95 % interval | demanded | verdict |");
    line("|---|---|---|---|---|");
    for (Measured measured : metrics) {
      Double threshold = measured.threshold();
      String demanded =
          threshold == null
              ? "–"
              : (measured.metric().higherIsBetter() ? "≥ " : "≤ ") + number(threshold);
      row(
          measured.metric().written(),
          number(measured.value()),
          number(measured.lower()) + " to " + number(measured.upper()),
          demanded,
          measured.verdict());
    }
  }

  private void fairness(Charter charter, List<Group> groups) {
    heading("Fairness");
    if (groups.isEmpty()) {
      line(
          charter.columns().protectedAttributes().isEmpty()
              ? "The charter names no protected attribute; nothing was assessed."
              : "Nothing could be measured.");
      return;
    }
    line("| attribute | group | rows | measure | value | verdict |");
    line("|---|---|---|---|---|---|");
    for (Group group : groups) {
      row(
          group.attribute(),
          group.group(),
          Long.toString(group.rows()),
          group.measure(),
          number(group.value()),
          group.verdict());
    }
  }

  private void limits(DossierEvidence evidence) {
    heading("Behaviour and limits");
    line("- Worst loss under disturbed inputs: " + number(evidence.behaviour().robustnessDrop()));
    line("- Compared with the live model: " + inline(evidence.behaviour().comparison()));
    if (evidence.segments().isEmpty()) {
      line("- No segment was found in which the model is clearly weaker.");
    }
    for (Segment segment : evidence.segments()) {
      line(
          "- Weaker where `%s` is `%s` (%d rows): %s"
              .formatted(
                  segment.column(), segment.value(), segment.rows(), number(segment.score())));
    }
    List<Importance> importance = evidence.behaviour().importance();
    for (Importance column : importance.subList(0, Math.min(IMPORTANT, importance.size()))) {
      line("- Shuffling `" + column.column() + "` costs " + number(column.loss()));
    }
  }

  private void governance(String run, Governance governance, @Nullable Digest report) {
    heading("Governance");
    line("- Run: `" + run + "`");
    line("- Risk tier: " + governance.riskTier() + " (" + inline(governance.riskReason()) + ")");
    line("- Evaluation gate: " + inline(governance.gate()));
    if (report != null) {
      line("- Evaluation report: `" + report + "`");
    }
    line(
        ("- Openings of the sealed holdout: "
                + governance.holdoutOpenings()
                + ". "
                + HoldoutWarning.of(governance.holdoutOpenings()))
            .strip());
    line("- Ways back to an earlier stage: " + governance.loops());
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(inline(cell)).append(" |");
    }
    line(row.toString());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String codes(List<String> names) {
    return names.isEmpty() ? "none" : "`" + String.join("`, `", names) + "`";
  }

  /** Text of people in one line, with nothing in it that would be taken for markup. */
  private static String inline(String words) {
    return words
        .strip()
        .replaceAll("\\s+", " ")
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;");
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.4f", value);
  }
}
