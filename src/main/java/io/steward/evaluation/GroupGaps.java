package io.steward.evaluation;

import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gaps between the groups of one attribute. */
record GroupGaps(Gap selection, Gap truePositives, Gap falsePositives, String note) {

  /**
   * The gap of one rate.
   *
   * @param lowest the group with the smallest rate; null if fewer than two groups have one
   * @param highest the group with the largest
   * @param unsaid the groups that have none, with the reason
   */
  record Gap(
      double difference,
      double ratio,
      @Nullable String lowest,
      @Nullable String highest,
      List<String> unsaid) {}

  static GroupGaps of(List<GroupFairness> all) {
    List<GroupFairness> groups =
        all.stream()
            .filter(
                group ->
                    !group.group().equals(Grouping.MISSING)
                        || group.rows() >= FairnessAssessor.MIN_ROWS)
            .toList();
    String note =
        groups.size() == all.size()
            ? ""
            : all.stream()
                .filter(group -> group.group().equals(Grouping.MISSING))
                .map(group -> "%d rows without a value are set aside.".formatted(group.rows()))
                .findFirst()
                .orElse("");
    return new GroupGaps(
        gap(groups, GroupFairness::selectionRate),
        gap(groups, GroupFairness::truePositiveRate),
        gap(groups, GroupFairness::falsePositiveRate),
        note);
  }

  private static Gap gap(
      List<GroupFairness> groups, Function<GroupFairness, @Nullable Double> rate) {
    List<GroupFairness> said =
        groups.stream()
            .filter(group -> rate.apply(group) != null)
            .sorted(Comparator.comparingDouble(group -> Scale.number(rate.apply(group))))
            .toList();
    List<String> unsaid =
        groups.stream()
            .filter(group -> rate.apply(group) == null)
            .map(group -> "group '%s' has %s".formatted(group.group(), group.note()))
            .toList();
    if (said.size() < 2) {
      return new Gap(Double.NaN, Double.NaN, null, null, unsaid);
    }
    double low = Scale.number(rate.apply(said.getFirst()));
    double high = Scale.number(rate.apply(said.getLast()));
    return new Gap(
        high - low,
        high > 0 ? low / high : Double.NaN,
        said.getFirst().group(),
        said.getLast().group(),
        unsaid);
  }

  /** The larger of the two differences; NaN unless both can be said. */
  double equalizedOdds() {
    return Math.max(truePositives.difference(), falsePositives.difference());
  }

  /** Judges a limit of the charter. */
  FairnessJudgement judge(FairnessLimit limit) {
    return switch (limit.metric()) {
      case DEMOGRAPHIC_PARITY_RATIO -> judge(limit, selection, selection.ratio());
      case DEMOGRAPHIC_PARITY_DIFFERENCE -> judge(limit, selection, selection.difference());
      case EQUAL_OPPORTUNITY_DIFFERENCE -> judge(limit, truePositives, truePositives.difference());
      case EQUALIZED_ODDS_DIFFERENCE -> judgeOdds(limit);
    };
  }

  private FairnessJudgement judgeOdds(FairnessLimit limit) {
    Gap wider =
        Double.isNaN(falsePositives.difference())
                || truePositives.difference() >= falsePositives.difference()
            ? truePositives
            : falsePositives;
    List<String> unsaid =
        java.util.stream.Stream.concat(
                truePositives.unsaid().stream(), falsePositives.unsaid().stream())
            .distinct()
            .toList();
    // One of the two differences is enough to break the limit, but not to keep it.
    Gap both = new Gap(wider.difference(), wider.ratio(), wider.lowest(), wider.highest(), unsaid);
    boolean oneMissing = Double.isNaN(equalizedOdds());
    if (oneMissing && !(wider.difference() > limit.limit())) {
      return unsaid(limit, null, unsaid);
    }
    return judge(limit, both, both.difference());
  }

  private static FairnessJudgement judge(FairnessLimit limit, Gap gap, double value) {
    String lowest = gap.lowest();
    String highest = gap.highest();
    if (Double.isNaN(value) || lowest == null || highest == null) {
      List<String> reasons =
          lowest != null && gap.unsaid().isEmpty()
              ? List.of("no row of any group is answered with the positive class")
              : gap.unsaid();
      return unsaid(limit, null, reasons);
    }
    boolean ratio = limit.metric() == FairnessMetric.DEMOGRAPHIC_PARITY_RATIO;
    boolean kept = ratio ? value >= limit.limit() : value <= limit.limit();
    if (kept && !gap.unsaid().isEmpty()) {
      return unsaid(limit, value, gap.unsaid());
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%.3f between group '%s' (lowest) and group '%s' (highest); the limit is %s %.3f.",
            value,
            lowest,
            highest,
            ratio ? "at least" : "at most",
            limit.limit());
    return new FairnessJudgement(
        limit.metric(),
        value,
        limit.limit(),
        kept ? FairnessJudgement.Verdict.KEPT : FairnessJudgement.Verdict.VIOLATED,
        reason);
  }

  private static FairnessJudgement unsaid(
      FairnessLimit limit, @Nullable Double value, List<String> reasons) {
    String because = reasons.isEmpty() ? "there is only one group" : String.join("; ", reasons);
    return new FairnessJudgement(
        limit.metric(),
        value,
        limit.limit(),
        FairnessJudgement.Verdict.CANNOT_BE_SAID,
        "It cannot be said, because " + because + ".");
  }
}
