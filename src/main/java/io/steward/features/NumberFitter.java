package io.steward.features;

import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.data.ColumnBatches;
import io.steward.data.DataEngine;
import io.steward.data.Dialect;
import io.steward.data.Moments;
import io.steward.data.Row;
import io.steward.features.NumberDraft.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the steps of numbers by aggregate queries: quantiles first, which decide what is done, then
 * exponents, then moments of what comes out. The constants are the same at any number of threads.
 */
final class NumberFitter {
  private static final List<Double> PROBABILITIES = List.of(0.01, 0.5, 0.99);

  /** The exponents that are tried, from 0 to 2. */
  private static final int EXPONENTS = 17;

  private final DataEngine engine;
  private final Dialect sql;
  private final String relation;
  private final long rows;
  private final boolean rich;

  /**
   * @param relation what the expressions are taken from
   * @param rich whether more than the plain steps is done where the charter says nothing
   */
  NumberFitter(DataEngine engine, String relation, long rows, boolean rich) {
    this.engine = engine;
    this.sql = engine.dialect();
    this.relation = relation;
    this.rows = rows;
    this.rich = rich;
  }

  /**
   * A number to fit.
   *
   * @param expression SQL; null is missing
   */
  record Source(String expression, ColumnPlan plan) {}

  /**
   * @param steps empty if it is empty or constant
   * @param indicator whether missing values are marked
   */
  record Result(Optional<NumberSteps> steps, boolean indicator, String why) {}

  /** One result a source, in their order. */
  List<Result> fit(List<Source> sources) {
    List<Result> results = new ArrayList<>();
    for (List<Source> some : ColumnBatches.of(sources, rows)) {
      results.addAll(batch(some));
    }
    return results;
  }

  private List<Result> batch(List<Source> sources) {
    List<String> select = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String x = sources.get(i).expression();
      select.add("count(%1$s) AS present%2$d, min(%1$s) AS least%2$d".formatted(x, i));
      select.add("max(%s) AS greatest%d".formatted(x, i));
      select.add(sql.quantiles(x, PROBABILITIES) + " AS quantiles" + i);
    }
    Row ranges = one(select);
    Map<Integer, NumberDraft> drafts = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      int number = i;
      draft(sources.get(i), ranges, i).ifPresent(draft -> drafts.put(number, draft));
    }
    drafts.replaceAll((_, draft) -> draft.isPower() ? draft.withLambda(lambda(draft)) : draft);
    drafts.values().removeIf(draft -> !draft.varies());
    List<String> sums = new ArrayList<>();
    drafts.forEach(
        (i, draft) -> {
          String value = draft.unscaled().sql(sql, draft.expression());
          sums.add(draft.moments().sums(sql, value, "a" + i, "b" + i));
        });
    Row row = sums.isEmpty() ? new Row(Map.of()) : one(sums);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      NumberDraft draft = drafts.get(i);
      results.add(
          draft == null
              ? new Result(Optional.empty(), false, "It is empty or constant in the training rows.")
              : draft.finish(
                  draft.moments().mean(row.big("a" + i), rows),
                  draft.moments().deviation(row.big("a" + i), row.big("b" + i), rows, rows)));
    }
    return results;
  }

  private Optional<NumberDraft> draft(Source source, Row ranges, int i) {
    long present = ranges.whole("present" + i);
    if (present == 0 || ranges.number("least" + i) == ranges.number("greatest" + i)) {
      return Optional.empty();
    }
    double[] quantiles = ranges.numbers("quantiles" + i);
    Facts facts =
        new Facts(
            rows,
            present,
            ranges.number("least" + i),
            ranges.number("greatest" + i),
            quantiles[0],
            quantiles[1],
            quantiles[2]);
    double fill = fill(source, facts);
    return Optional.of(NumberDraft.of(source, facts.including(fill), fill, rich));
  }

  private double fill(Source source, Facts facts) {
    Missing missing = source.plan().missing();
    return switch (missing == null ? Missing.MEDIAN : missing) {
      case MEDIAN -> facts.median();
      case CONSTANT -> Double.parseDouble(String.valueOf(source.plan().constant()));
      case MEAN -> {
        Moments moments = Moments.between(facts.least(), facts.greatest());
        Row row =
            one(List.of(sql.fixedPointSum(moments.mapped(sql, source.expression())) + " AS a"));
        yield moments.mean(row.big("a"), facts.present());
      }
      case MODE ->
          engine
              .query(
                  "SELECT %1$s AS v FROM %2$s WHERE %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
                      .formatted(source.expression(), relation))
              .getFirst()
              .number("v");
    };
  }

  /** The exponent of the greatest likelihood (Yeo and Johnson, 2000, equation 3.1). */
  private double lambda(NumberDraft draft) {
    List<NumberDraft> tried = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < EXPONENTS; i++) {
      NumberDraft with = draft.withLambda(2.0 * i / (EXPONENTS - 1));
      tried.add(with);
      sums.add(
          with.moments().sums(sql, with.unscaled().sql(sql, draft.expression()), "a" + i, "b" + i));
    }
    // The derivative's logarithm is (λ − 1) · sign(x) · ln(1 + |x|).
    String clipped = draft.clipped().sql(sql, draft.expression());
    String zero = sql.number(0);
    String one = sql.number(1);
    String signed =
        "(%s - %s)"
            .formatted(
                sql.ln(one + " + greatest(" + clipped + ", " + zero + ")"),
                sql.ln(one + " + greatest(-(" + clipped + "), " + zero + ")"));
    Moments logs = Moments.between(-Math.log(Double.MAX_VALUE), Math.log(Double.MAX_VALUE));
    sums.add(sql.fixedPointSum(logs.mapped(sql, signed)) + " AS logs");
    Row row = one(sums);
    double slope = logs.mean(row.big("logs"), rows);
    double best = 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < EXPONENTS; i++) {
      NumberDraft with = tried.get(i);
      double deviation = with.moments().deviation(row.big("a" + i), row.big("b" + i), rows, rows);
      double likelihood = -Math.log(deviation) + (with.lambda() - 1) * slope;
      if (deviation > 0 && likelihood > most) {
        most = likelihood;
        best = with.lambda();
      }
    }
    return best;
  }

  private Row one(List<String> select) {
    return engine.query("SELECT " + String.join(", ", select) + " FROM " + relation).getFirst();
  }
}
