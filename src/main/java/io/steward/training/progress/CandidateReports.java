package io.steward.training.progress;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports on one candidate. Told by any thread; written by the one thread of the log. */
final class CandidateReports {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateReports.class);

  private final ArtifactStore store;
  private final RunId run;
  private final String candidate;
  private final String worker;
  private final Clock clock;
  private final ProgressLog.Pace pace;
  private final Instant since;
  private volatile Now now = new Now(0, "begin");

  // Of the writing thread alone.
  private Instant tried = Instant.MIN;
  private @Nullable Now written;
  private int next;
  private boolean away;

  private record Now(double share, String doing) {}

  CandidateReports(
      ArtifactStore store,
      RunId run,
      String candidate,
      String worker,
      Clock clock,
      ProgressLog.Pace pace) {
    this.store = store;
    this.run = run;
    this.candidate = candidate;
    this.worker = worker;
    this.clock = clock;
    this.pace = pace;
    this.since = clock.instant();
  }

  void now(double share, String doing) {
    now = new Now(Math.clamp(share, 0, 1), doing);
  }

  /** Writes a report if there is news. */
  void write() {
    Now current = now;
    if (isDue(current)) {
      write(current, current.doing(), false);
    }
  }

  /** Writes the last report. */
  void writeLast() {
    Now current = now;
    write(current, current.share() == 1 ? current.doing() : "broken off", true);
  }

  private boolean isDue(Now current) {
    Now last = written;
    if (last == null || tried.equals(Instant.MIN)) {
      return tried.equals(Instant.MIN) || isOlderThan(pace.share());
    }
    return !last.doing().equals(current.doing())
        || (last.share() != current.share() && isOlderThan(pace.share()))
        || isOlderThan(pace.signOfLife());
  }

  private boolean isOlderThan(Duration time) {
    return !tried.plus(time).isAfter(clock.instant());
  }

  private void write(Now current, String doing, boolean ended) {
    tried = clock.instant();
    try {
      byte[] report =
          Json.bytes(
              new ProgressReport(candidate, current.share(), doing, since, tried, worker, ended));
      if (next == 0) {
        next = lastNumber() + 1;
      }
      // A number can be taken: the job was given to another worker, and this one does not know yet.
      while (!store.putIfAbsent(
          ProgressKeys.report(run, candidate, next), report, "application/json")) {
        next++;
      }
      next++;
      written = current;
      away = false;
    } catch (RuntimeException e) {
      written = null;
      if (!away) {
        LOG.warn("The progress of {} cannot be written for now: {}", candidate, e.getMessage());
      }
      away = true;
    }
  }

  private int lastNumber() {
    List<String> keys = store.list(ProgressKeys.candidate(run, candidate));
    return keys.isEmpty() ? 0 : ProgressKeys.number(keys.getLast());
  }
}
