package io.steward.monitoring;

import io.steward.evaluation.Distribution;
import io.steward.evaluation.Holm;
import io.steward.evaluation.LevelDistribution;
import io.steward.evaluation.NumberDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds served rows against the reference profile of the model.
 *
 * <p>Each column is tested in two or three ways, Bonferroni-corrected among themselves: numbers by
 * ranks (strong against shifts) and chi-square over the reference's deciles, texts by chi-square
 * over levels and by an exact test for new levels, both by Fisher's test for more missing values.
 * The predictions are one column more. Holm's correction over the columns keeps the chance of any
 * false alarm in an assessment at or below {@value #LEVEL}. A column has DRIFTED if it is beyond
 * chance <em>and</em> at least {@value #LEAST_DISTANCE} of the rows would have to change; in huge
 * samples the tests alone would alarm on nothing.
 */
public final class DriftAssessor {
  /** With fewer rows nothing is said. */
  public static final int MIN_ROWS = 50;

  /** The chance of a false alarm in one assessment, over all columns together. */
  public static final double LEVEL = 0.05;

  /** A smaller total variation distance does not matter. */
  public static final double LEAST_DISTANCE = 0.05;

  /** The name under which the predictions are reported. */
  public static final String PREDICTION = "(prediction)";

  private DriftAssessor() {}

  /** A column before the correction over all columns. */
  private record Tested(
      String column,
      String test,
      double chance,
      double distance,
      double missing,
      double referenceMissing,
      double unseen) {}

  /** Assesses the rows; their order does not matter. */
  public static HealthReport assess(ReferenceProfile reference, List<RequestLogEntry> entries) {
    ServedColumns served = new ServedColumns(entries);
    List<Tested> tested = new ArrayList<>();
    if (!entries.isEmpty()) {
      reference
          .columns()
          .forEach(
              (column, spread) ->
                  tested.add(
                      switch (spread) {
                        case NumberDistribution numbers ->
                            test(column, numbers, served.numbers(column));
                        case LevelDistribution levels -> test(column, levels, served.texts(column));
                      }));
      tested.add(predictions(reference.predictions(), served));
    }
    boolean enough = entries.size() >= MIN_ROWS;
    double[] corrected = Holm.corrected(tested.stream().mapToDouble(Tested::chance).toArray());
    List<ColumnDrift> columns = new ArrayList<>();
    for (int index = 0; index < corrected.length; index++) {
      columns.add(judged(tested.get(index), corrected[index], enough));
    }
    return report(entries.size(), columns, enough);
  }

  private static Tested predictions(Distribution reference, ServedColumns served) {
    return switch (reference) {
      case NumberDistribution numbers -> test(PREDICTION, numbers, served.predictedNumbers());
      case LevelDistribution levels -> test(PREDICTION, levels, served.predictedLabels());
    };
  }

  private static Tested test(String column, NumberDistribution reference, double[] values) {
    NumberDistribution live = reference.recount(values);
    long[] before = array(reference.counts());
    long[] now = array(live.counts());
    double chance =
        bonferroni(
            TwoSampleTests.ranks(before, now),
            TwoSampleTests.orderedCells(before, now),
            TwoSampleTests.moreOften(
                reference.missing(), reference.rows(), live.missing(), live.rows()));
    return new Tested(
        column,
        "ranks, chi-square and missing values",
        chance,
        TwoSampleTests.distance(with(before, reference.missing()), with(now, live.missing())),
        share(live.missing(), live.rows()),
        share(reference.missing(), reference.rows()),
        0);
  }

  private static Tested test(String column, LevelDistribution reference, String[] texts) {
    LevelDistribution live = LevelDistribution.of(texts);
    Set<String> levels = new TreeSet<>(reference.counts().keySet());
    levels.addAll(live.counts().keySet());
    long[] before =
        levels.stream().mapToLong(level -> reference.counts().getOrDefault(level, 0L)).toArray();
    long[] now =
        levels.stream().mapToLong(level -> live.counts().getOrDefault(level, 0L)).toArray();
    double missing =
        TwoSampleTests.moreOften(
            reference.missing(), reference.rows(), live.missing(), live.rows());
    long unseen = live.other();
    for (int level = 0; level < now.length; level++) {
      unseen += before[level] == 0 ? now[level] : 0;
    }
    boolean freeText = reference.other() > 0 || live.other() > 0;
    return new Tested(
        column,
        freeText
            ? "missing values (too many different texts to compare)"
            : "chi-square, new levels and missing values",
        freeText
            ? missing
            : bonferroni(
                missing,
                TwoSampleTests.unorderedCells(before, now),
                TwoSampleTests.newLevels(before, now)),
        TwoSampleTests.distance(with(before, reference.missing()), with(now, live.missing())),
        share(live.missing(), live.rows()),
        share(reference.missing(), reference.rows()),
        share(unseen, live.rows()));
  }

  private static ColumnDrift judged(Tested tested, double corrected, boolean enough) {
    ColumnDrift.Verdict verdict;
    if (!enough) {
      verdict = ColumnDrift.Verdict.UNKNOWN;
    } else if (!(corrected <= LEVEL)) {
      verdict = ColumnDrift.Verdict.STABLE;
    } else {
      verdict =
          tested.distance() >= LEAST_DISTANCE
              ? ColumnDrift.Verdict.DRIFTED
              : ColumnDrift.Verdict.SMALL_CHANGE;
    }
    return new ColumnDrift(
        tested.column(),
        tested.test(),
        enough ? corrected : null,
        tested.distance(),
        tested.missing(),
        tested.referenceMissing(),
        tested.unseen(),
        verdict);
  }

  private static HealthReport report(long rows, List<ColumnDrift> columns, boolean enough) {
    if (!enough) {
      return new HealthReport(
          rows,
          columns,
          HealthReport.Verdict.TOO_FEW_ROWS,
          String.format(
              Locale.ROOT,
              "Only %d rows were served; at least %d are needed to say anything.",
              rows,
              MIN_ROWS));
    }
    List<String> drifted =
        columns.stream()
            .filter(column -> column.verdict() == ColumnDrift.Verdict.DRIFTED)
            .map(ColumnDrift::column)
            .toList();
    return drifted.isEmpty()
        ? new HealthReport(
            rows,
            columns,
            HealthReport.Verdict.HEALTHY,
            String.format(
                Locale.ROOT,
                "The %d rows served look like the rows the model was made from.",
                rows))
        : new HealthReport(
            rows,
            columns,
            HealthReport.Verdict.DRIFTED,
            String.format(
                Locale.ROOT,
                "In the %d rows served, %s no longer look as when the model was made.",
                rows,
                String.join(", ", drifted)));
  }

  private static double bonferroni(double... chances) {
    double least = 1;
    for (double chance : chances) {
      least = Math.min(least, chance);
    }
    return Math.min(1, least * chances.length);
  }

  private static long[] array(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).toArray();
  }

  private static long[] with(long[] counts, long more) {
    long[] longer = java.util.Arrays.copyOf(counts, counts.length + 1);
    longer[counts.length] = more;
    return longer;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
