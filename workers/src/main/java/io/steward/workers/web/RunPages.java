package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.Charts;
import io.steward.evaluation.ExplanationReport;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.training.Selection;
import io.steward.workers.training.SelectModel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns runs into the texts of a page. */
@Component
public class RunPages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final StepJournal journal;

  public RunPages(StepJournal journal) {
    this.journal = journal;
  }

  /** A line of the list of runs. */
  public record Row(
      String run, String model, String requestedBy, String started, String took, String outcome) {}

  /** A step of a stage. */
  public record Step(String name, String started, String took, String digest, String fullDigest) {}

  /** A stage. */
  public record Stage(String name, String took, String work, List<Step> steps) {}

  /** A decision. */
  public record Decision(
      String at,
      String who,
      String task,
      String decision,
      String comment,
      boolean accepted,
      String notice,
      String subject) {}

  /** An entry of the ledger. */
  public record Event(long number, String at, String type, String actor, String facts) {}

  /** A picture. */
  public record Picture(String title, String source) {}

  /** All of a page. */
  public record Page(
      Row summary,
      String title,
      String reason,
      boolean live,
      List<Stage> stages,
      List<Decision> decisions,
      List<SelectModel.Place> leaderboard,
      List<Picture> pictures,
      List<Event> events,
      RunViews.Links links) {}

  /** A run as a line. */
  public static Row row(RunViews.Summary run) {
    String model = run.model();
    return new Row(
        run.run().value(),
        model == null ? "–" : model,
        run.requestedBy(),
        time(run.startedAt()),
        took((long) (run.seconds() * 1000)),
        run.outcome());
  }

  /** A run as a page. */
  public Page page(RunViews.Detail run) {
    String title = run.summary().title();
    return new Page(
        row(run.summary()),
        title == null ? "Run " + run.summary().run() : title,
        run.summary().reason(),
        run.summary().outcome().equals("live"),
        run.stages().stream().map(RunPages::stage).toList(),
        run.decisions().stream().map(RunPages::decision).toList(),
        leaderboard(run),
        pictures(run),
        run.events().stream()
            .map(
                event ->
                    new Event(
                        event.number(),
                        time(event.at()),
                        event.type(),
                        event.actor(),
                        facts(event)))
            .toList(),
        run.links());
  }

  private List<SelectModel.Place> leaderboard(RunViews.Detail run) {
    Digest selection = latest(run, "select-model");
    return selection == null
        ? List.of()
        : SelectModel.board(journal.read(selection, Selection.class));
  }

  private List<Picture> pictures(RunViews.Detail run) {
    List<Picture> pictures = new ArrayList<>();
    Digest evaluation = latest(run, "evaluate-holdout");
    if (evaluation != null) {
      HoldoutEvaluation read = journal.read(evaluation, HoldoutEvaluation.class);
      add(pictures, "Holdout", Charts.overview(read));
      if (!read.calibration().isEmpty()) {
        add(pictures, "Calibration", Charts.calibration(read));
      }
    }
    Digest fairness = latest(run, "assess-fairness");
    if (fairness != null) {
      for (AttributeFairness attribute :
          journal.read(fairness, FairnessReport.class).attributes()) {
        if (attribute.groups().stream().anyMatch(group -> group.selectionRate() != null)) {
          add(pictures, "Fairness by " + attribute.column(), Charts.fairness(attribute));
        }
      }
    }
    Digest explanation = latest(run, "explain-model");
    if (explanation != null) {
      ExplanationReport read = journal.read(explanation, ExplanationReport.class);
      if (!read.importances().isEmpty()) {
        add(pictures, "Importance", Charts.importance(read));
      }
    }
    return pictures;
  }

  private static void add(List<Picture> pictures, String title, byte[] png) {
    pictures.add(new Picture(title, Charts.dataUri(png)));
  }

  private static @Nullable Digest latest(RunViews.Detail run, String step) {
    return run.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(done -> done.step().equals(step))
        .reduce((earlier, later) -> later)
        .map(RunViews.StepView::result)
        .orElse(null);
  }

  private static Stage stage(RunViews.StageView stage) {
    return new Stage(
        stage.stage(),
        took(stage.millis()),
        took(stage.workMillis()),
        stage.steps().stream()
            .map(
                step ->
                    new Step(
                        step.step(),
                        time(step.startedAt()),
                        took(step.millis()),
                        step.result().shortForm(),
                        step.result().toString()))
            .toList());
  }

  private static Decision decision(RunViews.DecisionView decision) {
    String role = decision.role().isEmpty() ? "" : " (" + decision.role() + ")";
    return new Decision(
        time(decision.at()),
        decision.user() + role,
        decision.userTask(),
        decision.decision(),
        decision.comment(),
        decision.accepted(),
        decision.notice(),
        decision.subject());
  }

  private static String facts(RunViews.EventView event) {
    StringBuilder facts = new StringBuilder();
    event
        .facts()
        .forEach(
            (name, value) ->
                facts.append(facts.isEmpty() ? "" : ", ").append(name).append(" = ").append(value));
    return facts.toString();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String took(long millis) {
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
