package io.steward.evaluation;

import io.steward.artifact.ArtifactStore;
import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.data.DataEngine;
import io.steward.data.Dialect;
import io.steward.data.Row;
import io.steward.data.TrainingPart;
import io.steward.data.Workspace;
import io.steward.evaluation.BiasReport.AttributeBias;
import io.steward.evaluation.BiasReport.GroupBias;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures {@link BiasReport}. One aggregate query an attribute; no row leaves the engine. */
public final class BiasAssessor {
  /** With fewer rows in a group, or beside it, nothing is said of it. */
  public static final int MIN_ROWS = 30;

  private static final int MOST_VALUES = 10_000;

  private final ArtifactStore store;
  private final DataEngine engine;
  private final Dialect sql;

  /** An assessor of Parquet blobs in this store. */
  public BiasAssessor(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /** Assesses the rows that may be learnt from. */
  public BiasReport assess(Charter charter, TrainingPart part) {
    if (charter.columns().protectedAttributes().isEmpty()) {
      return new BiasReport(part.rows(), List.of());
    }
    try (Workspace workspace = new Workspace(store, engine)) {
      var parquet = workspace.fetch(part.parquet());
      List<ColumnSchema> columns =
          engine.describe(parquet).stream()
              .filter(column -> !column.name().startsWith("steward_"))
              .toList();
      String table = engine.relation(parquet);
      return new BiasReport(
          part.rows(),
          charter.columns().protectedAttributes().stream()
              .map(attribute -> attribute(charter, part, attribute, columns, table))
              .toList());
    }
  }

  private AttributeBias attribute(
      Charter charter,
      TrainingPart part,
      ProtectedAttribute attribute,
      List<ColumnSchema> columns,
      String table) {
    Optional<ColumnSchema> column =
        columns.stream().filter(c -> c.name().equals(attribute.column())).findFirst();
    if (column.isEmpty()) {
      return new AttributeBias(
          attribute.column(), List.of(), "The data has no column '" + attribute.column() + "'.");
    }
    List<Row> values = engine.query(query(charter, part, attribute, column.get(), columns, table));
    if (values.size() > MOST_VALUES) {
      return new AttributeBias(
          attribute.column(),
          List.of(),
          "It has more than " + MOST_VALUES + " values. Give groups or cut-points in the charter.");
    }
    Grouping grouping = Grouping.of(table(column.get(), values), attribute);
    List<GroupBias> groups = new ArrayList<>();
    for (int group = 0; group < grouping.names().size(); group++) {
      Sums inside = Sums.of(values, grouping.of(), group, true, columns.size());
      Sums outside = Sums.of(values, grouping.of(), group, false, columns.size());
      boolean binary = part.classes().size() == 2;
      groups.add(group(grouping.names().get(group), inside, outside, columns, binary));
    }
    return new AttributeBias(attribute.column(), groups, grouping.fault());
  }

  /** Rows, positive rows and present values by the attribute's value, or by its cut. */
  private String query(
      Charter charter,
      TrainingPart part,
      ProtectedAttribute attribute,
      ColumnSchema column,
      List<ColumnSchema> columns,
      String table) {
    List<String> select = new ArrayList<>();
    select.add(value(attribute, column) + " AS v");
    select.add("count(*) AS n");
    String target = sql.name(charter.target().column());
    if (part.classes().size() == 2) {
      boolean number =
          columns.stream()
              .anyMatch(
                  c -> c.name().equals(charter.target().column()) && c.kind() == ColumnKind.NUMBER);
      String positive = part.classes().get(1);
      String literal = number ? sql.number(Double.parseDouble(positive)) : sql.text(positive);
      select.add("count(CASE WHEN " + target + " = " + literal + " THEN 1 END) AS positive");
    } else {
      select.add("0 AS positive");
    }
    for (int i = 0; i < columns.size(); i++) {
      select.add("count(" + sql.name(columns.get(i).name()) + ") AS present" + i);
    }
    return "SELECT "
        + String.join(", ", select)
        + " FROM "
        + table
        + " GROUP BY 1 ORDER BY 1 LIMIT "
        + (MOST_VALUES + 1);
  }

  /** Of numbers that are cut, one number of each part stands for all of them. */
  private String value(ProtectedAttribute attribute, ColumnSchema column) {
    String name = sql.name(column.name());
    List<Double> cuts = attribute.cutPoints();
    if (column.kind() != ColumnKind.NUMBER || cuts.isEmpty()) {
      return name;
    }
    StringBuilder cases = new StringBuilder("CASE WHEN " + name + " IS NULL THEN NULL");
    for (int i = 0; i < cuts.size(); i++) {
      double stand = i == 0 ? Math.nextDown(cuts.getFirst()) : cuts.get(i - 1);
      cases.append(" WHEN ").append(name).append(" < ").append(sql.number(cuts.get(i)));
      cases.append(" THEN ").append(sql.number(stand));
    }
    return cases + " ELSE " + sql.number(cuts.getLast()) + " END";
  }

  private static RawTable table(ColumnSchema column, List<Row> values) {
    Object array =
        column.kind() == ColumnKind.NUMBER
            ? values.stream()
                .mapToDouble(row -> row.has("v") ? row.number("v") : Double.NaN)
                .toArray()
            : values.stream()
                .map(row -> row.has("v") ? row.requiredText("v") : "")
                .toArray(String[]::new);
    return new RawTable(List.of(column), List.of(array));
  }

  private static GroupBias group(
      String name, Sums inside, Sums outside, List<ColumnSchema> columns, boolean binary) {
    if (inside.rows < MIN_ROWS || outside.rows < MIN_ROWS) {
      return new GroupBias(
          name,
          inside.rows,
          null,
          null,
          null,
          null,
          null,
          "Cannot be said: fewer than " + MIN_ROWS + " rows in the group or beside it.");
    }
    double imbalance = (double) (outside.rows - inside.rows) / (outside.rows + inside.rows);
    Double share = binary ? (double) inside.positive / inside.rows : null;
    Double difference =
        binary
            ? (double) outside.positive / outside.rows - (double) inside.positive / inside.rows
            : null;
    int widest = -1;
    double gap = 0;
    for (int i = 0; i < columns.size(); i++) {
      double here = inside.missing(i) - outside.missing(i);
      if (Math.abs(here) > Math.abs(gap)) {
        widest = i;
        gap = here;
      }
    }
    @Nullable String missing = widest < 0 ? null : columns.get(widest).name();
    return new GroupBias(
        name,
        inside.rows,
        imbalance,
        share,
        difference,
        missing,
        widest < 0 ? null : gap,
        binary ? "" : "The task has no positive class.");
  }

  /** Counts of a group, or of all other rows. */
  private record Sums(long rows, long positive, long[] present) {
    static Sums of(List<Row> values, int[] groups, int group, boolean inside, int columns) {
      long rows = 0;
      long positive = 0;
      long[] present = new long[columns];
      for (int k = 0; k < groups.length; k++) {
        if ((groups[k] == group) == inside) {
          Row row = values.get(k);
          rows += row.whole("n");
          positive += row.whole("positive");
          for (int i = 0; i < columns; i++) {
            present[i] += row.whole("present" + i);
          }
        }
      }
      return new Sums(rows, positive, present);
    }

    double missing(int column) {
      return 1 - (double) present[column] / rows;
    }
  }
}
