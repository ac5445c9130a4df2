package io.steward.evaluation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is answered with what; see {@link Charts} for what holds of all pictures. */
public final class ConfusionChart {
  /** More classes do not fit; the report's table has them. */
  private static final int MOST_CLASSES = 6;

  private static final int LONGEST_CLASS = 12;
  private static final int TOP = 50;

  private ConfusionChart() {}

  /** A field for each pair of classes. Nothing if there are too many of them, or no rows. */
  public static Optional<Picture> of(ConfusionMatrix matrix) {
    boolean empty =
        matrix.counts().stream().flatMap(List::stream).mapToLong(count -> count).sum() == 0;
    return empty || matrix.classes().size() > MOST_CLASSES
        ? Optional.empty()
        : Optional.of(new Picture(graphics -> draw(graphics, matrix)));
  }

  private static void draw(Graphics2D graphics, ConfusionMatrix matrix) {
    int classes = matrix.classes().size();
    graphics.setFont(Plot.plain());
    int widest =
        matrix.classes().stream()
            .mapToInt(name -> graphics.getFontMetrics().stringWidth(cut(name)))
            .max()
            .orElse(0);
    int left = widest + 44;
    Plot plot = new Plot(graphics, left, 10, 20);
    plot.titles("Right and wrong answers", "Answered with; shade: share of the true class");
    double width = (Charts.WIDTH - 10.0 - left) / classes;
    double height = (Charts.HEIGHT - 28.0 - TOP) / classes;
    graphics.drawString("True", 8, TOP - 8);
    for (int truth = 0; truth < classes; truth++) {
      List<Long> counts = matrix.counts().get(truth);
      long all = counts.stream().mapToLong(count -> count).sum();
      int middle = (int) (TOP + (truth + 0.5) * height);
      String name = cut(matrix.classes().get(truth));
      graphics.setColor(Plot.INK);
      graphics.drawString(name, left - 8 - graphics.getFontMetrics().stringWidth(name), middle + 4);
      plot.centred(name, (int) (left + (truth + 0.5) * width), TOP - 8);
      for (int answer = 0; answer < classes; answer++) {
        double share = all == 0 ? 0 : counts.get(answer) / (double) all;
        graphics.setColor(shade(share, truth == answer ? Plot.BLUE : Plot.ORANGE));
        graphics.fill(
            new Rectangle2D.Double(
                left + answer * width + 1, TOP + truth * height + 1, width - 2, height - 2));
        graphics.setColor(share > 0.55 ? Color.WHITE : Plot.INK);
        int at = (int) (left + (answer + 0.5) * width);
        plot.centred(String.format(Locale.ROOT, "%,d", counts.get(answer)), at, middle);
        plot.centred(String.format(Locale.ROOT, "%.0f %%", 100 * share), at, middle + 15);
      }
    }
  }

  private static Color shade(double share, Color full) {
    return new Color(
        mixed(full.getRed(), share), mixed(full.getGreen(), share), mixed(full.getBlue(), share));
  }

  private static int mixed(int full, double share) {
    return (int) Math.round(245 + share * (full - 245));
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_CLASS ? name : name.substring(0, LONGEST_CLASS - 1) + "…";
  }
}
