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
        GapMeasure.of(task).stream()
            .map(measure -> gap(measure, groups, GapIntervals.LEVEL))
            .toList(),
        note);
  }

  private static FairnessGap gap(GapMeasure measure, List<GroupFairness> groups, double level) {
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
    double low = Scale.number(said.getFirst().value(of));
    double high = Scale.number(said.getLast().value(of));
    String zero =
        of == GroupMeasure.SELECTION_RATE
            ? "no row of any group is answered with the positive class"
            : "the %s is 0 in all groups".formatted(of.words());
    boolean undefined = measure.ratio() && !(high > 0);
    return new FairnessGap(
        measure,
        undefined ? null : measure.ratio() ? low / high : high - low,
        GapIntervals.of(
            said.stream().map(group -> Objects.requireNonNull(group.figure(of))).toList(),
            measure.ratio(),
            level),
        said.getFirst().group(),
        said.getLast().group(),
        undefined ? join(unsaid, zero) : unsaid);
  }

  /** The worse of the gaps of true and false positive rates; said only if both can be said. */
  private static FairnessGap odds(GapMeasure measure, List<GroupFairness> groups) {
    boolean ratio = measure.ratio();
    GapMeasure ofFound =
        ratio ? GapMeasure.EQUAL_OPPORTUNITY_RATIO : GapMeasure.EQUAL_OPPORTUNITY_DIFFERENCE;
    GapMeasure ofAlarms =
        ratio ? GapMeasure.FALSE_POSITIVE_RATIO : GapMeasure.FALSE_POSITIVE_DIFFERENCE;
    FairnessGap found = gap(ofFound, groups, GapIntervals.LEVEL_OF_TWO);
    FairnessGap alarms = gap(ofAlarms, groups, GapIntervals.LEVEL_OF_TWO);
    String note = join(found.note(), alarms.note());
    Double first = found.value();
    Double second = alarms.value();
    if (first == null || second == null) {
      return new FairnessGap(measure, null, null, null, null, note);
    }
    boolean foundIsWorse = ratio ? first <= second : first >= second;
    FairnessGap worse = foundIsWorse ? found : alarms;
    // Where one is the worse beyond chance, it was not chosen among two that are alike.
    FairnessGap shown =
        apart(worse, foundIsWorse ? alarms : found)
            ? gap(foundIsWorse ? ofFound : ofAlarms, groups, GapIntervals.LEVEL)
            : worse;
    return new FairnessGap(
        measure, shown.value(), shown.interval(), shown.lowest(), shown.highest(), note);
  }

  private static boolean apart(FairnessGap one, FairnessGap other) {
    Interval difference =
        Intervals.difference(
            Scale.number(one.value()),
            one.interval(),
            Scale.number(other.value()),
            other.interval());
    return difference != null && (difference.lower() > 0 || difference.upper() < 0);
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
