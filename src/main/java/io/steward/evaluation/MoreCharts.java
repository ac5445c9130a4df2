package io.steward.evaluation;

import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Pictures of what an evaluation says besides its metrics: gain, errors by tenths, what other
 * thresholds give, and weak segments. Size and ground as in {@link Charts}.
 */
public final class MoreCharts {
  private static final int MOST_SEGMENTS = 6;

  private MoreCharts() {}

  /** Share of the positives found over the share of the rows looked at, likeliest first. */
  public static Picture gain(HoldoutEvaluation evaluation) {
    boolean said = !evaluation.gain().isEmpty();
    String title =
        said && !evaluation.lift().isEmpty()
            ? String.format(
                Locale.ROOT,
                "Gain: the likeliest tenth holds %.1f × its share",
                evaluation.lift().getFirst().lift())
            : said ? "Gain" : "Gain: nothing can be said";
    XYChart chart = Charts.xy(title, "Share of rows looked at", "Share of positives found");
    List<Point> chance = List.of(new Point(0, 0), new Point(1, 1));
    Charts.line(chart, "chance", chance, Charts.INK, 1).setLineStyle(Charts.dashes());
    if (said) {
      Charts.line(chart, "model", evaluation.gain(), Charts.BLUE, 2.5f);
    }
    Charts.unitAxes(chart);
    return Picture.of(chart);
  }

  /** Mean error of each tenth of the predictions, with its interval; of a regression. */
  public static Picture residualDeciles(HoldoutEvaluation evaluation) {
    ResidualSummary residuals = evaluation.residuals();
    List<ResidualBin> bins = residuals == null ? List.of() : residuals.deciles();
    XYChart chart =
        Charts.xy(
            bins.isEmpty()
                ? "Mean error by tenths: nothing can be said"
                : "Mean error by tenths, with 95 % intervals",
            "Predicted (mean of the tenth)",
            "Truth minus prediction");
    List<Point> zero =
        bins.isEmpty()
            ? List.of()
            : List.of(
                new Point(bins.getFirst().predicted(), 0),
                new Point(bins.getLast().predicted(), 0));
    Charts.line(chart, "zero", zero, Charts.INK, 1).setLineStyle(Charts.dashes());
    for (ResidualBin bin : bins) {
      Interval interval = bin.interval();
      if (interval != null) {
        List<Point> ends =
            List.of(
                new Point(bin.predicted(), interval.lower()),
                new Point(bin.predicted(), interval.upper()));
        Charts.line(chart, "interval " + bin.tenth(), ends, Charts.SKY, 3);
      }
    }
    if (!bins.isEmpty()) {
      dots(
          chart,
          "mean",
          bins.stream().map(bin -> new Point(bin.predicted(), bin.error())).toList(),
          Charts.BLUE);
    }
    return Picture.of(chart);
  }

  /** Accuracy over the gap in selection and in opportunity at each threshold. */
  public static Picture thresholds(AttributeFairness attribute) {
    List<ThresholdPoint> said =
        attribute.thresholds().stream()
            .filter(point -> point.selectionDifference() != null)
            .toList();
    String title = "Accuracy and fairness by " + Charts.cut(attribute.column());
    XYChart chart =
        Charts.xy(
            said.isEmpty() ? title + ": nothing can be said" : title,
            "Gap between groups (0 is none)",
            "Accuracy");
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setXAxisMin(0.0);
    // Only dots: neighbours in threshold need not be neighbours in the picture.
    dots(chart, "selected", points(said.stream(), true), Charts.BLUE);
    dots(chart, "found", points(said.stream(), false), Charts.SKY);
    List<Point> chosen =
        Stream.of(true, false)
            .flatMap(
                selection ->
                    points(said.stream().filter(ThresholdPoint::chosen), selection).stream())
            .toList();
    if (!chosen.isEmpty()) {
      // A line through both points: single dots would lose their colour in a small file.
      List<Point> across = chosen.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
      Charts.line(chart, "chosen", across, Charts.ORANGE, 2).setMarker(SeriesMarkers.DIAMOND);
    }
    return Picture.of(chart);
  }

  private static List<Point> points(Stream<ThresholdPoint> thresholds, boolean selection) {
    return thresholds
        .filter(point -> selection || point.opportunityDifference() != null)
        .map(
            point ->
                new Point(
                    Objects.requireNonNull(
                        selection ? point.selectionDifference() : point.opportunityDifference()),
                    point.accuracy()))
        .toList();
  }

  /** How much larger the errors are in the weak segments that were found. */
  public static Picture weakSegments(SegmentReport report) {
    List<WeakSegment> shown = report.found().stream().limit(MOST_SEGMENTS).toList();
    boolean searched = report.notes().stream().noneMatch(note -> note.contains("searched for"));
    List<String> names =
        shown.isEmpty() && searched
            ? List.of("none found")
            : shown.stream().map(MoreCharts::name).toList();
    List<Double> sizes =
        shown.isEmpty() && searched
            ? List.of(0.0)
            : shown.stream().map(segment -> Math.abs(segment.difference())).toList();
    return HorizontalBars.picture(
        "Weak segments",
        "Larger error (or larger bias) than elsewhere",
        names,
        sizes,
        Charts.ORANGE,
        Charts.INK);
  }

  private static String name(WeakSegment segment) {
    String words = segment.segment();
    String cut = words.length() <= 30 ? words : words.substring(0, 29) + "…";
    return cut + " (" + segment.rows() + ")";
  }

  private static XYSeries dots(XYChart chart, String name, List<Point> points, Color color) {
    XYSeries series = Charts.line(chart, name, points, color, 1);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE);
    return series;
  }
}
