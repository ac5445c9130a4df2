package io.steward.evaluation;

import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.FairnessMetric;
import io.steward.charter.Charter.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gaps between the groups of one attribute, and what they say about the charter's limits. */
record GroupGaps(List<FairnessGap> gaps, String note) {

  static GroupGaps of(Task task, List<GroupFairness> all) {
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
        GapMeasure.of(task).stream().map(measure -> gap(measure, groups)).toList(), note);
  }

  private static FairnessGap gap(GapMeasure measure, List<GroupFairness> groups) {
    GroupMeasure of = measure.of();
    if (of == null) {
      return odds(measure, groups);
    }
    List<GroupFairness> said =
        groups.stream()
            .filter(group -> group.value(of) != null)
            .sorted(Comparator.comparingDouble(group -> Scale.number(group.value(of))))
            .toList();
    String unsaid =
        groups.stream()
            .filter(group -> group.value(of) == null)
            .map(
                group ->
                    "group '%s' has %s"
                        .formatted(group.group(), Objects.requireNonNull(group.figure(of)).note()))
            .collect(Collectors.joining("; "));
    if (said.size() < 2) {
      String because = unsaid.isEmpty() ? "there is only one group" : unsaid;
      return new FairnessGap(measure, null, null, null, null, because);
    }
    return gap(measure, of, said.getFirst(), said.getLast(), unsaid);
  }

  private static FairnessGap gap(
      GapMeasure measure,
      GroupMeasure of,
      GroupFairness lowest,
      GroupFairness highest,
      String unsaid) {
    double low = Scale.number(lowest.value(of));
    double high = Scale.number(highest.value(of));
    Interval ofLow = Objects.requireNonNull(lowest.figure(of)).interval();
    Interval ofHigh = Objects.requireNonNull(highest.figure(of)).interval();
    if (!measure.ratio()) {
      return new FairnessGap(
          measure,
          high - low,
          Intervals.difference(high, ofHigh, low, ofLow),
          lowest.group(),
          highest.group(),
          unsaid);
    }
    String zero =
        of == GroupMeasure.SELECTION_RATE
            ? "no row of any group is answered with the positive class"
            : "the %s is 0 in all groups".formatted(of.words());
    String because = high > 0 ? unsaid : join(unsaid, zero);
    return new FairnessGap(
        measure,
        high > 0 ? low / high : null,
        Intervals.ratio(low, ofLow, high, ofHigh),
        lowest.group(),
        highest.group(),
        because);
  }

  /** The worse of the gaps of true and false positive rates; said only if both can be said. */
  private static FairnessGap odds(GapMeasure measure, List<GroupFairness> groups) {
    boolean ratio = measure.ratio();
    FairnessGap found =
        gap(
            ratio ? GapMeasure.EQUAL_OPPORTUNITY_RATIO : GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE,
            groups);
    FairnessGap alarms =
        gap(ratio ? GapMeasure.FALSE_POSITIVE_RATIO : GapMeasure.FALSE_POSITIVE_DIFFERENCE, groups);
    String note = join(found.note(), alarms.note());
    Double first = found.value();
    Double second = alarms.value();
    if (first == null || second == null) {
      return new FairnessGap(measure, null, null, null, null, note);
    }
    FairnessGap worse = (ratio ? first <= second : first >= second) ? found : alarms;
    return new FairnessGap(
        measure, worse.value(), worse.interval(), worse.lowest(), worse.highest(), note);
  }

  private static String join(String first, String second) {
    return Stream.of(first.split("; "), second.split("; "))
        .flatMap(Stream::of)
        .filter(part -> !part.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private FairnessGap gap(GapMeasure measure) {
    return gaps.stream().filter(gap -> gap.measure() == measure).findFirst().orElseThrow();
  }

  /** Judges a limit of the charter. */
  FairnessJudgement judge(FairnessLimit limit) {
    return switch (limit.metric()) {
      case DEMOGRAPHIC_PARITY_RATIO -> judge(limit, gap(GapMeasure.DEMOGRAPHIC_PARITY_RATIO));
      case DEMOGRAPHIC_PARITY_DIFFERENCE ->
          judge(limit, gap(GapMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE));
      case EQUAL_OPPORTUNITY_DIFFERENCE ->
          judge(limit, gap(GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE));
      case EQUALIZED_ODDS_DIFFERENCE -> judgeOdds(limit);
    };
  }

  private FairnessJudgement judgeOdds(FairnessLimit limit) {
    FairnessGap both = gap(GapMeasure.EQUALIZED_ODDS_DIFFERENCE);
    // One of the two differences is enough to break the limit, but not to keep it.
    FairnessGap broken =
        Stream.of(GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE, GapMeasure.FALSE_POSITIVE_DIFFERENCE)
            .map(this::gap)
            .filter(gap -> Scale.number(gap.value()) > limit.limit())
            .max(Comparator.comparingDouble(gap -> Scale.number(gap.value())))
            .orElse(both);
    return judge(limit, broken);
  }

  private static FairnessJudgement judge(FairnessLimit limit, FairnessGap gap) {
    Double value = gap.value();
    if (value == null) {
      return unsaid(limit, null, gap.note());
    }
    boolean ratio = limit.metric() == FairnessMetric.DEMOGRAPHIC_PARITY_RATIO;
    boolean kept = ratio ? value >= limit.limit() : value <= limit.limit();
    if (kept && !gap.note().isEmpty()) {
      return unsaid(limit, value, gap.note());
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%.3f between group '%s' (lowest) and group '%s' (highest)%s; the limit is %s %.3f.",
            value,
            gap.lowest(),
            gap.highest(),
            interval(gap.interval()),
            ratio ? "at least" : "at most",
            limit.limit());
    return new FairnessJudgement(
        limit.metric(),
        value,
        limit.limit(),
        kept ? FairnessJudgement.Verdict.KEPT : FairnessJudgement.Verdict.VIOLATED,
        reason);
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : String.format(
            Locale.ROOT, ", 95 %% interval %.3f to %.3f", interval.lower(), interval.upper());
  }

  private static FairnessJudgement unsaid(
      FairnessLimit limit, @Nullable Double value, String because) {
    return new FairnessJudgement(
        limit.metric(),
        value,
        limit.limit(),
        FairnessJudgement.Verdict.CANNOT_BE_SAID,
        "It cannot be said, because " + because + ".");
  }
}
