package io.steward.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The pictures of an evaluation: PNG files of {@value #WIDTH} × {@value #HEIGHT} pixels and at most
 * about 10 KB, small enough to travel in a form. Drawn without a screen. The same result gives the
 * same picture on the same machine; fonts differ between machines, so pictures are never part of a
 * digest.
 */
public final class Charts {
  /** Width in pixels. */
  public static final int WIDTH = 420;

  /** Height in pixels. */
  public static final int HEIGHT = 300;

  /** Bars are drawn of at most so many columns. */
  private static final int MOST_BARS = 8;

  /** Longer names are cut. */
  private static final int LONGEST_NAME = 20;

  // Blue and orange of Okabe and Ito's palette, which colour-blind people can tell apart.
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);
  static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  static final Color INK = new Color(0x33, 0x33, 0x33);
  private static final Color LINE = new Color(0xE0, 0xE0, 0xE0);

  private Charts() {}

  /**
   * The picture that says most about the holdout: ROC, or residuals of a regression, or metrics.
   */
  public static Picture overview(HoldoutEvaluation evaluation) {
    if (!evaluation.roc().isEmpty()) {
      return roc(evaluation);
    }
    return evaluation.residuals() == null ? metrics(evaluation) : residuals(evaluation);
  }

  /** True positive rate over false positive rate. */
  public static Picture roc(HoldoutEvaluation evaluation) {
    XYChart chart =
        xy(
            evaluation.metrics().stream()
                .filter(result -> result.metric() == io.steward.charter.Metric.AUC)
                .findFirst()
                .map(result -> "ROC: AUC " + interval(result))
                .orElse("ROC"),
            "False positive rate",
            "True positive rate");
    line(chart, "chance", List.of(new Point(0, 0), new Point(1, 1)), INK, 1).setLineStyle(dashes());
    line(chart, "model", evaluation.roc(), BLUE, 2.5f);
    unitAxes(chart);
    return Picture.of(chart);
  }

  /** Precision over recall. */
  public static Picture precisionRecall(HoldoutEvaluation evaluation) {
    XYChart chart = xy("Precision and recall", "Recall", "Precision");
    line(chart, "model", evaluation.precisionRecall(), BLUE, 2.5f);
    unitAxes(chart);
    return Picture.of(chart);
  }

  /** What came true over what was said. */
  public static Picture calibration(HoldoutEvaluation evaluation) {
    XYChart chart = xy("Calibration, with 95 % intervals", "Probability given", "Came true");
    line(chart, "ideal", List.of(new Point(0, 0), new Point(1, 1)), INK, 1).setLineStyle(dashes());
    for (CalibrationBin bin : evaluation.calibration()) {
      Interval interval = bin.interval();
      if (interval != null) {
        List<Point> ends =
            List.of(
                new Point(bin.predicted(), interval.lower()),
                new Point(bin.predicted(), interval.upper()));
        line(chart, "interval " + bin.from(), ends, SKY, 3);
      }
    }
    line(
            chart,
            "model",
            evaluation.calibration().stream()
                .map(bin -> new Point(bin.predicted(), bin.observed()))
                .toList(),
            BLUE,
            2.5f)
        .setMarker(SeriesMarkers.CIRCLE);
    unitAxes(chart);
    return Picture.of(chart);
  }

  /** Errors over predicted values, of a regression. */
  public static Picture residuals(HoldoutEvaluation evaluation) {
    XYChart chart = xy("Errors (truth minus prediction)", "Predicted", "Error");
    List<Point> points = Objects.requireNonNull(evaluation.residuals()).points();
    if (!points.isEmpty()) {
      List<Point> zero =
          List.of(new Point(points.getFirst().x(), 0), new Point(points.getLast().x(), 0));
      line(chart, "zero", zero, INK, 1).setLineStyle(dashes());
    }
    line(chart, "rows", points, BLUE, 1)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(SeriesMarkers.CIRCLE);
    return Picture.of(chart);
  }

  /** The metrics between 0 and 1 as bars. */
  public static Picture metrics(HoldoutEvaluation evaluation) {
    List<MetricResult> shown =
        evaluation.metrics().stream()
            .filter(result -> result.value() != null && !Scale.relative(result.metric()))
            .limit(MOST_BARS)
            .toList();
    return HorizontalBars.picture(
        "Metrics on the holdout",
        "Value",
        shown.stream().map(result -> result.metric().written()).toList(),
        shown.stream().map(result -> Scale.number(result.value())).toList(),
        BLUE,
        INK);
  }

  /** Selection and true positive rate by group; groups that cannot be judged are left out. */
  public static Picture fairness(AttributeFairness attribute) {
    List<GroupFairness> groups =
        attribute.groups().stream()
            .filter(group -> group.selectionRate() != null)
            .limit(MOST_BARS)
            .toList();
    return bars(
        "Fairness by " + attribute.column(),
        "Rate",
        groups.stream().map(group -> cut(group.group()) + " (" + group.rows() + ")").toList(),
        List.of(
            new Bars(
                "selected", BLUE, groups.stream().map(group -> group.selectionRate()).toList()),
            new Bars(
                "found of the positives",
                ORANGE,
                groups.stream().map(group -> group.truePositiveRate()).toList()),
            new Bars(
                "false alarms",
                SKY,
                groups.stream().map(group -> group.falsePositiveRate()).toList())));
  }

  /** The most important columns. */
  public static Picture importance(ExplanationReport explanation) {
    List<ExplanationReport.Importance> shown =
        explanation.importances().stream().limit(MOST_BARS).toList();
    return HorizontalBars.picture(
        "What the model leans on",
        "Loss of " + explanation.metric().written() + " without the column",
        shown.stream().map(importance -> cut(importance.column())).toList(),
        shown.stream().map(ExplanationReport.Importance::drop).toList(),
        BLUE,
        INK);
  }

  /** One bar a name; null where nothing can be said, and then there is no bar. */
  private record Bars(String name, Color color, List<@Nullable Double> heights) {}

  private static Picture bars(String title, String axis, List<String> names, List<Bars> series) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(axis)
            .build();
    style(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setLegendVisible(series.size() > 1);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    if (names.size() > 3) {
      chart.getStyler().setXAxisLabelRotation(30);
    }
    if (names.isEmpty()) {
      chart.setTitle(title + ": nothing can be said");
      names = List.of("-");
      series =
          series.stream().map(bars -> new Bars(bars.name(), bars.color(), List.of(0.0))).toList();
    }
    for (Bars bars : series) {
      chart.addSeries(bars.name(), names, bars.heights()).setFillColor(bars.color());
    }
    return Picture.of(chart);
  }

  static XYChart xy(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  static org.knowm.xchart.XYSeries line(
      XYChart chart, String name, List<Point> points, Color color, float width) {
    List<Point> drawn = points.isEmpty() ? List.of(new Point(0, 0)) : points;
    return (org.knowm.xchart.XYSeries)
        chart
            .addSeries(
                name,
                drawn.stream().mapToDouble(Point::x).toArray(),
                drawn.stream().mapToDouble(Point::y).toArray())
            .setMarker(SeriesMarkers.NONE)
            .setMarkerColor(color)
            .setLineColor(color)
            .setLineWidth(width);
  }

  static BasicStroke dashes() {
    return new BasicStroke(
        1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 4}, 0);
  }

  static void unitAxes(XYChart chart) {
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
  }

  private static void style(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    styler.setChartFontColor(INK);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderColor(LINE);
    styler.setPlotGridLinesColor(LINE);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setChartPadding(6);
    styler.setLocale(Locale.ROOT);
  }

  static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private static String interval(MetricResult result) {
    Double lower = result.lower();
    Double upper = result.upper();
    String value = String.format(Locale.ROOT, "%.3f", Scale.number(result.value()));
    return lower == null || upper == null
        ? value
        : value + String.format(Locale.ROOT, " (95 %%: %.3f to %.3f)", lower, upper);
  }
}
