package io.steward.data;

import io.steward.data.ColumnProfile.Bin;
import io.steward.data.ColumnProfile.NumberFacts;
import io.steward.data.ColumnProfile.Outliers;
import io.steward.data.ColumnProfile.Quantile;
import io.steward.data.ColumnProfile.TextFacts;
import io.steward.data.ColumnProfile.ValueCount;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes the columns of a relation: see {@link Profiler}. */
final class ColumnScan {
  static final List<Double> PROBABILITIES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);
  private static final int BINS = 20;

  private final DataEngine engine;
  private final Dialect sql;

  ColumnScan(DataEngine engine) {
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /** Describes the columns of a relation. */
  List<ColumnProfile> columns(String table, List<ColumnSchema> columns, long rows) {
    List<ColumnProfile> profiles = new ArrayList<>();
    for (List<ColumnSchema> some : ColumnBatches.of(columns, rows)) {
      profiles.addAll(batch(table, some, rows));
    }
    return profiles;
  }

  private List<ColumnProfile> batch(String table, List<ColumnSchema> columns, long rows) {
    Row ranges = ranges(table, columns);
    Map<Integer, Values> values = values(table, columns);
    Map<Integer, Shape> shapes = shapes(table, columns, ranges);
    DateScan dates = new DateScan(engine, table);
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnSchema column = columns.get(i);
      long present = ranges.whole("present" + i);
      Values found = values.getOrDefault(i, new Values());
      boolean number = column.kind() == ColumnKind.NUMBER;
      profiles.add(
          new ColumnProfile(
              column.name(),
              column.kind(),
              rows - present,
              found.distinct,
              number && present > 0 ? numberFacts(ranges, i, present, shapes.get(i)) : null,
              !number && present > 0 ? textFacts(ranges, i, present) : null,
              column.kind() == ColumnKind.DATE && present > 0 ? dates.facts(column.name()) : null,
              found.top));
    }
    return profiles;
  }

  private Row ranges(String table, List<ColumnSchema> columns) {
    List<String> select = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = sql.name(columns.get(i).name());
      select.add("count(" + name + ") AS present" + i);
      select.add("min(" + name + ") AS least" + i);
      select.add("max(" + name + ") AS greatest" + i);
      if (columns.get(i).kind() == ColumnKind.NUMBER) {
        select.add(sql.quantiles(name, PROBABILITIES) + " AS quantiles" + i);
      } else {
        select.add("min(length(" + name + ")) AS shortest" + i);
        select.add("max(length(" + name + ")) AS longest" + i);
        select.add("sum(length(" + name + ")) AS letters" + i);
      }
    }
    return engine.query("SELECT " + String.join(", ", select) + " FROM " + table).get(0);
  }

  private Map<Integer, Values> values(String table, List<ColumnSchema> columns) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = sql.name(columns.get(i).name());
      // Numbers become texts only once they are among the most frequent: for all rows it would be
      // the slowest part of a profile.
      parts.add(
          "SELECT "
              + i
              + " AS c, k, n, d, "
              + TableSql.readable(sql, new ColumnSchema("v", columns.get(i).kind()))
              + " AS v FROM (SELECT "
              + name
              + " AS v, count(*) AS n, count(*) OVER () AS d, row_number() OVER (ORDER BY count(*)"
              + " DESC, "
              + name
              + ") AS k FROM "
              + table
              + " WHERE "
              + name
              + " IS NOT NULL GROUP BY "
              + name
              + " ORDER BY n DESC, "
              + name
              + " LIMIT "
              + ColumnProfile.TOP
              + ") AS top"
              + i);
    }
    Map<Integer, Values> values = new HashMap<>();
    String query = "SELECT * FROM (" + String.join(" UNION ALL ", parts) + ") AS t ORDER BY c, k";
    for (Row row : engine.query(query)) {
      Values column = values.computeIfAbsent((int) row.whole("c"), i -> new Values());
      column.distinct = row.whole("d");
      column.top.add(new ValueCount(row.requiredText("v"), row.whole("n")));
    }
    return values;
  }

  private Map<Integer, Shape> shapes(String table, List<ColumnSchema> columns, Row ranges) {
    Map<Integer, Shape> shapes = new HashMap<>();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean number = columns.get(i).kind() == ColumnKind.NUMBER && ranges.has("least" + i);
      if (!number || ranges.number("least" + i) == ranges.number("greatest" + i)) {
        continue;
      }
      Moments moments = Moments.between(ranges.number("least" + i), ranges.number("greatest" + i));
      Fences fences = Fences.of(ranges.numbers("quantiles" + i));
      shapes.put(i, new Shape(moments, fences));
      String name = sql.name(columns.get(i).name());
      String bin = sql.floor("(" + moments.mapped(sql, name) + " + 1) * " + BINS / 2);
      parts.add(
          "SELECT "
              + i
              + " AS c, least("
              + bin
              + ", "
              + (BINS - 1)
              + ") AS bin, count(*) AS n, "
              + moments.sums(sql, name, "s1", "s2")
              + ", "
              + TableSql.countIf(name + " < " + sql.number(fences.lower()))
              + " AS below, "
              + TableSql.countIf(name + " > " + sql.number(fences.upper()))
              + " AS above"
              + " FROM "
              + table
              + " WHERE "
              + name
              + " IS NOT NULL GROUP BY 2");
    }
    if (!parts.isEmpty()) {
      for (Row row : engine.query(String.join(" UNION ALL ", parts))) {
        Shape shape = shapes.get((int) row.whole("c"));
        if (shape != null) {
          shape.add(row);
        }
      }
    }
    return shapes;
  }

  private static NumberFacts numberFacts(Row ranges, int i, long present, @Nullable Shape shape) {
    double least = ranges.number("least" + i);
    double greatest = ranges.number("greatest" + i);
    double[] quantiles = ranges.numbers("quantiles" + i);
    List<Quantile> named = new ArrayList<>();
    for (int q = 0; q < quantiles.length; q++) {
      named.add(new Quantile(PROBABILITIES.get(q), quantiles[q]));
    }
    if (shape == null) {
      List<Bin> one = List.of(new Bin(least, greatest, present));
      Outliers none = new Outliers(least, greatest, 0, 0);
      return new NumberFacts(least, greatest, least, 0, named, one, none);
    }
    return new NumberFacts(
        least,
        greatest,
        shape.moments.mean(shape.first, present),
        shape.moments.deviation(shape.first, shape.second, present, present - 1),
        named,
        shape.histogram(least, greatest),
        new Outliers(shape.fences.lower(), shape.fences.upper(), shape.below, shape.above));
  }

  private static TextFacts textFacts(Row ranges, int i, long present) {
    return new TextFacts(
        ranges.whole("shortest" + i),
        ranges.whole("longest" + i),
        (double) ranges.whole("letters" + i) / present,
        ranges.requiredText("least" + i),
        ranges.requiredText("greatest" + i));
  }

  /** The values of a column by frequency. */
  private static final class Values {
    private long distinct;
    private final List<ValueCount> top = new ArrayList<>();
  }

  /** Tukey's fences; as far as they are finite numbers. */
  private record Fences(double lower, double upper) {
    static Fences of(double[] quantiles) {
      double first = quantiles[PROBABILITIES.indexOf(0.25)];
      double third = quantiles[PROBABILITIES.indexOf(0.75)];
      double reach = 1.5 * (third - first);
      return new Fences(
          Math.max(first - reach, -Double.MAX_VALUE), Math.min(third + reach, Double.MAX_VALUE));
    }
  }

  /** The histogram and sums of a number column. */
  private static final class Shape {
    private final Moments moments;
    private final Fences fences;
    private final long[] counts = new long[BINS];
    private long below;
    private long above;
    private BigInteger first = BigInteger.ZERO;
    private BigInteger second = BigInteger.ZERO;

    Shape(Moments moments, Fences fences) {
      this.moments = moments;
      this.fences = fences;
    }

    void add(Row row) {
      counts[(int) row.whole("bin")] += row.whole("n");
      first = first.add(row.big("s1"));
      second = second.add(row.big("s2"));
      below += row.whole("below");
      above += row.whole("above");
    }

    List<Bin> histogram(double least, double greatest) {
      List<Bin> bins = new ArrayList<>();
      for (int k = 0; k < BINS; k++) {
        double lower = k == 0 ? least : edge(k);
        double upper = k == BINS - 1 ? greatest : edge(k + 1);
        bins.add(new Bin(lower, upper, counts[k]));
      }
      return bins;
    }

    private double edge(int k) {
      return moments.centre() + moments.span() * (2.0 * k / BINS - 1);
    }
  }
}
