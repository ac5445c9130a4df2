package io.steward.evaluation;

import java.awt.Graphics2D;
import java.util.Base64;
import java.util.function.Consumer;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A picture of {@value Charts#WIDTH} × {@value Charts#HEIGHT} pixels, drawn when it is asked for:
 * as a small PNG file for forms, or as SVG for pages. Two pictures of the same result are the same
 * on the same machine; fonts differ between machines, so pictures are never part of a digest.
 */
public final class Picture {
  private final Consumer<Graphics2D> drawing;

  Picture(Consumer<Graphics2D> drawing) {
    this.drawing = drawing;
  }

  static Picture of(Chart<?, ?> chart) {
    return new Picture(graphics -> chart.paint(graphics, Charts.WIDTH, Charts.HEIGHT));
  }

  /** A PNG file. */
  public byte[] png() {
    return PngPictures.png(Charts.WIDTH, Charts.HEIGHT, drawing);
  }

  /** The PNG file as a {@code data:} address, for a form or a page. */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
  }

  /**
   * An {@code <svg>} element that can stand in a page. Texts are drawn as shapes, so that it looks
   * the same with any fonts.
   *
   * @param id what sets this picture's ids apart from all others on the page: letters, digits,
   *     hyphens
   * @param title what the picture shows, for those who cannot see it
   * @param description what it says, for them too
   */
  public String svg(String id, String title, String description) {
    return SvgPictures.svg(id, title, description, drawing);
  }
}
