package io.steward.workers.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Mustache;
import io.steward.artifact.Json;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.ReportCases;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages and PDF files are left in {@code target/pages}, to be looked at. */
class EvaluationPageTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  private final Mustache.Compiler templates =
      Mustache.compiler()
          .withLoader(name -> Files.newBufferedReader(TEMPLATES.resolve(name + ".mustache")));
  private final EvaluationPdf pdf = newPdf();

  @AfterEach
  void stop() {
    pdf.stop();
  }

  @Test
  void shouldSayTheVerdictBeforePicturesAndTablesWhenAClassificationPasses() throws IOException {
    String page = words(look("classification", ReportCases.classification()));

    assertThat(page)
        .containsSubsequence(
            "Passed by the evaluation gate",
            "<h2>Why</h2>",
            "<h2>Key figures</h2>",
            "<h2>Pictures</h2>",
            "<h2>Tables</h2>",
            "Fairness limits")
        .contains("<title id=\"roc-title\">ROC</title>", "role=\"img\"", "aria-labelledby")
        .contains("four fifths is 0.8", "href=\"/api/runs/")
        .doesNotContain("{{", "<script", "http-equiv");
  }

  @Test
  void shouldShowTheSameFiguresInPageJsonAndPdfWhenAskedForEach() throws IOException {
    EvaluationReport report = ReportCases.classification();
    HoldoutEvaluation read = Json.read(Json.bytes(report), EvaluationReport.class).holdout();
    String page = words(page(report));
    String text = text(pdf.of(report));

    assertThat(text).contains(report.verdict().headline(), report.title());
    report.verdict().reasons().forEach(reason -> assertThat(text).contains(reason));
    for (MetricResult metric : read.metrics()) {
      String figures =
          Words.number(metric.value()) + " " + Words.interval(metric.lower(), metric.upper());
      assertThat(text).contains(metric.metric().written() + " " + figures);
      assertThat(page).contains("<td>" + Words.number(metric.value()) + "</td>");
    }
    assertThat(text).contains(Json.digest(report).toString());
  }

  @Test
  void shouldSayWhatCannotBeSaidWhenThereAreTooFewRows() throws IOException {
    EvaluationReport report = ReportCases.unsayable();
    String page = words(look("unsayable", report));

    assertThat(page)
        .containsSubsequence(
            "a validator must judge",
            "What cannot be said",
            "Whether auc is at least 0.700 cannot be said, because the holdout has 12 rows")
        .doesNotContain("NaN", ">null<");
    assertThat(text(pdf.of(report))).contains("cannot be said, because the holdout has 12 rows");
  }

  @Test
  void shouldShowErrorsWhenTheTaskIsARegression() throws IOException {
    EvaluationReport report = ReportCases.regression();

    assertThat(words(look("regression", report)))
        .contains("sends the run back to the features", "residual-deciles-title", "Largest error")
        .doesNotContain("id=\"roc-title\"");
    assertThat(text(pdf.of(report)))
        .contains("sends the run back to the features", "Largest error");
  }

  @Test
  void shouldWriteTheSamePdfTwiceAndShareNoneBetweenReports() {
    EvaluationReport report = ReportCases.reopened();
    EvaluationPdf other = newPdf();

    byte[] first = pdf.of(report);
    byte[] second = other.of(ReportCases.reopened());
    other.stop();

    assertThat(second).isEqualTo(first);
    assertThat(pdf.of(ReportCases.classification())).isNotEqualTo(first);
  }

  @Test
  void shouldWriteAPdfWhenThePageHoldsCharactersThatXmlForbids() throws IOException {
    String page = "<html><body><p>a\u0001b &lt; c</p></body></html>";

    assertThat(text(PdfWriter.write(page, "t", 1))).contains("b < c");
  }

  private EvaluationPdf newPdf() {
    try {
      return new EvaluationPdf(templates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page(EvaluationReport report) {
    Map<String, Object> model = EvaluationPageModel.of(report);
    model.put("pdf", false);
    return templates.loadTemplate("evaluation").execute(model);
  }

  private String look(String name, EvaluationReport report) throws IOException {
    String page = page(report);
    Path pages = Files.createDirectories(Path.of("target", "pages"));
    String style = Files.readString(Path.of("src/main/resources/static/style.css"));
    Files.writeString(
        pages.resolve("evaluation-" + name + ".html"),
        page.replace(
            "<link rel=\"stylesheet\" href=\"/style.css\"/>", "<style>" + style + "</style>"));
    Files.write(pages.resolve("evaluation-" + name + ".pdf"), pdf.of(report));
    return page;
  }

  /** The page without what is drawn, so that a failing assertion can be read. */
  private static String words(String page) {
    return page.replaceAll("(?s)<(g|defs)\\b.*?</svg\\s*>", "").replaceAll("\\s+>", ">");
  }

  /** The text with single spaces: lines break where the page ends. */
  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}
