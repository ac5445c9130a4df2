package io.steward.workers.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Mustache;
import io.steward.artifact.Digest;
import io.steward.artifact.Machine;
import io.steward.charter.Metric;
import io.steward.training.Calibration;
import io.steward.training.CandidateResult;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.training.Leaderboard;
import io.steward.training.Making;
import io.steward.training.Making.Wave;
import io.steward.training.Provenance;
import io.steward.training.Provenance.MadeOn;
import io.steward.training.Selection;
import io.steward.training.ValidationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page is left in {@code target/pages}, to be looked at. */
class RunPageTest {
  private static final CandidateResult LINEAR =
      result("r0-01-logistic-regression", "logistic-regression", 0.7912, 9_100);
  private static final CandidateResult FOREST =
      result("r0-02-random-forest", "random-forest", 0.7931, 2_400_000);

  @Test
  void shouldShowBoardCurvesAndHowTheModelWasMadeWhenOneIsSelected() throws IOException {
    Map<String, Object> model = page();
    model.put("board", RunPages.board(board()));
    model.put("curves", CurveViews.of(curves()));
    model.put("provenance", ProvenanceView.of(provenance()));

    String page = render(model);

    assertThat(page)
        .contains("<h2>Leaderboard</h2>", "It is the simplest.", "auc ± standard error")
        .contains("r0-02-random-forest<br>lambda 10", "0.7912 ± 0.0110", "2.4 MB", "9 kB")
        .contains("selected: the simplest")
        .contains("Curves of the leaders", "More rows would hardly help.", "data:image/png;base64")
        .contains("How r0-01-logistic-regression depends on lambda", "Bounded so.")
        .contains("How this model was made", "2 candidates planned, 1 finished")
        .contains("Java " + Machine.here().javaVersion())
        .contains("c0, c1, c2, c3, c4, c5, c6, c7 and 2 more")
        .contains("<li>Times differ.</li>")
        .doesNotContain("{{");
    Path pages = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(pages.resolve("run-of-a-test.html"), page);
  }

  @Test
  void shouldLeaveOutWhatIsNotThereBeforeASelection() throws IOException {
    assertThat(render(page()))
        .contains("<h2>Stages</h2>")
        .doesNotContain("Leaderboard", "Curves of the leaders", "How this model was made", "{{");
  }

  private static String render(Map<String, Object> model) throws IOException {
    String template = Files.readString(Path.of("src/main/resources/templates/run.mustache"));
    return Mustache.compiler().compile(template).execute(model);
  }

  private static Map<String, Object> page() {
    Map<String, Object> model = new HashMap<>();
    for (String name :
        List.of(
            "run",
            "title",
            "requestedBy",
            "startedAt",
            "outcome",
            "reason",
            "charter",
            "tasklist",
            "operate")) {
      model.put(name, name);
    }
    for (String none : List.of("hasData", "hasEvaluation", "hasMetrics", "hasFeatures")) {
      model.put(none, false);
    }
    for (String none : List.of("stages", "events", "pictures", "metrics", "features")) {
      model.put(none, List.of());
    }
    return model;
  }

  private static Leaderboard board() {
    return Leaderboard.of(new Selection(LINEAR, List.of(FOREST, LINEAR), "It is the simplest."));
  }

  private static LeaderCurves curves() {
    return new LeaderCurves(
        Metric.AUC,
        "Bounded so.",
        List.of(
            new CandidateCurves(
                LINEAR.id(),
                LINEAR.algorithm(),
                List.of(
                    new LearningPoint(50, 400, List.of(0.77, 0.78), 0.775, 0.005),
                    new LearningPoint(100, 800, List.of(0.78, 0.79), 0.785, 0.005)),
                new ValidationCurve(
                    "lambda",
                    10,
                    100,
                    List.of(
                        new ValidationPoint(1, 0.78, 0.01), new ValidationPoint(10, 0.785, 0.01))),
                MoreRows.FLAT,
                List.of("More rows would hardly help."))));
  }

  private static Provenance provenance() {
    return new Provenance(
        new Making(
            Digest.of("charter"),
            Digest.of("snapshot"),
            Digest.of("split"),
            Digest.of("recipe"),
            Digest.of("model"),
            LINEAR.id(),
            LINEAR.algorithm(),
            LINEAR.hyperparameters(),
            7,
            42,
            5,
            List.of(new Wave(0, 0, Digest.of("plan"), List.of(LINEAR.id()), List.of(FOREST.id()))),
            "0.1.0+abc",
            Map.of("smile", "6.3.0"),
            List.of("Times differ.")),
        List.of(
            new MadeOn(
                Machine.here(),
                List.of("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"))));
  }

  private static CandidateResult result(String id, String algorithm, double score, int bytes) {
    return new CandidateResult(
        id,
        algorithm,
        Map.of("lambda", 10.0),
        1,
        true,
        null,
        Metric.AUC,
        score,
        0.011,
        List.of(score - 0.01, score + 0.01),
        List.of(),
        Calibration.NONE,
        0.5,
        Map.of(),
        null,
        Digest.of(id),
        bytes,
        0,
        12_300,
        38);
  }
}
