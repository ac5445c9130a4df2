package io.steward.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Locale;

/** A frame with a title and a scale of values, for pictures that the chart library has not. */
final class Plot {
  // Blue and orange of Okabe and Ito's palette, which colour-blind people can tell apart.
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);
  static final Color GREY = new Color(0x99, 0x99, 0x99);
  static final Color BAND = new Color(0xC6, 0xDD, 0xEC);
  static final Color INK = new Color(0x33, 0x33, 0x33);
  static final Color LINE = new Color(0xE0, 0xE0, 0xE0);
  private static final int TOP = 32;
  private static final int TICKS = 4;

  private final Graphics2D graphics;
  private final int left;
  private final int right;
  private final int bottom;

  /** A plot on the whole of a picture of {@link Charts#WIDTH} × {@link Charts#HEIGHT}. */
  Plot(Graphics2D graphics, int left, int right, int bottom) {
    this.graphics = graphics;
    this.left = left;
    this.right = Charts.WIDTH - right;
    this.bottom = Charts.HEIGHT - bottom;
    graphics.setStroke(new BasicStroke(1));
  }

  static Font plain() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  }

  /** The title above, and what the axis below shows. */
  void titles(String title, String axis) {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    centred(title, Charts.WIDTH / 2, 20);
    graphics.setFont(plain());
    centred(axis, Charts.WIDTH / 2, Charts.HEIGHT - 9);
  }

  /** A text around a middle. */
  void centred(String text, int middle, int y) {
    graphics.drawString(text, middle - graphics.getFontMetrics().stringWidth(text) / 2, y);
  }

  double x(double share) {
    return left + share * (right - left);
  }

  double y(double share) {
    return bottom - share * (bottom - TOP);
  }

  /** Lines and numbers up the left side. */
  void scaleUp(Range range) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = tick / (double) TICKS;
      graphics.setColor(LINE);
      graphics.draw(new Line2D.Double(left, y(share), right, y(share)));
      graphics.setColor(INK);
      String text = range.text(range.at(share));
      graphics.drawString(
          text, left - 6 - graphics.getFontMetrics().stringWidth(text), (int) y(share) + 4);
    }
  }

  /** Lines and numbers along the bottom. */
  void scaleAcross(Range range) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = tick / (double) TICKS;
      graphics.setColor(LINE);
      graphics.draw(new Line2D.Double(x(share), TOP, x(share), bottom));
      graphics.setColor(INK);
      centred(range.text(range.at(share)), (int) x(share), bottom + 15);
    }
  }

  void line(double fromX, double fromY, double toX, double toY, Color color, float width) {
    graphics.setColor(color);
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(x(fromX), y(fromY), x(toX), y(toY)));
    graphics.setStroke(new BasicStroke(1));
  }

  void dot(double atX, double pixelY, double radius, Color color) {
    graphics.setColor(color);
    graphics.fill(new Ellipse2D.Double(x(atX) - radius, pixelY - radius, 2 * radius, 2 * radius));
  }

  /** The values that a scale covers. */
  record Range(double low, double high) {
    /** A range of these values; never empty. */
    static Range of(List<Double> values) {
      double low = values.stream().mapToDouble(v -> v).min().orElse(0);
      double high = values.stream().mapToDouble(v -> v).max().orElse(1);
      return high > low ? new Range(low, high) : new Range(low - 0.5, low + 0.5);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    double at(double share) {
      return low + share * (high - low);
    }

    String text(double value) {
      double span = high - low;
      return String.format(
          Locale.ROOT,
          span >= 40 ? "%,.0f" : span >= 4 ? "%.1f" : span >= 0.04 ? "%.2f" : "%.4f",
          value + 0.0);
    }
  }
}
