package io.steward.evaluation;

import io.steward.charter.Metric;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.training.ValidationPoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The pictures of the curves of a training, as {@link Charts} makes those of an evaluation. Bars
 * are one standard error each way.
 */
public final class CurveCharts {
  /**
   * Blue, orange and green of Okabe and Ito's palette, which colour-blind people can tell apart.
   */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x00, 0x72, 0xB2), new Color(0xD5, 0x5E, 0x00), new Color(0x00, 0x9E, 0x73));

  private CurveCharts() {}

  /** The metric over the number of rows that were learnt from, one line a candidate. */
  public static Picture learning(LeaderCurves curves) {
    XYChart chart = Charts.xy("Learning curves", "Rows learnt from", curves.metric().written());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    int drawn = 0;
    for (CandidateCurves candidate : curves.candidates()) {
      if (!candidate.learning().isEmpty()) {
        line(
            chart,
            candidate.algorithm(),
            COLORS.get(drawn++ % COLORS.size()),
            candidate.learning(),
            LearningPoint::rows,
            LearningPoint::mean,
            LearningPoint::standardError);
      }
    }
    return Picture.of(chart);
  }

  /** The metric over the values of a hyperparameter; the chosen value is marked. */
  public static Picture validation(
      Metric metric, CandidateCurves candidate, ValidationCurve curve) {
    XYChart chart =
        Charts.xy(
            "Validation curve: " + candidate.algorithm(), curve.hyperparameter(), metric.written());
    List<ValidationPoint> points = curve.points();
    double least = points.getFirst().setting();
    // Penalties are tried in powers of ten.
    chart.getStyler().setXAxisLogarithmic(least > 0 && points.getLast().setting() / least >= 100);
    chart.getStyler().setLegendVisible(true);
    line(
        chart,
        "tried",
        COLORS.getFirst(),
        points,
        ValidationPoint::setting,
        ValidationPoint::mean,
        ValidationPoint::standardError);
    List<ValidationPoint> chosen =
        points.stream().filter(point -> point.setting() == curve.chosen()).toList();
    if (!chosen.isEmpty()) {
      line(
              chart,
              "chosen",
              COLORS.get(1),
              chosen,
              ValidationPoint::setting,
              ValidationPoint::mean,
              ValidationPoint::standardError)
          .setMarker(SeriesMarkers.DIAMOND);
    }
    return Picture.of(chart);
  }

  private static <T> XYSeries line(
      XYChart chart,
      String name,
      Color color,
      List<T> points,
      ToDoubleFunction<T> x,
      ToDoubleFunction<T> y,
      ToDoubleFunction<T> error) {
    XYSeries series =
        chart.addSeries(
            name,
            points.stream().mapToDouble(x).toArray(),
            points.stream().mapToDouble(y).toArray(),
            points.stream().mapToDouble(error).toArray());
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2));
    return series;
  }
}
