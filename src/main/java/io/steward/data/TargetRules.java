package io.steward.data;

import io.steward.charter.Charter;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for the target of a learning task. */
final class TargetRules {
  private static final int VALUES_SHOWN = 10;

  private final Charter charter;
  private final Snapshot snapshot;
  private final ColumnProfile target;
  private final List<DataFinding> findings;

  private TargetRules(
      Charter charter, Snapshot snapshot, ColumnProfile target, List<DataFinding> findings) {
    this.charter = charter;
    this.snapshot = snapshot;
    this.target = target;
    this.findings = findings;
  }

  static void check(
      Charter charter, Snapshot snapshot, DataProfile profile, List<DataFinding> findings) {
    String name = charter.target().column();
    Optional<ColumnProfile> target = profile.column(name);
    if (target.isEmpty()) {
      findings.add(
          new DataFinding(
              Severity.BLOCKING,
              "target-missing",
              name,
              ColumnNames.notFound(name, "as target", snapshot)
                  + " Correct target.column in the charter, or collect data that holds it.",
              snapshot.rows()));
      return;
    }
    new TargetRules(charter, snapshot, target.get(), findings).check();
  }

  private void check() {
    if (target.allMissing()) {
      block(
          "target-all-missing",
          "has no value in any row. Collect rows with a known outcome.",
          target.missing());
      return;
    }
    if (target.missing() > 0) {
      add(
          Severity.WARNING,
          "target-rows-missing",
          "has no value in "
              + target.missing()
              + " of "
              + snapshot.rows()
              + " rows. These rows are left out of training and testing.",
          target.missing());
    }
    if (target.constant()) {
      block(
          "target-one-class",
          "has the same value, '"
              + target.topValues().get(0).value()
              + "', in every row, so there is nothing to learn. Collect rows with other outcomes"
              + " too.",
          snapshot.rows());
      return;
    }
    switch (charter.task()) {
      case REGRESSION -> regression();
      case BINARY -> binary();
      case MULTICLASS -> multiclass();
    }
  }

  private void regression() {
    if (target.kind() != ColumnKind.NUMBER) {
      block(
          "target-not-number",
          "must hold numbers for a regression task but holds "
              + (target.kind() == ColumnKind.DATE ? "dates" : "texts")
              + ", such as "
              + values(3)
              + ". Correct the values or target.column, or choose task binary or multiclass.",
          snapshot.rows());
    }
  }

  private void binary() {
    if (target.distinct() > 2) {
      block(
          "target-more-than-two-classes",
          "has "
              + target.distinct()
              + " different values ("
              + values(VALUES_SHOWN)
              + "), but a binary task needs two. Correct the values, or choose task multiclass or"
              + " regression.",
          snapshot.rows());
    }
    @Nullable String positive =
        Targets.positive(charter, new ColumnSchema(target.name(), target.kind()));
    boolean known = target.topValues().stream().anyMatch(v -> v.value().equals(positive));
    if (!known && target.allValuesListed()) {
      block(
          "positive-class-absent",
          "never has the positive class '"
              + positive
              + "' (found: "
              + values(VALUES_SHOWN)
              + "). Correct target.positive in the charter; upper and lower case count.",
          snapshot.rows());
    }
    if (target.distinct() == 2) {
      classSizes();
    }
  }

  private void multiclass() {
    if (target.distinct() > ContractCheck.MAX_CLASSES) {
      block(
          "target-too-many-classes",
          "has "
              + target.distinct()
              + " different values; at most "
              + ContractCheck.MAX_CLASSES
              + " classes can be learnt. Group them, or choose task regression if they are"
              + " quantities.",
          snapshot.rows());
      return;
    }
    classSizes();
  }

  /** Each fold needs a row of each class after the holdout was taken out. */
  private void classSizes() {
    for (ColumnProfile.ValueCount value : target.topValues()) {
      long rows = value.rows();
      long holdout = Math.max(1, (long) Math.floor(rows * charter.split().holdout() + 0.5));
      if (rows - holdout < Splitter.FOLDS) {
        block(
            "class-too-small",
            "has the class '"
                + value.value()
                + "' in "
                + rows
                + (rows == 1 ? " row" : " rows")
                + " only. Without the holdout that is fewer than the "
                + Splitter.FOLDS
                + " folds of the cross-validation. Collect more of them, or merge the class with"
                + " another.",
            rows);
      }
    }
    ColumnProfile.ValueCount rarest = target.topValues().get(target.topValues().size() - 1);
    long present = snapshot.rows() - target.missing();
    if (rarest.rows() < 0.05 * present) {
      add(
          Severity.WARNING,
          "classes-unbalanced",
          String.format(
              Locale.ROOT,
              "has its rarest class, '%s', in %d of %d rows (%.1f %%). Judge the model by a metric"
                  + " that bears this, such as average-precision.",
              rarest.value(),
              rarest.rows(),
              present,
              100.0 * rarest.rows() / present),
          rarest.rows());
    }
  }

  private String values(int most) {
    String listed =
        target.topValues().stream()
            .limit(most)
            .map(value -> "'" + value.value() + "'")
            .collect(Collectors.joining(", "));
    return target.distinct() > most ? listed + ", …" : listed;
  }

  private void block(String rule, String what, long rows) {
    add(Severity.BLOCKING, rule, what, rows);
  }

  private void add(Severity severity, String rule, String what, long rows) {
    String where = "The target '" + target.name() + "' of " + snapshot.sourceName() + " ";
    findings.add(new DataFinding(severity, rule, target.name(), where + what, rows));
  }
}
