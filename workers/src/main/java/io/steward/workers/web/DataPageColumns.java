package io.steward.workers.web;

import io.steward.charter.Charter;
import io.steward.data.ColumnProfile;
import io.steward.data.DroppedColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of the data report's table of columns. */
final class DataPageColumns {
  private static final int MOST_CLASSES = 10;

  private DataPageColumns() {}

  static Map<String, Object> line(ColumnProfile column, DataEvidence evidence) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", column.name());
    line.put("role", role(evidence, column.name()));
    line.put("kind", column.kind().name().toLowerCase(Locale.ROOT));
    line.put("missing", column.missing());
    line.put("distinct", column.distinct());
    line.put("picture", DataCharts.bars(column));
    line.put("facts", facts(column));
    return line;
  }

  /** How the target is spread: its classes with their shares, or its mean. */
  static String target(DataEvidence evidence) {
    Charter charter = evidence.charter();
    ColumnProfile column =
        charter == null ? null : evidence.profile().column(charter.target().column()).orElse(null);
    if (charter == null || column == null) {
      return "not found in the data";
    }
    ColumnProfile.NumberFacts numbers = column.numbers();
    if (charter.task() == Charter.Task.REGRESSION && numbers != null) {
      return "%s: mean %s ± %s, from %s to %s"
          .formatted(
              column.name(),
              number(numbers.mean()),
              number(numbers.deviation()),
              number(numbers.minimum()),
              number(numbers.maximum()));
    }
    double present = Math.max(1, evidence.profile().rows() - column.missing());
    return column.name()
        + ": "
        + column.topValues().stream()
            .limit(MOST_CLASSES)
            .map(
                v ->
                    String.format(
                        Locale.ROOT,
                        "%s %d (%.1f %%)",
                        v.value(),
                        v.rows(),
                        100 * v.rows() / present))
            .collect(Collectors.joining(", "));
  }

  private static String role(DataEvidence evidence, String column) {
    Charter charter = evidence.charter();
    DroppedColumns dropped = evidence.dropped();
    if (dropped != null && dropped.columns().contains(column)) {
      return "dropped";
    }
    return charter == null ? "" : role(charter, column);
  }

  private static String role(Charter charter, String column) {
    Charter.Columns roles = charter.columns();
    if (column.equals(charter.target().column())) {
      return "target";
    }
    return roles.id().contains(column)
        ? "id"
        : roles.ignore().contains(column)
            ? "ignored"
            : roles.knownAfter().contains(column)
                ? "known after"
                : roles.protectedAttributes().stream().anyMatch(a -> a.column().equals(column))
                    ? "protected"
                    : "";
  }

  private static String facts(ColumnProfile column) {
    List<String> facts = new ArrayList<>();
    ColumnProfile.NumberFacts numbers = column.numbers();
    ColumnProfile.TextFacts texts = column.texts();
    ColumnProfile.DateFacts dates = column.dates();
    if (numbers != null) {
      facts.add(number(numbers.minimum()) + " to " + number(numbers.maximum()));
      facts.add("mean " + number(numbers.mean()) + " ± " + number(numbers.deviation()));
      facts.add(
          "quartiles "
              + numbers.quantiles().stream()
                  .filter(q -> List.of(0.25, 0.5, 0.75).contains(q.probability()))
                  .map(q -> number(q.value()))
                  .collect(Collectors.joining(" / ")));
      long outliers = numbers.outliers().below() + numbers.outliers().above();
      if (outliers > 0) {
        facts.add(outliers + " outliers");
      }
    } else if (dates != null && texts != null) {
      facts.add(texts.first() + " to " + texts.last() + ", " + dates.days() + " days");
      dates.gaps().stream()
          .limit(1)
          .forEach(gap -> facts.add("longest gap " + gap.days() + " days after " + gap.after()));
    } else if (texts != null) {
      facts.add(
          column.topValues().stream()
              .limit(4)
              .map(value -> value.value() + " (" + value.rows() + ")")
              .collect(Collectors.joining(", ")));
      facts.add(texts.shortest() + " to " + texts.longest() + " characters");
    }
    if (column.allMissing()) {
      facts.add("empty");
    } else if (column.constant()) {
      facts.add("constant");
    } else if (column.nearConstant()) {
      facts.add("nearly constant");
    }
    return String.join("; ", facts);
  }

  /** A number with as many digits as a person wants to read. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.3g", value);
  }
}
