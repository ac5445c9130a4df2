package io.steward.workers.web;

import io.steward.training.progress.TrainingState;
import io.steward.training.progress.TrainingState.Done;
import io.steward.training.progress.TrainingState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a training is, in words for the run page. */
final class TrainingPageModel {
  /** A worker gives a sign of life every ten seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final TrainingState state;
  private final Instant now;

  TrainingPageModel(TrainingState state, Instant now) {
    this.state = state;
    this.now = now;
  }

  /** What the template shows. */
  Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("summary", summary());
    attributes.put("running", state.running().stream().map(this::running).toList());
    attributes.put("hasRunning", !state.running().isEmpty());
    attributes.put("done", done());
    attributes.put("hasDone", !state.done().isEmpty());
    return attributes;
  }

  private String summary() {
    String broken =
        state.brokenOff().isEmpty() ? "" : ", " + state.brokenOff().size() + " broken off";
    return "%d of %d planned candidates done, %d being trained, %d waiting%s."
        .formatted(
            state.done().size(), state.planned(), state.running().size(), state.waiting(), broken);
  }

  private Map<String, Object> running(Running running) {
    Duration silent = Duration.between(running.at(), now);
    return Map.of(
        "candidate",
        running.candidate(),
        "percent",
        Math.round(100 * running.share()),
        "doing",
        silent.compareTo(SILENCE) > 0
            ? running.doing() + ", but its worker has been silent for " + seconds(silent)
            : running.doing(),
        "since",
        seconds(Duration.between(running.since(), now)),
        "worker",
        running.worker());
  }

  private List<Map<String, Object>> done() {
    return state.done().stream().map(TrainingPageModel::done).toList();
  }

  private static Map<String, Object> done(Done done) {
    String reason = done.reason();
    return Map.of(
        "candidate",
        done.candidate(),
        "score",
        done.usable()
            ? RunEvidence.number(done.score()) + " ± " + RunEvidence.number(done.standardError())
            : "–",
        "seconds",
        seconds(Duration.ofMillis(done.millis())),
        "note",
        reason == null ? "" : reason);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
  }
}
