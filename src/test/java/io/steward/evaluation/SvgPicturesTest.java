package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The picture is left in {@code target/charts}, to be looked at. */
class SvgPicturesTest {
  private final HoldoutEvaluation evaluation =
      HoldoutEvaluator.evaluate(
          Cases.charter(Task.BINARY, Metric.AUC, 0.7),
          Cases.scored(Cases.loans(300, 1), Cases.KNOWING));

  @Test
  void shouldDrawAnElementWithWordsForThoseWhoCannotSeeIt() throws Exception {
    String svg = Charts.roc(evaluation).svg("roc", "ROC <curve>", "The AUC is 0.9 & more.");

    Element root =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 420 300");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("ROC <curve>");
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo("The AUC is 0.9 & more.");
    assertThat(svg.length()).isLessThan(60 * 1024);
    Files.writeString(Files.createDirectories(Path.of("target", "charts")).resolve("roc.svg"), svg);
  }

  @Test
  void shouldDrawTheSameTwiceAndShareNoIdsWithOtherPictures() throws IOException {
    Picture picture = Charts.calibration(evaluation);

    assertThat(picture.svg("a", "", "")).isEqualTo(picture.svg("a", "", ""));
    assertThat(picture.svg("a", "", "")).doesNotContain("id=\"clip");
  }
}
