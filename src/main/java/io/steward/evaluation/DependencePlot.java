package io.steward.evaluation;

import io.steward.evaluation.PartialDependence.DependencePoint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The mean answer along a column as a line or dots, and between what 80 % of the rows lie. */
final class DependencePlot {
  private static final int LONGEST_LEVEL = 14;
  private static final double PIXELS_A_LETTER = 7.5;

  private DependencePlot() {}

  static void draw(Graphics2D graphics, PartialDependence curve) {
    List<DependencePoint> points = curve.points();
    Plot plot = new Plot(graphics, 64, 20, 62);
    plot.titles(
        capitalised(curve.explained()),
        "Value of " + Charts.cut(curve.column()) + " (mean, and 80 % of the rows)");
    graphics.setColor(Plot.INK);
    Plot.Range answers =
        Plot.Range.of(
            points.stream().flatMap(point -> Stream.of(point.lower(), point.upper())).toList());
    List<Double> numbers =
        points.stream().map(DependencePoint::number).flatMap(Stream::ofNullable).toList();
    if (numbers.size() == points.size()) {
      Plot.Range values = Plot.Range.of(numbers);
      plot.scaleAcross(values);
      band(graphics, plot, points, numbers, values, answers);
      plot.scaleUp(answers);
      for (int index = 1; index < points.size(); index++) {
        plot.line(
            values.share(numbers.get(index - 1)),
            answers.share(points.get(index - 1).mean()),
            values.share(numbers.get(index)),
            answers.share(points.get(index).mean()),
            Plot.BLUE,
            2.5f);
      }
    } else {
      plot.scaleUp(answers);
      levels(graphics, plot, points, answers);
    }
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static void band(
      Graphics2D graphics,
      Plot plot,
      List<DependencePoint> points,
      List<Double> numbers,
      Plot.Range values,
      Plot.Range answers) {
    Path2D band = new Path2D.Double();
    for (int index = 0; index < 2 * points.size(); index++) {
      boolean back = index >= points.size();
      int at = back ? 2 * points.size() - 1 - index : index;
      double x = plot.x(values.share(numbers.get(at)));
      double y = plot.y(answers.share(back ? points.get(at).upper() : points.get(at).lower()));
      if (index == 0) {
        band.moveTo(x, y);
      } else {
        band.lineTo(x, y);
      }
    }
    band.closePath();
    graphics.setColor(Plot.BAND);
    graphics.fill(band);
  }

  private static void levels(
      Graphics2D graphics, Plot plot, List<DependencePoint> points, Plot.Range answers) {
    // Neighbours stand on different lines, so that a name has the room of two.
    double room = 2 * (plot.x(1) - plot.x(0)) / points.size();
    int longest = Math.clamp((int) (room / PIXELS_A_LETTER), 3, LONGEST_LEVEL);
    for (int index = 0; index < points.size(); index++) {
      DependencePoint point = points.get(index);
      double x = (index + 0.5) / points.size();
      plot.line(x, answers.share(point.lower()), x, answers.share(point.upper()), Plot.BAND, 9);
      plot.dot(x, plot.y(answers.share(point.mean())), 4.5, Plot.BLUE);
      graphics.setColor(Plot.INK);
      String level = point.level();
      String shown = level.length() <= longest ? level : level.substring(0, longest - 1) + "…";
      plot.centred(shown, (int) plot.x(x), Charts.HEIGHT - (index % 2 == 0 ? 45 : 30));
    }
  }
}
