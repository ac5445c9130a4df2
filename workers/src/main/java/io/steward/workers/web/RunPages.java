package io.steward.workers.web;

import io.steward.data.DataProfile;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.training.Leaderboard;
import io.steward.training.progress.TrainingState;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.web.RunView.EventView;
import io.steward.workers.web.RunView.StageView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Pages for people: the list of runs, and one run with its stages, decisions and evidence. */
@Controller
public class RunPages {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final RunViews views;
  private final RunEvidence evidence;
  private final StewardProperties properties;
  private final Clock clock;

  public RunPages(RunViews views, RunEvidence evidence, StewardProperties properties, Clock clock) {
    this.views = views;
    this.evidence = evidence;
    this.properties = properties;
    this.clock = clock;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/runs";
  }

  @GetMapping("/runs")
  String list(Model model) {
    List<RunSummary> runs = views.list();
    model.addAttribute("runs", runs.stream().map(RunPages::line).toList());
    model.addAttribute("none", runs.isEmpty());
    return "runs";
  }

  @GetMapping("/runs/{id}")
  String one(@PathVariable String id, Model model) {
    RunView run =
        views
            .find(RunsApi.id(id))
            .orElseThrow(() -> Refusal.notFound("There is no run " + id + "."));
    model.addAttribute("run", run.run().value());
    model.addAttribute("title", Optional.ofNullable(run.title()).orElse("(charter with faults)"));
    model.addAttribute("requestedBy", run.requestedBy());
    model.addAttribute("startedAt", time(run.startedAt()));
    model.addAttribute("outcome", run.outcome());
    model.addAttribute("reason", run.reason());
    model.addAttribute("charter", run.charter().toString());
    model.addAttribute(
        "hasData", evidence.last(run, "profile-data", DataProfile.class).isPresent());
    model.addAttribute(
        "hasEvaluation",
        evidence.last(run, "evaluate-holdout", HoldoutEvaluation.class).isPresent());
    model.addAttribute("stages", run.stages().stream().map(RunPages::stage).toList());
    model.addAttribute("events", run.events().stream().map(RunPages::event).toList());
    evidence
        .leaderboard(run)
        .map(RunPages::board)
        .ifPresent(board -> model.addAttribute("board", board));
    evidence
        .curves(run)
        .map(CurveViews::of)
        .ifPresent(curves -> model.addAttribute("curves", curves));
    evidence
        .provenance(run)
        .map(ProvenanceView::of)
        .ifPresent(made -> model.addAttribute("provenance", made));
    List<RunEvidence.MetricLine> metrics = evidence.metrics(run);
    model.addAttribute("metrics", metrics);
    model.addAttribute("hasMetrics", !metrics.isEmpty());
    List<RunEvidence.FeatureLine> features = evidence.features(run);
    model.addAttribute("budget", run.budget());
    model.addAttribute("hasBudget", !run.budget().isEmpty());
    training(run, !model.containsAttribute("board"), model);
    model.addAttribute("features", features);
    model.addAttribute("hasFeatures", !features.isEmpty());
    List<RunEvidence.GroupLine> groups = evidence.groups(run);
    model.addAttribute("groups", groups);
    model.addAttribute("hasGroups", !groups.isEmpty());
    model.addAttribute("pictures", evidence.pictures(run));
    model.addAttribute("tasklist", properties.tasklist().url() + "/tasklist");
    model.addAttribute(
        "operate",
        properties.tasklist().operateUrl() + "/operate/processes/" + run.processInstanceKey());
    return "run";
  }

  /**
   * How far the training is, until there is a leaderboard and again in each later round. The page
   * asks again by itself while something is trained.
   */
  private void training(RunView run, boolean noLeaderboard, Model model) {
    TrainingState state = run.training();
    boolean trains = state != null && !state.running().isEmpty();
    model.addAttribute("polls", trains);
    model.addAttribute(
        "training",
        state != null && (trains || noLeaderboard)
            ? new TrainingPageModel(state, clock.instant()).attributes()
            : false);
  }

  static Map<String, Object> board(Leaderboard board) {
    return Map.of("metric", board.metric().written(), "why", board.why(), "lines", board.lines());
  }

  private static Map<String, Object> line(RunSummary run) {
    return Map.of(
        "run", run.run().value(),
        "model", Optional.ofNullable(run.modelName()).orElse("–"),
        "requestedBy", run.requestedBy(),
        "startedAt", time(run.startedAt()),
        "outcome", run.outcome());
  }

  private static Map<String, Object> stage(StageView stage) {
    return Map.of(
        "stage", stage.stage(),
        "startedAt", time(stage.startedAt()),
        "seconds", seconds(stage.millis()),
        "steps",
            stage.steps().stream()
                .map(
                    step ->
                        Map.of(
                            "step", step.step(),
                            "finishedAt", time(step.finishedAt()),
                            "seconds", seconds(step.millis()),
                            "result", step.result().toString()))
                .toList());
  }

  private static Map<String, Object> event(EventView event) {
    return Map.of(
        "number", event.number(),
        "at", time(event.at()),
        "type", event.type(),
        "actor", event.actor(),
        "facts", facts(event.facts()));
  }

  private static String facts(Map<String, Object> facts) {
    return new TreeMap<>(facts)
        .entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining(" · "));
  }

  private static String seconds(long millis) {
    return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
