package io.steward.evaluation;

import io.steward.evaluation.ShapSummary.ColumnShap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/** A line a column, a dot a row: how far the column moves the answer, and for which values. */
final class ShapPlot {
  private static final int MOST_COLUMNS = 8;
  private static final int SHADES = 6;

  private ShapPlot() {}

  static void draw(Graphics2D graphics, ShapSummary shap) {
    List<ColumnShap> shown = shap.columns().stream().limit(MOST_COLUMNS).toList();
    graphics.setFont(Plot.plain());
    int widest =
        shown.stream()
            .map(column -> Charts.cut(column.column()))
            .mapToInt(name -> graphics.getFontMetrics().stringWidth(name))
            .max()
            .orElse(0);
    Plot plot = new Plot(graphics, widest + 18, 22, 62);
    plot.titles("What moves " + shap.explained(), "Contribution of the column to one answer");
    Plot.Range range =
        Plot.Range.of(
            Stream.concat(
                    Stream.of(0.0),
                    shown.stream().flatMap(column -> column.points().stream()).map(Point::y))
                .toList());
    plot.scaleAcross(range);
    plot.line(range.share(0), 0, range.share(0), 1, Plot.GREY, 1);
    for (int index = 0; index < shown.size(); index++) {
      double middle = plot.y(1 - (index + 0.5) / shown.size());
      graphics.setColor(Plot.INK);
      String name = Charts.cut(shown.get(index).column());
      graphics.drawString(
          name, widest + 10 - graphics.getFontMetrics().stringWidth(name), (int) middle + 4);
      dots(plot, shown.get(index).points(), range, middle);
    }
    legend(graphics);
  }

  private static void dots(Plot plot, List<Point> points, Plot.Range range, double middle) {
    for (int index = 0; index < points.size(); index++) {
      Point point = points.get(index);
      // Spread a little up and down, always alike, so that dots do not hide each other.
      double spread = (index * 7 % 13 - 6) * 0.8;
      plot.dot(range.share(point.y()), middle + spread, 2.2, color(point.x()));
    }
  }

  private static Color color(double place) {
    return place < 0 ? Plot.GREY : shade(Math.rint(place * (SHADES - 1)) / (SHADES - 1));
  }

  private static Color shade(double share) {
    return new Color(
        mixed(Plot.BLUE.getRed(), Plot.ORANGE.getRed(), share),
        mixed(Plot.BLUE.getGreen(), Plot.ORANGE.getGreen(), share),
        mixed(Plot.BLUE.getBlue(), Plot.ORANGE.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  private static void legend(Graphics2D graphics) {
    int y = Charts.HEIGHT - 27;
    int x = 96;
    for (String entry : List.of("small values", "large values", "texts, missing")) {
      graphics.setColor(
          entry.startsWith("small")
              ? Plot.BLUE
              : entry.startsWith("large") ? Plot.ORANGE : Plot.GREY);
      graphics.fillOval(x, y - 8, 7, 7);
      graphics.setColor(Plot.INK);
      graphics.drawString(entry, x + 11, y);
      x += graphics.getFontMetrics().stringWidth(entry) + 28;
    }
  }
}
