package io.steward.evaluation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pictures into small PNG files. */
final class PngPictures {
  private static final Logger LOG = LoggerFactory.getLogger(PngPictures.class);

  /** So many colours are enough for charts, and make files small. */
  private static final int COLORS = 32;

  private PngPictures() {}

  /** Draws on a white ground. */
  static byte[] png(int width, int height, Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      draw(graphics, drawing);
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(fewColors(image), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a picture: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  /**
   * Draws. A machine that cannot draw (no font is installed) gets an empty picture and a warning:
   * evaluation must not fail for want of a picture.
   */
  static void draw(Graphics2D graphics, Consumer<Graphics2D> drawing) {
    try {
      drawing.accept(graphics);
    } catch (LinkageError | InternalError noFonts) {
      LOG.warn(
          "Charts stay empty, because this machine cannot draw text ({}). Install a font, for"
              + " example: apt-get install fontconfig fonts-dejavu-core",
          noFonts.toString());
    }
  }

  /** The same picture in its most frequent colours, every other pixel in the nearest of them. */
  private static BufferedImage fewColors(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    Map<Integer, Integer> frequency = new HashMap<>();
    for (int pixel : pixels) {
      frequency.merge(pixel, 1, Integer::sum);
    }
    List<Integer> palette =
        frequency.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(COLORS)
            .map(Map.Entry::getKey)
            .toList();
    byte[] red = new byte[palette.size()];
    byte[] green = new byte[palette.size()];
    byte[] blue = new byte[palette.size()];
    for (int index = 0; index < palette.size(); index++) {
      Color color = new Color(palette.get(index));
      red[index] = (byte) color.getRed();
      green[index] = (byte) color.getGreen();
      blue[index] = (byte) color.getBlue();
    }
    BufferedImage small =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, palette.size(), red, green, blue));
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int index = 0; index < pixels.length; index++) {
      int color = nearest.computeIfAbsent(pixels[index], pixel -> nearest(pixel, palette));
      small.getRaster().setSample(index % image.getWidth(), index / image.getWidth(), 0, color);
    }
    return small;
  }

  private static int nearest(int pixel, List<Integer> palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int index = 0; index < palette.size(); index++) {
      int color = palette.get(index);
      int red = ((pixel >> 16) & 0xFF) - ((color >> 16) & 0xFF);
      int green = ((pixel >> 8) & 0xFF) - ((color >> 8) & 0xFF);
      int blue = (pixel & 0xFF) - (color & 0xFF);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = index;
      }
    }
    return best;
  }
}
