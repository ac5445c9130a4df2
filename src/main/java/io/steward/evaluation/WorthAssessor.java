package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.charter.ThumbRule;
import io.steward.evaluation.HoldoutComparison.Outcome;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.metrics.Unsaid;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sets the model beside the best constant answer and the charter's rule of thumb, on the same rows
 * and the same bootstrap draws. A rule decides and gives no probabilities: by metrics of
 * probabilities (Brier, log loss) it is not compared, by the expected cost it is.
 */
final class WorthAssessor {
  private final Charter charter;
  private final RawTable rows;
  private final Outcomes outcomes;

  private WorthAssessor(Charter charter, Scored scored) {
    this.charter = charter;
    this.rows = scored.rows();
    this.outcomes = scored.outcomes(charter.costs());
  }

  static Worth assess(Charter charter, Scored scored) {
    return new WorthAssessor(charter, scored).assess();
  }

  private Worth assess() {
    Metric primary = charter.success().primary().metric();
    List<HoldoutComparison> comparisons = new ArrayList<>();
    comparisons.add(
        compare(
            "the best answer that is the same for every row",
            primary,
            outcomes.rows() == 0 ? null : Baselines.outcomes(primary, outcomes),
            "there are no rows"));
    ThumbRule rule = charter.suitability().rule();
    if (rule == null) {
      return Worth.of(
          comparisons,
          charter.suitability().ruleOfThumb().equals("none")
              ? ""
              : "The rule of thumb is known in words only, so it was not tried.");
    }
    String fault = fault(rule);
    Outcomes answers = fault.isEmpty() ? answers(rule) : null;
    for (Metric metric : metrics(primary)) {
      comparisons.add(compare("the rule of thumb (" + rule.words() + ")", metric, answers, fault));
    }
    return Worth.of(comparisons, "");
  }

  private List<Metric> metrics(Metric primary) {
    if (charter.task() != Task.BINARY || primary == Metric.EXPECTED_COST) {
      return List.of(primary);
    }
    return primary == Metric.BRIER || primary == Metric.LOG_LOSS
        ? List.of(Metric.EXPECTED_COST)
        : List.of(primary, Metric.EXPECTED_COST);
  }

  /** Why the rule gives no answers; empty if it does. */
  private String fault(ThumbRule rule) {
    String column = rule.column();
    if (outcomes.rows() == 0) {
      return "there are no rows";
    }
    if (column == null) {
      return "";
    }
    if (!rows.has(column)) {
      return "the data has no column '%s'".formatted(column);
    }
    if (!rule.values().isEmpty()) {
      return "";
    }
    if (rows.kind(column) != ColumnKind.NUMBER) {
      return "column '%s' holds no numbers".formatted(column);
    }
    long missing = Arrays.stream(rows.numbers(column)).filter(Double::isNaN).count();
    return charter.task() == Task.REGRESSION && missing > 0
        ? "column '%s' has no value in %d rows".formatted(column, missing)
        : "";
  }

  private Outcomes answers(ThumbRule rule) {
    if (charter.task() == Task.REGRESSION) {
      double[] values = new double[outcomes.rows()];
      Arrays.setAll(
          values, row -> rule.column() == null ? Scale.number(rule.constant()) : number(rule, row));
      return Outcomes.ofValues(outcomes.truth(), values);
    }
    double[][] answers = new double[outcomes.rows()][];
    Arrays.setAll(answers, row -> positive(rule, row) ? new double[] {0, 1} : new double[] {1, 0});
    return new Outcomes(outcomes.truth(), answers, new double[0], 0.5, charter.costs());
  }

  /** A row without a value is not positive. */
  private boolean positive(ThumbRule rule, int row) {
    if (rule.below() != null) {
      return number(rule, row) < rule.below();
    }
    return rule.above() != null
        ? number(rule, row) > rule.above()
        : rule.values().contains(text(rule, row));
  }

  private double number(ThumbRule rule, int row) {
    return rows.numbers(String.valueOf(rule.column()))[row];
  }

  private String text(ThumbRule rule, int row) {
    String column = String.valueOf(rule.column());
    if (rows.kind(column) != ColumnKind.NUMBER) {
      return rows.texts(column)[row];
    }
    double value = rows.numbers(column)[row];
    return Double.isNaN(value) ? "" : Grouping.written(value);
  }

  private HoldoutComparison compare(
      String against, Metric metric, @Nullable Outcomes others, String fault) {
    double own = Metrics.value(metric, outcomes);
    double other = others == null ? Double.NaN : Metrics.value(metric, others);
    if (others == null || !Double.isFinite(own - other)) {
      String because = others == null ? fault : unsaid(metric, others);
      return new HoldoutComparison(
          against,
          metric,
          Scale.said(own),
          Scale.said(other),
          null,
          null,
          Outcome.CANNOT_BE_SAID,
          "Whether the model is better than %s cannot be said, because %s."
              .formatted(against, because));
    }
    PairedGain gain = PairedGain.of(metric, outcomes, others, charter.seed());
    Interval interval = gain.interval();
    Outcome outcome = outcome(interval);
    return new HoldoutComparison(
        against,
        metric,
        own,
        other,
        gain.difference(),
        interval,
        outcome,
        words(against, metric, own, other, interval, outcome));
  }

  private String unsaid(Metric metric, Outcomes others) {
    String own = Unsaid.because(metric, outcomes);
    return own.isEmpty() ? "of that answer, " + Unsaid.because(metric, others) : own;
  }

  private static Outcome outcome(@Nullable Interval interval) {
    if (interval == null) {
      return Outcome.CANNOT_BE_SAID;
    }
    return interval.lower() > 0
        ? Outcome.BETTER
        : interval.upper() < 0 ? Outcome.WORSE : Outcome.EQUAL;
  }

  private static String words(
      String against,
      Metric metric,
      double own,
      double other,
      @Nullable Interval interval,
      Outcome outcome) {
    String how =
        switch (outcome) {
          case BETTER -> "The model is better than %s beyond chance";
          case EQUAL -> "These rows do not tell the model from %s";
          case WORSE -> "The model is worse than %s beyond chance";
          case CANNOT_BE_SAID -> "Whether the model is better than %s cannot be said";
        };
    String difference =
        interval == null
            ? "; on too many draws of rows it cannot be computed."
            : String.format(
                Locale.ROOT,
                " (95 %% interval of the gain: %.4g to %.4g).",
                interval.lower(),
                interval.upper());
    return how.formatted(against)
        + String.format(Locale.ROOT, ": %s %.4g against %.4g", metric.written(), own, other)
        + difference;
  }
}
