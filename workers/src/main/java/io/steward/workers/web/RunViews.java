package io.steward.workers.web;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.charter.Charter;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.RunEnd;
import io.steward.governance.Runs;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.governance.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs as people and programs look at them, put together from the evidence alone. */
@Component
public class RunViews {
  private static final int MOST_LISTED = 100;

  private final Runs runs;
  private final Ledger ledger;
  private final StepJournal journal;
  private final StewardProperties properties;

  public RunViews(Runs runs, Ledger ledger, StepJournal journal, StewardProperties properties) {
    this.runs = runs;
    this.ledger = ledger;
    this.journal = journal;
    this.properties = properties;
  }

  /**
   * A run in a list.
   *
   * @param model the model's name; null while the charter is not valid
   * @param outcome running, live, rejected, not-an-ml-problem or cancelled
   * @param reason why it ended so; "" if there is nothing to say
   * @param seconds how long it took, or takes so far
   */
  public record Summary(
      RunId run,
      @Nullable String model,
      @Nullable String title,
      String requestedBy,
      Instant startedAt,
      @Nullable Instant endedAt,
      double seconds,
      String outcome,
      String reason) {}

  /**
   * A step as it was done.
   *
   * @param millis how long the work took
   * @param result the digest of its result
   */
  public record StepView(
      String step, Instant startedAt, Instant finishedAt, long millis, Digest result) {}

  /**
   * A stage of the lifecycle with its steps, oldest first.
   *
   * @param millis from the first step's start to the last one's end; waiting for people included
   * @param workMillis how long the steps themselves took, added up
   */
  public record StageView(
      String stage,
      Instant startedAt,
      Instant finishedAt,
      long millis,
      long workMillis,
      List<StepView> steps) {}

  /**
   * A decision of a person.
   *
   * @param accepted whether it counted
   * @param role in which it was decided; "" if it did not count
   * @param notice why it did not count; "" if it did
   * @param subject the digest that was decided on; "" if there was none
   */
  public record DecisionView(
      Instant at,
      String user,
      String role,
      String userTask,
      String decision,
      String comment,
      boolean accepted,
      String notice,
      String subject) {}

  /** An entry of the ledger. */
  public record EventView(
      long number, Instant at, String type, String actor, Map<String, Object> facts) {}

  /** Where to look further. */
  public record Links(String page, String operate, String tasklist) {}

  /** All about one run. */
  public record Detail(
      Summary summary,
      long processInstanceKey,
      Digest charter,
      List<StageView> stages,
      List<DecisionView> decisions,
      List<EventView> events,
      Links links) {}

  /** The newest runs first; at most 100. */
  public List<Summary> list() {
    return runs.list().stream().limit(MOST_LISTED).map(this::summary).toList();
  }

  /** One run, or nothing if it was never opened. */
  public Optional<Detail> find(RunId run) {
    return runs.get(run).map(this::detail);
  }

  /** The page of a run. */
  public String page(RunId run) {
    return properties.publicUrl() + "/runs/" + run;
  }

  private Summary summary(Runs.Run run) {
    RunEnd end = run.end();
    Charter charter = charter(run.begin().run());
    Instant endedAt = end == null ? null : end.endedAt();
    Duration time =
        Duration.between(run.begin().startedAt(), endedAt == null ? Instant.now() : endedAt);
    return new Summary(
        run.begin().run(),
        charter == null ? null : charter.name(),
        charter == null ? null : charter.title(),
        run.begin().requestedBy(),
        run.begin().startedAt(),
        endedAt,
        time.toMillis() / 1000.0,
        end == null ? "running" : end.outcome(),
        end == null ? "" : end.reason());
  }

  private @Nullable Charter charter(RunId run) {
    return ledger.of(run).stream()
        .filter(entry -> entry.type().equals("charter-validated"))
        .map(entry -> entry.facts().get("charter"))
        .reduce((earlier, later) -> later)
        .map(digest -> journal.read(Digest.parse(String.valueOf(digest)), Charter.class))
        .orElse(null);
  }

  private Detail detail(Runs.Run run) {
    RunId id = run.begin().run();
    List<LedgerEntry> entries = ledger.of(id);
    return new Detail(
        summary(run),
        run.begin().processInstanceKey(),
        run.begin().charter(),
        stages(journal.of(id)),
        entries.stream().filter(RunViews::isDecision).map(RunViews::decision).toList(),
        entries.stream()
            .map(e -> new EventView(e.number(), e.at(), e.type(), e.actor(), e.facts()))
            .toList(),
        new Links(
            page(id),
            properties.tasklist().operateUrl()
                + "/operate/processes/"
                + run.begin().processInstanceKey(),
            properties.tasklist().url() + "/tasklist"));
  }

  private static List<StageView> stages(List<StepRecord> records) {
    Map<String, List<StepView>> byStage = new LinkedHashMap<>();
    for (StepRecord record : records) {
      byStage
          .computeIfAbsent(Stages.of(record.step()), _ -> new ArrayList<>())
          .add(
              new StepView(
                  record.step(),
                  record.startedAt(),
                  record.finishedAt(),
                  Duration.between(record.startedAt(), record.finishedAt()).toMillis(),
                  record.result()));
    }
    List<StageView> stages = new ArrayList<>();
    byStage.forEach((stage, steps) -> stages.add(stage(stage, steps)));
    return stages;
  }

  private static StageView stage(String stage, List<StepView> steps) {
    Instant start = steps.getFirst().startedAt();
    Instant end = steps.stream().map(StepView::finishedAt).max(Instant::compareTo).orElse(start);
    return new StageView(
        stage,
        start,
        end,
        Duration.between(start, end).toMillis(),
        steps.stream().mapToLong(StepView::millis).sum(),
        steps);
  }

  private static boolean isDecision(LedgerEntry entry) {
    return entry.type().equals(Decisions.DECIDED) || entry.type().equals(Decisions.DENIED);
  }

  private static DecisionView decision(LedgerEntry entry) {
    return new DecisionView(
        entry.at(),
        entry.actor(),
        fact(entry, "role"),
        fact(entry, "userTask"),
        fact(entry, "decision"),
        fact(entry, "comment"),
        entry.type().equals(Decisions.DECIDED),
        fact(entry, "reason"),
        fact(entry, "subject"));
  }

  private static String fact(LedgerEntry entry, String name) {
    Object value = entry.facts().get(name);
    return value == null ? "" : value.toString();
  }
}
