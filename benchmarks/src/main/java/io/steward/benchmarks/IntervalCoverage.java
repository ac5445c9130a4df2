package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.CalibrationBin;
import io.steward.evaluation.ChampionComparator;
import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.FairnessAssessor;
import io.steward.evaluation.FairnessGap;
import io.steward.evaluation.GapMeasure;
import io.steward.evaluation.GroupComparison;
import io.steward.evaluation.GroupFairness;
import io.steward.evaluation.GroupFigure;
import io.steward.evaluation.GroupMeasure;
import io.steward.evaluation.HoldoutComparison;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutEvaluator;
import io.steward.evaluation.Interval;
import io.steward.evaluation.LiftBin;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.ResidualBin;
import io.steward.evaluation.ResidualSummary;
import io.steward.evaluation.Scored;
import io.steward.evaluation.SegmentAssessor;
import io.steward.evaluation.SegmentResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many small worlds with a known truth: how often do the intervals that reports show hold it? Kinds
 * of intervals with many members (the tenths of a lift, the groups of an attribute) count together.
 */
final class IntervalCoverage {
  private static final List<String> ATTRIBUTES = List.of("sex", "region", "age");

  private final String task;
  private final Charter charter;
  private final Map<String, Double> truths;

  IntervalCoverage(String task, Metric primary) {
    this.task = task;
    Charter all = EvaluationWorld.charter(task, primary);
    // The borders of a number's quarters differ from world to world, and so does the truth there.
    this.charter =
        all.withColumns(
            new Charter.Columns(
                List.of(), List.of(), all.columns().protectedAttributes(), List.of("text_1")));
    this.truths = IntervalTruths.of(task, charter);
  }

  /**
   * How often intervals of a kind held the truth.
   *
   * @param held how many did
   * @param said of how many
   */
  record Held(double held, double said) {
    Held and(Held other) {
      return new Held(held + other.held, said + other.said);
    }

    double share() {
      return held / said;
    }
  }

  /** Coverage by kind, over so many worlds of so many rows. */
  Map<String, Held> measure(int rows, int worlds) {
    return IntStream.range(0, worlds)
        .parallel()
        .mapToObj(world -> new World(IntervalTruths.world(task, rows, 1000 + world)).held)
        .reduce(new TreeMap<>(), IntervalCoverage::sum);
  }

  private static Map<String, Held> sum(Map<String, Held> one, Map<String, Held> other) {
    Map<String, Held> sum = new TreeMap<>(one);
    other.forEach((kind, held) -> sum.merge(kind, held, Held::and));
    return sum;
  }

  /** One world, and which of its intervals hold the truth. */
  private final class World {
    private final Map<String, Held> held = new TreeMap<>();
    private final Scored scored;

    World(Scored scored) {
      this.scored = scored;
      holdout(HoldoutEvaluator.evaluate(charter, scored));
      ATTRIBUTES.forEach(this::fairness);
      for (SegmentResult segment : SegmentAssessor.assess(charter, scored).segments()) {
        look("segment, primary", "segment/" + segment.segment(), segment.lower(), segment.upper());
      }
      champion(ChampionComparator.compare(charter, scored, EvaluationWorld.older(scored)));
    }

    private void holdout(HoldoutEvaluation evaluation) {
      for (MetricResult result : evaluation.metrics()) {
        String name = result.metric().written();
        look(name, "metric/" + name, result.lower(), result.upper());
      }
      for (CalibrationBin bin : evaluation.calibration()) {
        look("calibration bin", "calibration/" + Math.round(bin.from() * 10), bin.interval());
      }
      for (LiftBin bin : evaluation.lift()) {
        look("lift, rate of a tenth", "tenth/" + bin.tenth(), bin.interval());
      }
      ResidualSummary residuals = evaluation.residuals();
      if (residuals != null) {
        for (ResidualBin bin : residuals.deciles()) {
          look("mean error of a tenth", "tenth/" + bin.tenth(), bin.interval());
        }
      }
      if (evaluation.worth() != null) {
        for (HoldoutComparison gain : evaluation.worth().comparisons()) {
          String against = gain.against().contains("rule of thumb") ? "rule" : "constant";
          String metric = gain.metric().written();
          look(
              "gain in %s over the %s".formatted(metric, against),
              "worth/%s/%s".formatted(against, metric),
              gain.interval());
        }
      }
    }

    private void fairness(String attribute) {
      Charter.Columns columns = charter.columns();
      Charter one =
          charter.withColumns(
              new Charter.Columns(
                  List.of(),
                  List.of(),
                  columns.protectedAttributes().stream()
                      .filter(column -> column.column().equals(attribute))
                      .toList(),
                  List.of()));
      AttributeFairness fairness = FairnessAssessor.assess(one, scored).attributes().getFirst();
      for (GroupFairness group : fairness.groups()) {
        for (GroupFigure figure : group.figures()) {
          String measure = figure.measure().written();
          look(
              "group, " + measure,
              "group/%s/%s/%s".formatted(attribute, group.group(), measure),
              figure.interval());
        }
      }
      fairness.gaps().forEach(gap -> gap(attribute, fairness, gap));
    }

    private void gap(String attribute, AttributeFairness fairness, FairnessGap gap) {
      Interval interval = gap.interval();
      if (interval != null) {
        String of = measure(gap, fairness).written();
        String lowest = "%s/%s/%s".formatted(attribute, gap.lowest(), of);
        String highest = "%s/%s/%s".formatted(attribute, gap.highest(), of);
        count(
            "gap, %s, %d %s groups"
                .formatted(
                    gap.measure().written(),
                    fairness.groups().size(),
                    attribute.equals("region") ? "unlike" : "like"),
            interval,
            IntervalTruths.gap(truths, gap.measure(), lowest, highest));
      }
    }

    private void champion(ChampionComparison comparison) {
      look("gain over the live model", "champion", comparison.lower(), comparison.upper());
      for (GroupComparison group : comparison.groups()) {
        look(
            "gain over the live model, group",
            "champion/%s/%s".formatted(group.column(), group.group()),
            group.lower(),
            group.upper());
      }
    }

    private void look(String kind, String truth, @Nullable Double lower, @Nullable Double upper) {
      if (lower != null && upper != null) {
        look(kind, truth, new Interval(lower, upper));
      }
    }

    private void look(String kind, String truth, @Nullable Interval interval) {
      Double value = truths.get(truth);
      if (interval != null) {
        if (value == null) {
          throw new BenchmarkException("No truth is known for the interval " + truth + ".");
        }
        count(kind, interval, value);
      }
    }

    private void count(String kind, Interval interval, double truth) {
      boolean holds = interval.lower() <= truth && truth <= interval.upper();
      held.merge(kind, new Held(holds ? 1 : 0, 1), Held::and);
    }
  }

  /** What a gap compares; of the two at once the one that was taken. */
  private static GroupMeasure measure(FairnessGap gap, AttributeFairness fairness) {
    return switch (gap.measure()) {
      case DEMOGRAPHIC_PARITY_DIFFERENCE, DEMOGRAPHIC_PARITY_RATIO -> GroupMeasure.SELECTION_RATE;
      case EQUAL_OPPORTUNITY_DIFFERENCE, EQUAL_OPPORTUNITY_RATIO -> GroupMeasure.TRUE_POSITIVE_RATE;
      case FALSE_POSITIVE_DIFFERENCE, FALSE_POSITIVE_RATIO -> GroupMeasure.FALSE_POSITIVE_RATE;
      case EQUALIZED_ODDS_DIFFERENCE ->
          Objects.equals(gap.value(), fairness.value(GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE))
              ? GroupMeasure.TRUE_POSITIVE_RATE
              : GroupMeasure.FALSE_POSITIVE_RATE;
      case EQUALIZED_ODDS_RATIO ->
          Objects.equals(gap.value(), fairness.value(GapMeasure.EQUAL_OPPORTUNITY_RATIO))
              ? GroupMeasure.TRUE_POSITIVE_RATE
              : GroupMeasure.FALSE_POSITIVE_RATE;
      case PREDICTIVE_PARITY_DIFFERENCE, PREDICTIVE_PARITY_RATIO -> GroupMeasure.PRECISION;
      case CALIBRATION_DIFFERENCE -> GroupMeasure.CALIBRATION;
      case MEAN_ERROR_DIFFERENCE -> GroupMeasure.MEAN_ERROR;
      case MEAN_ABSOLUTE_ERROR_DIFFERENCE -> GroupMeasure.MEAN_ABSOLUTE_ERROR;
      case PRIMARY_DIFFERENCE -> GroupMeasure.PRIMARY;
    };
  }
}
