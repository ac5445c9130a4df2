package io.steward.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Locale;

/** Bars that lie, so that long names can be read beside them. */
final class HorizontalBars {
  private static final int MARGIN = 10;
  private static final int TOP = 32;
  private static final int BOTTOM = 26;

  private HorizontalBars() {}

  /** Draws one bar a name, the first on top; negative values have no bar. */
  static Picture picture(
      String title, String axis, List<String> names, List<Double> values, Color bar, Color ink) {
    return limited(title, axis, names, values, Double.NaN, bar, ink);
  }

  /** The same with a dashed line at a limit; none where it is NaN. */
  static Picture limited(
      String title,
      String axis,
      List<String> names,
      List<Double> values,
      double limit,
      Color bar,
      Color ink) {
    return new Picture(graphics -> draw(graphics, title, axis, names, values, limit, bar, ink));
  }

  private static void draw(
      Graphics2D graphics,
      String title,
      String axis,
      List<String> names,
      List<Double> values,
      double limit,
      Color bar,
      Color ink) {
    graphics.setColor(ink);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    centred(graphics, names.isEmpty() ? title + ": nothing can be said" : title, 20);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    centred(graphics, axis, Charts.HEIGHT - 9);
    FontMetrics metrics = graphics.getFontMetrics();
    int left = MARGIN + 6 + names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    int right = Charts.WIDTH - MARGIN - metrics.stringWidth("0.000") - 6;
    double largest = Math.max(1e-12, values.stream().mapToDouble(v -> v).max().orElse(0));
    largest = limit > largest ? limit : largest;
    int step = (Charts.HEIGHT - TOP - BOTTOM) / Math.max(1, names.size());
    int thick = Math.min(22, step * 7 / 10);
    for (int index = 0; index < names.size(); index++) {
      int y = TOP + index * step + (step - thick) / 2;
      int text = y + thick / 2 + metrics.getAscent() / 2 - 1;
      int length = (int) Math.round(Math.max(0, values.get(index)) / largest * (right - left));
      graphics.setColor(bar);
      graphics.fillRect(left, y, Math.max(1, length), thick);
      graphics.setColor(ink);
      String name = names.get(index);
      graphics.drawString(name, left - 6 - metrics.stringWidth(name), text);
      graphics.drawString(written(values.get(index)), left + Math.max(1, length) + 5, text);
    }
    if (limit > 0 && !names.isEmpty()) {
      graphics.setStroke(Charts.dashes());
      double x = left + limit / largest * (right - left);
      graphics.draw(new Line2D.Double(x, TOP, x, Charts.HEIGHT - (double) BOTTOM));
    }
  }

  private static String written(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3f", value);
  }

  private static void centred(Graphics2D graphics, String text, int y) {
    int width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (Charts.WIDTH - width) / 2, y);
  }
}
