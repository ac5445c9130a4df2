package io.steward.data.contract;

import io.steward.data.ColumnProfile;
import io.steward.data.DataProfile;
import io.steward.data.Severity;
import io.steward.data.Snapshot;
import io.steward.data.contract.ContractRule.Fresh;
import io.steward.data.contract.RuleResult.Example;
import io.steward.data.contract.RuleResult.Outcome;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Puts results into words. */
final class RuleResults {
  /** The rule that every contract with columns has: what it does not describe is reported. */
  static final String OTHER_COLUMNS = "no-other-columns";

  private RuleResults() {}

  static RuleResult counted(
      ContractRule rule, Bound bound, long count, long rows, List<Example> examples) {
    String detail =
        count
            + " of "
            + rows
            + " rows"
            + (bound.equals(Bound.NONE) ? "." : "; wanted: " + bound.words() + ".");
    return new RuleResult(
        rule.id(),
        rule.what(),
        rule.severity(),
        outcome(bound.holds(count, rows)),
        detail,
        rows,
        count,
        examples);
  }

  static RuleResult unchecked(ContractRule rule, String why) {
    return new RuleResult(
        rule.id(),
        rule.what(),
        rule.severity(),
        Outcome.COULD_NOT_BE_CHECKED,
        why,
        0,
        null,
        List.of());
  }

  static RuleResult value(
      ContractRule rule, boolean holds, String detail, long rows, List<Example> examples) {
    return new RuleResult(
        rule.id(), rule.what(), rule.severity(), outcome(holds), detail, rows, null, examples);
  }

  static RuleResult rowCount(ContractRule rule, Bound bound, long rows) {
    return value(
        rule, bound.holds(rows), rows + " rows; wanted: " + bound.words() + ".", rows, List.of());
  }

  static RuleResult type(ContractRule rule, boolean fits, ColumnKind kind, long rows) {
    String found =
        "The column holds " + kind.name().toLowerCase(java.util.Locale.ROOT) + " values.";
    return value(rule, fits, found, rows, List.of());
  }

  static RuleResult noColumn(ContractRule rule, String column, Snapshot snapshot) {
    String detail =
        "Column '"
            + column
            + "' is in the contract but not in "
            + snapshot.sourceName()
            + ". Fix the source, or remove it from the contract.";
    return value(rule, false, detail, 0, List.of());
  }

  static RuleResult otherColumns(DataContract contract, Snapshot snapshot) {
    List<String> others =
        snapshot.columns().stream()
            .map(ColumnSchema::name)
            .filter(name -> !contract.columns().contains(name))
            .toList();
    return new RuleResult(
        OTHER_COLUMNS,
        "The data has no column that the contract does not describe.",
        Severity.WARNING,
        outcome(others.isEmpty()),
        others.isEmpty()
            ? "Every column is described."
            : "Not described: " + String.join(", ", others) + ". Describe them, or fix the source.",
        snapshot.rows(),
        null,
        List.of());
  }

  static RuleResult fresh(ContractRule rule, Fresh fresh, DataProfile profile, Instant asOf) {
    Optional<ColumnProfile> column = profile.column(fresh.column());
    ColumnProfile.TextFacts texts = column.map(ColumnProfile::texts).orElse(null);
    if (texts == null || column.orElseThrow().kind() != ColumnKind.DATE) {
      return unchecked(rule, "The data has no column '" + fresh.column() + "' with dates.");
    }
    LocalDateTime now = LocalDateTime.ofInstant(asOf, ZoneOffset.UTC);
    LocalDateTime oldest =
        switch (fresh.unit()) {
          case HOURS -> now.minusHours(fresh.maximum());
          case DAYS -> now.minusDays(fresh.maximum());
          case MONTHS -> now.minusMonths(fresh.maximum());
          case YEARS -> now.minusYears(fresh.maximum());
        };
    return value(
        rule,
        !latest(texts.last()).isBefore(oldest),
        "The latest is " + texts.last() + ", seen from " + now.toLocalDate() + ".",
        profile.rows(),
        List.of());
  }

  /** A date without a time lasts until its end. */
  private static LocalDateTime latest(String text) {
    LocalDate date = LocalDate.parse(text.substring(0, 10));
    try {
      String time = text.length() > 15 ? text.substring(11, Math.min(text.length(), 19)) : "";
      return date.atTime(
          time.isEmpty() ? LocalTime.MAX : LocalTime.parse(time.replaceAll("[^0-9:].*", "")));
    } catch (DateTimeException e) {
      return date.atTime(LocalTime.MAX);
    }
  }

  private static Outcome outcome(boolean holds) {
    return holds ? Outcome.PASSED : Outcome.FAILED;
  }
}
