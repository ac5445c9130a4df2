package io.steward.data;

import io.steward.charter.Charter;
import io.steward.charter.ThumbRule;
import io.steward.schema.ColumnKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules for all columns but the target. */
final class ColumnRules {
  private static final int MANY_LEVELS = 50;

  private final Charter charter;
  private final Snapshot snapshot;
  private final DataProfile profile;
  private final List<DataFinding> findings;

  private ColumnRules(
      Charter charter, Snapshot snapshot, DataProfile profile, List<DataFinding> findings) {
    this.charter = charter;
    this.snapshot = snapshot;
    this.profile = profile;
    this.findings = findings;
  }

  static void check(
      Charter charter, Snapshot snapshot, DataProfile profile, List<DataFinding> findings) {
    ColumnRules rules = new ColumnRules(charter, snapshot, profile, findings);
    rules.named();
    rules.features();
  }

  /** Every column that the charter names must be there. */
  private void named() {
    Charter.Columns columns = charter.columns();
    columns.id().forEach(name -> named(name, "as id", "columns.id"));
    columns.ignore().forEach(name -> named(name, "as ignored", "columns.ignore"));
    columns.segment().forEach(name -> named(name, "as segment", "columns.segment"));
    columns
        .knownAfter()
        .forEach(name -> named(name, "as known after the outcome", "columns.known-after"));
    columns.immutable().forEach(name -> named(name, "as immutable", "columns.immutable"));
    for (Charter.ProtectedAttribute attribute : columns.protectedAttributes()) {
      named(attribute.column(), "as protected", "columns.protected");
      protectedValues(attribute);
    }
    ThumbRule rule = charter.suitability().rule();
    if (rule != null && rule.column() != null) {
      named(rule.column(), "in the rule of thumb", "suitability.rule.column");
    }
    for (PreparationRules.Fault fault : PreparationRules.faults(charter, snapshot)) {
      add(Severity.BLOCKING, fault.rule(), fault.column(), fault.message(), snapshot.rows());
    }
  }

  private void named(String name, String role, String path) {
    if (profile.column(name).isEmpty()) {
      add(
          Severity.BLOCKING,
          "column-not-found",
          name,
          ColumnNames.notFound(name, role, snapshot)
              + " Correct "
              + path
              + " in the charter, or collect data that holds it.",
          snapshot.rows());
    }
  }

  private void protectedValues(Charter.ProtectedAttribute attribute) {
    Optional<ColumnProfile> found = profile.column(attribute.column());
    if (found.isEmpty()) {
      return;
    }
    ColumnProfile column = found.get();
    if (!attribute.cutPoints().isEmpty() && column.kind() != ColumnKind.NUMBER) {
      add(
          Severity.BLOCKING,
          "cut-points-on-texts",
          column.name(),
          "The protected column '"
              + column.name()
              + "' has cut-points in the charter, but holds texts. Use groups instead, or correct"
              + " the values.",
          snapshot.rows());
    }
    if (!column.allValuesListed()) {
      return;
    }
    Set<String> values = new HashSet<>();
    column.topValues().forEach(value -> values.add(value.value()));
    for (List<String> group : attribute.groups().values()) {
      for (String value : group) {
        if (!values.contains(value)) {
          add(
              Severity.WARNING,
              "group-value-absent",
              column.name(),
              "The charter puts '"
                  + value
                  + "' of the protected column '"
                  + column.name()
                  + "' into a group, but no row has this value. Check its spelling; upper and lower"
                  + " case count.",
              0);
        }
      }
    }
  }

  private void features() {
    Set<String> left = new HashSet<>(charter.columns().id());
    left.addAll(charter.columns().ignore());
    left.addAll(charter.columns().knownAfter());
    left.add(charter.target().column());
    left.addAll(charter.columns().group());
    left.addAll(charter.columns().knownAfter());
    if (charter.columns().time() != null) {
      left.add(charter.columns().time());
    }
    Set<String> unseen = new HashSet<>(left);
    charter.columns().protectedAttributes().stream()
        .filter(attribute -> !attribute.useAsFeature())
        .forEach(attribute -> unseen.add(attribute.column()));
    boolean any = false;
    for (ColumnProfile column : profile.columns()) {
      if (!left.contains(column.name())) {
        column(column);
      }
      any |= !unseen.contains(column.name()) && column.distinct() > 1;
    }
    if (!any) {
      add(
          Severity.BLOCKING,
          "no-features",
          null,
          snapshot.sourceName()
              + " has no column to learn from: every column is the target, an id, ignored,"
              + " protected, empty or constant. Collect more columns, or change their roles"
              + " in the charter.",
          snapshot.rows());
    }
  }

  private void column(ColumnProfile column) {
    String name = column.name();
    long rows = snapshot.rows();
    if (column.allMissing()) {
      // Often a broken export: the run would not notice, so a person must.
      add(
          Severity.REVIEW,
          "column-all-missing",
          name,
          where(name)
              + "has no value in any row. Fix the source and collect again; or accept that the"
              + " column is left out of the features; or put it under columns.ignore in the charter"
              + " if it is meant to be empty.",
          rows);
      return;
    }
    if (column.constant()) {
      warn(
          "column-constant",
          name,
          "has the one value '"
              + column.topValues().get(0).value()
              + "' and tells rows apart by nothing. Put it under columns.ignore in the charter, or"
              + " check the source.",
          rows - column.missing());
    }
    if (column.nearConstant()) {
      warn(
          "column-near-constant",
          name,
          "has the value '"
              + column.topValues().getFirst().value()
              + "' in at least 99 % of the rows that have one, so little can be learnt from it. Drop"
              + " it, unless the rare values matter.",
          column.topValues().getFirst().rows());
    }
    double missing = (double) column.missing() / Math.max(1, rows);
    if (missing > ContractCheck.MISSING_SHARE) {
      warn(
          "many-missing",
          name,
          String.format(
              Locale.ROOT,
              "has no value in %d of %d rows (%.0f %%). Check the source: what is filled in for them"
                  + " is a guess.",
              column.missing(),
              rows,
              100 * missing),
          column.missing());
    }
    if (column.idLike(rows)) {
      warn(
          "looks-like-id",
          name,
          "has a different value in each row, as an id has, but is not declared as one. Put it"
              + " under columns.id in the charter so that nothing is learnt from it.",
          rows);
    } else if (column.kind() == ColumnKind.TEXT && column.distinct() > MANY_LEVELS) {
      add(
          Severity.INFO,
          "many-levels",
          name,
          where(name)
              + "has "
              + column.distinct()
              + " different texts: too many for a feature each. They are encoded by the target, or"
              + " free text by its words.",
          rows);
    }
  }

  private void warn(String rule, String column, String what, long rows) {
    add(Severity.WARNING, rule, column, where(column) + what, rows);
  }

  private String where(String column) {
    return "Column '" + column + "' of " + snapshot.sourceName() + " ";
  }

  private void add(
      Severity severity,
      String rule,
      @org.jspecify.annotations.Nullable String column,
      String message,
      long rows) {
    findings.add(new DataFinding(severity, rule, column, message, rows));
  }
}
