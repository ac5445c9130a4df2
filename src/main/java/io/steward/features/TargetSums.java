package io.steward.features;

import io.steward.data.DataEngine;
import io.steward.data.Dialect;
import io.steward.data.Moments;
import io.steward.data.Row;
import io.steward.features.EncodedRecipe.Output;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of the target over groups of rows, for target encoding: of each class but the first its
 * rows, or of a value its fixed-point sum, which does not depend on the order of rows.
 */
final class TargetSums {
  private final List<String> classes;
  private final List<Sum> sums;

  /**
   * @param select an aggregate
   * @param mean of the target over all rows
   */
  private record Sum(String select, Moments moments, double mean, double deviation) {}

  private TargetSums(List<String> classes, List<Sum> sums) {
    this.classes = classes;
    this.sums = sums;
  }

  /** What is known of the target in all training rows. */
  static TargetSums of(
      DataEngine engine, String relation, long rows, ColumnSchema target, List<String> classes) {
    Dialect sql = engine.dialect();
    String name = sql.name(target.name());
    List<Sum> sums = new ArrayList<>();
    if (classes.isEmpty()) {
      Row range =
          engine
              .query("SELECT min(%1$s) AS a, max(%1$s) AS b FROM %2$s".formatted(name, relation))
              .getFirst();
      double least = range.number("a");
      Moments moments = Moments.between(least, Math.max(range.number("b"), Math.nextUp(least)));
      sums.add(sum(engine, relation, rows, name, moments));
    }
    for (int k = 1; k < classes.size(); k++) {
      String literal =
          target.kind() == ColumnKind.NUMBER
              ? sql.number(Double.parseDouble(classes.get(k)))
              : sql.text(classes.get(k));
      String isClass =
          "CASE WHEN %s = %s THEN %s ELSE %s END"
              .formatted(name, literal, sql.number(1), sql.number(0));
      sums.add(sum(engine, relation, rows, isClass, Moments.between(0, 1)));
    }
    return new TargetSums(classes, sums);
  }

  private static Sum sum(
      DataEngine engine, String relation, long rows, String value, Moments moments) {
    Dialect sql = engine.dialect();
    Row row =
        engine
            .query("SELECT " + moments.sums(sql, value, "a", "b") + " FROM " + relation)
            .getFirst();
    return new Sum(
        sql.fixedPointSum(moments.mapped(sql, value)),
        moments,
        moments.mean(row.big("a"), rows),
        moments.deviation(row.big("a"), row.big("b"), rows, rows));
  }

  /** What a query by level selects besides its rows {@code n}: begins with a comma. */
  String select() {
    StringBuilder select = new StringBuilder();
    for (int k = 0; k < sums.size(); k++) {
      select.append(", ").append(sums.get(k).select()).append(" AS s").append(k);
    }
    return select.toString();
  }

  /** The features of a column, given what the query found of each level. */
  List<Output> outputs(String column, List<Row> levels) {
    List<Output> outputs = new ArrayList<>();
    for (int k = 0; k < sums.size(); k++) {
      Sum sum = sums.get(k);
      List<Double> values = new ArrayList<>();
      for (Row level : levels) {
        long n = level.whole("n");
        double mean = sum.moments().mean(level.big("s" + k), n);
        values.add(TargetStatistics.value(n, n * mean, sum.mean(), sum.deviation()));
      }
      String name = column + "~" + (classes.size() > 2 ? classes.get(k + 1) : "target");
      outputs.add(new Output(name, values, 0));
    }
    return outputs;
  }
}
