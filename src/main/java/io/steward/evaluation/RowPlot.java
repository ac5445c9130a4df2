package io.steward.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line a group or segment; on it values with their intervals. */
final class RowPlot {
  private static final int LONGEST_NAME = 26;
  private static final double RADIUS = 4;

  private RowPlot() {}

  /**
   * How a kind of value is drawn: colours differ, and shapes for those who cannot tell colours
   * apart.
   */
  enum Shape {
    DOT(Plot.BLUE),
    DIAMOND(Plot.ORANGE),
    SQUARE(Plot.GREY);

    private final Color color;

    Shape(Color color) {
      this.color = color;
    }
  }

  /** A value with its interval; without a value nothing is drawn. */
  record Mark(Shape shape, @Nullable Double value, @Nullable Interval interval) {}

  /** A line with its values. */
  record Row(String name, List<Mark> marks) {}

  /** A dashed line across all rows; NaN where there is none. */
  record Limit(double value, String words) {}

  /** What a shape stands for. */
  record Symbol(Shape shape, String words) {}

  /**
   * @param axis what the scale shows; beside it stands what the dashed line is
   */
  static Picture of(String title, String axis, List<Row> rows, Limit limit, List<Symbol> symbols) {
    return new Picture(graphics -> draw(graphics, title, axis, rows, limit, symbols));
  }

  private static void draw(
      Graphics2D graphics,
      String title,
      String axis,
      List<Row> rows,
      Limit limit,
      List<Symbol> symbols) {
    graphics.setFont(Plot.plain());
    int widest =
        rows.stream()
            .mapToInt(row -> graphics.getFontMetrics().stringWidth(cut(row.name())))
            .max()
            .orElse(0);
    Plot plot = new Plot(graphics, widest + 18, 22, symbols.isEmpty() ? 46 : 64);
    boolean said = Double.isFinite(limit.value());
    plot.titles(title, said ? axis + "; dashed: " + limit.words() : axis);
    Plot.Range range = range(rows, limit);
    plot.scaleAcross(range);
    if (said) {
      graphics.setColor(Plot.INK);
      graphics.setStroke(Charts.dashes());
      double x = plot.x(range.share(limit.value()));
      graphics.draw(new Line2D.Double(x, plot.y(0), x, plot.y(1)));
      graphics.setStroke(new BasicStroke(1));
    }
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      double share = 1 - (index + 0.5) / rows.size();
      graphics.setColor(Plot.INK);
      graphics.setFont(Plot.plain());
      String name = cut(row.name());
      graphics.drawString(
          name, widest + 10 - graphics.getFontMetrics().stringWidth(name), (int) plot.y(share) + 4);
      double gap = Math.min(12, 0.7 * (plot.y(0) - plot.y(1)) / rows.size() / row.marks().size());
      for (int place = 0; place < row.marks().size(); place++) {
        double y = plot.y(share) + gap * (place - (row.marks().size() - 1) / 2.0);
        mark(graphics, plot, range, row.marks().get(place), y);
      }
    }
    legend(graphics, symbols);
  }

  private static void mark(Graphics2D graphics, Plot plot, Plot.Range range, Mark mark, double y) {
    Double value = mark.value();
    if (value == null) {
      return;
    }
    Interval interval = mark.interval();
    graphics.setColor(mark.shape().color);
    if (interval != null) {
      graphics.setStroke(new BasicStroke(2));
      graphics.draw(
          new Line2D.Double(
              plot.x(range.share(interval.lower())), y, plot.x(range.share(interval.upper())), y));
      graphics.setStroke(new BasicStroke(1));
    }
    shape(graphics, mark.shape(), plot.x(range.share(value)), y);
  }

  private static void shape(Graphics2D graphics, Shape shape, double x, double y) {
    graphics.setColor(shape.color);
    Path2D path = new Path2D.Double();
    switch (shape) {
      case DOT ->
          path.append(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS), false);
      case SQUARE ->
          path.append(
              new Rectangle2D.Double(
                  x - RADIUS + 0.5, y - RADIUS + 0.5, 2 * RADIUS - 1, 2 * RADIUS - 1),
              false);
      case DIAMOND -> {
        double reach = RADIUS + 1.5;
        path.moveTo(x, y - reach);
        path.lineTo(x + reach, y);
        path.lineTo(x, y + reach);
        path.lineTo(x - reach, y);
        path.closePath();
      }
    }
    graphics.fill(path);
  }

  private static void legend(Graphics2D graphics, List<Symbol> symbols) {
    graphics.setFont(Plot.plain());
    int width =
        symbols.stream()
            .mapToInt(symbol -> graphics.getFontMetrics().stringWidth(symbol.words()) + 30)
            .sum();
    int x = Math.max(4, (Charts.WIDTH - width) / 2);
    for (Symbol symbol : symbols) {
      shape(graphics, symbol.shape(), x + 5.0, Charts.HEIGHT - 31.0);
      graphics.setColor(Plot.INK);
      graphics.drawString(symbol.words(), x + 14, Charts.HEIGHT - 27);
      x += graphics.getFontMetrics().stringWidth(symbol.words()) + 30;
    }
  }

  private static Plot.Range range(List<Row> rows, Limit limit) {
    Stream<Double> values =
        rows.stream()
            .flatMap(row -> row.marks().stream())
            .filter(mark -> mark.value() != null)
            .flatMap(
                mark ->
                    mark.interval() == null
                        ? Stream.of(Objects.requireNonNull(mark.value()))
                        : Stream.of(
                            Objects.requireNonNull(mark.value()),
                            mark.interval().lower(),
                            mark.interval().upper()));
    return Plot.Range.of(
        Stream.concat(values, Stream.of(limit.value()).filter(Double::isFinite)).toList());
  }

  static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** A name with its number of rows. */
  static String named(String name, long rows) {
    String counted = String.format(Locale.ROOT, " (%,d)", rows);
    int room = LONGEST_NAME - counted.length();
    return (name.length() <= room ? name : name.substring(0, room - 1) + "…") + counted;
  }
}
