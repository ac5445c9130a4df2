package io.steward.evaluation;

import io.steward.evaluation.RowPlot.Limit;
import io.steward.evaluation.RowPlot.Mark;
import io.steward.evaluation.RowPlot.Row;
import io.steward.evaluation.RowPlot.Shape;
import io.steward.evaluation.RowPlot.Symbol;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pictures of parts of the rows with their 95 % intervals; see {@link Charts} for all pictures. */
public final class GroupCharts {
  /** The share of the largest selection rate that the smallest should reach (EEOC, 1978). */
  private static final double FOUR_FIFTHS = 0.8;

  private static final int MOST_ROWS = 8;

  private GroupCharts() {}

  /**
   * What the model does with each group of an attribute: of two classes, the selection rate with
   * the line of four fifths of the largest, and the rate of positives found; else the mean error or
   * the primary metric. Nothing if no group can be judged.
   */
  public static Optional<Picture> groups(AttributeFairness attribute) {
    List<GroupMeasure> measures =
        Stream.of(GroupMeasure.SELECTION_RATE, GroupMeasure.MEAN_ERROR, GroupMeasure.PRIMARY)
            .filter(measure -> attribute.groups().stream().anyMatch(g -> g.value(measure) != null))
            .limit(1)
            .toList();
    if (measures.isEmpty()) {
      return Optional.empty();
    }
    GroupMeasure measure = measures.getFirst();
    boolean selects = measure == GroupMeasure.SELECTION_RATE;
    List<GroupFairness> shown =
        attribute.groups().stream()
            .filter(group -> group.value(measure) != null)
            .sorted(Comparator.comparingLong(GroupFairness::rows).reversed())
            .limit(MOST_ROWS)
            .toList();
    double largest =
        attribute.groups().stream()
            .map(GroupFairness::selectionRate)
            .filter(Objects::nonNull)
            .mapToDouble(rate -> rate)
            .max()
            .orElse(Double.NaN);
    return Optional.of(
        RowPlot.of(
            "Groups of " + Charts.cut(attribute.column()) + ", with 95 % intervals",
            selects ? "Rate" : capitalised(measure.words()),
            shown.stream().map(group -> row(group, measure, selects)).toList(),
            new Limit(
                selects && largest > 0 ? FOUR_FIFTHS * largest : Double.NaN,
                "four fifths of the most selected"),
            selects
                ? List.of(
                    new Symbol(Shape.DOT, "selected"), new Symbol(Shape.DIAMOND, "positives found"))
                : List.of()));
  }

  private static Row row(GroupFairness group, GroupMeasure measure, boolean selects) {
    String name = group.group().isEmpty() ? Shown.MISSING : group.group();
    return new Row(
        RowPlot.named(name, group.rows()),
        selects
            ? List.of(
                mark(Shape.DOT, group, measure),
                mark(Shape.DIAMOND, group, GroupMeasure.TRUE_POSITIVE_RATE))
            : List.of(mark(Shape.DOT, group, measure)));
  }

  private static Mark mark(Shape shape, GroupFairness group, GroupMeasure measure) {
    GroupFigure figure = group.figure(measure);
    return figure == null
        ? new Mark(shape, null, null)
        : new Mark(shape, figure.value(), figure.interval());
  }

  /**
   * The primary metric in the declared segments, the worst first. Nothing if it cannot be said of
   * any.
   */
  public static Optional<Picture> segments(SegmentReport report) {
    List<SegmentResult> shown =
        report.segments().stream()
            .filter(segment -> segment.value() != null)
            .sorted(
                Comparator.comparing(SegmentResult::weak)
                    .thenComparingDouble(
                        segment -> segment.gap() == null ? -Double.MAX_VALUE : segment.gap())
                    .reversed())
            .limit(MOST_ROWS)
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        RowPlot.of(
            "Segments, the worst first, with 95 % intervals",
            capitalised(report.metric().written()),
            shown.stream().map(GroupCharts::row).toList(),
            new Limit(Scale.number(report.overall()), "all rows"),
            List.of(
                new Symbol(Shape.DOT, "not told apart"),
                new Symbol(Shape.DIAMOND, "worse beyond chance"))));
  }

  private static Row row(SegmentResult segment) {
    Double lower = segment.lower();
    Double upper = segment.upper();
    return new Row(
        RowPlot.named(segment.column() + " " + segment.segment(), segment.rows()),
        List.of(
            new Mark(
                segment.weak() ? Shape.DIAMOND : Shape.DOT,
                segment.value(),
                lower == null || upper == null ? null : new Interval(lower, upper))));
  }

  private static String capitalised(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
