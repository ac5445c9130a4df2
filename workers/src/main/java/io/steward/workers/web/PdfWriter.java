package io.steward.workers.web;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Turns a page into a PDF: the same page gives the same bytes. Fetches nothing, from nowhere: what
 * the page shows must stand in it.
 */
final class PdfWriter {
  /** Liberation Sans (SIL Open Font License), which PDFBox brings. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private PdfWriter() {}

  /**
   * @param page well-formed XHTML without a document type
   * @param title the document's title
   * @param id what the document is identified by; the same for the same content
   */
  static byte[] write(String page, String title, long id) throws IOException {
    XRLog.setLoggingEnabled(false);
    Document html = parse(NO_XML.matcher(page).replaceAll("\uFFFD"));
    try (PDDocument pdf = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        PdfBoxRenderer renderer = renderer(html, pdf)) {
      renderer.createPDFWithoutClosing();
      // Without dates, which would make other bytes each time.
      PDDocumentInformation information = new PDDocumentInformation();
      information.setTitle(title);
      information.setProducer("Steward");
      pdf.setDocumentInformation(information);
      pdf.setDocumentId(id);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static PdfBoxRenderer renderer(Document html, PDDocument pdf) {
    return new PdfRendererBuilder()
        .useExternalResourceAccessControl(
            (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
        .useFont(PdfWriter::font, "Report")
        .useSVGDrawer(new BatikSVGDrawer())
        .withW3cDocument(html, null)
        .usePDDocument(pdf)
        .buildPdfRenderer();
  }

  private static InputStream font() {
    InputStream font = PDDocument.class.getResourceAsStream(FONT);
    if (font == null) {
      throw new IllegalStateException("PDFBox does not bring " + FONT + " any more.");
    }
    return font;
  }

  private static Document parse(String page) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The page is no well-formed XHTML: " + e.getMessage(), e);
    }
  }
}
