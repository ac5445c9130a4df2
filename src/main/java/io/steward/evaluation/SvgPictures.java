package io.steward.evaluation;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Draws pictures into {@code <svg>} elements. */
final class SvgPictures {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Digits after the point of a coordinate: a hundredth of a pixel cannot be seen. */
  private static final int PRECISION = 2;

  private SvgPictures() {}

  static String svg(String id, String title, String description, Consumer<Graphics2D> drawing) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(PRECISION);
    context.setIDGenerator(new PrefixedIds(id));
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    graphics.setSVGCanvasSize(new Dimension(Charts.WIDTH, Charts.HEIGHT));
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Charts.WIDTH, Charts.HEIGHT);
    PngPictures.draw(graphics, drawing);
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + Charts.WIDTH + " " + Charts.HEIGHT);
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-desc");
    root.insertBefore(text(document, "desc", id, description), root.getFirstChild());
    root.insertBefore(text(document, "title", id, title), root.getFirstChild());
    StringWriter writer = new StringWriter(1 << 15);
    try {
      graphics.stream(root, writer, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a picture: " + e.getMessage(), e);
    }
    String xml = writer.toString();
    return xml.substring(xml.indexOf("<svg")).strip();
  }

  private static Element text(Document document, String name, String id, String words) {
    Element element = document.createElementNS(NAMESPACE, name);
    element.setAttribute("id", id + "-" + name);
    element.appendChild(document.createTextNode(words));
    return element;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java cannot make XML documents", e);
    }
  }

  /** Ids that no other picture of the page has. */
  private static final class PrefixedIds extends SVGIDGenerator {
    private final String id;

    PrefixedIds(String id) {
      this.id = id;
    }

    @Override
    public String generateID(String prefix) {
      return id + "-" + super.generateID(prefix);
    }
  }
}
