package io.steward.workers.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The metrics of training in this process; other processes count their own. Every outcome is there
 * from the start, so that a rate can be built on it before the first candidate.
 */
@Component
public class TrainingMetrics {
  /** Candidates that ended, by {@code outcome}. */
  public static final String CANDIDATES = "steward.training.candidates";

  /** How many candidates are being trained. */
  public static final String RUNNING = "steward.training.running";

  /** The mean share that is done of the candidates being trained, 0 to 1; 0 when none is. */
  public static final String PROGRESS = "steward.training.progress";

  /** Wall time of candidates that have a result, by {@code algorithm}. */
  public static final String SECONDS = "steward.training.seconds";

  private final MeterRegistry registry;
  private final Set<CandidateRun> running = ConcurrentHashMap.newKeySet();

  /** How the training of a candidate ended. */
  public enum Outcome {
    USABLE,
    UNUSABLE,
    BROKEN_OFF;

    private String tag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public TrainingMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Outcome outcome : Outcome.values()) {
      counter(outcome);
    }
    Gauge.builder(RUNNING, running, Set::size)
        .description("Candidates being trained in this process")
        .register(registry);
    Gauge.builder(PROGRESS, running, TrainingMetrics::meanShare)
        .description("Mean share done of the candidates being trained, 0 to 1")
        .register(registry);
  }

  void begin(CandidateRun run) {
    running.add(run);
  }

  void end(CandidateRun run, String algorithm, Outcome outcome, Duration took) {
    running.remove(run);
    counter(outcome).increment();
    if (outcome != Outcome.BROKEN_OFF) {
      Timer.builder(SECONDS)
          .description("Wall time of a candidate that has a result")
          .tag("algorithm", algorithm)
          .register(registry)
          .record(took);
    }
  }

  private Counter counter(Outcome outcome) {
    return Counter.builder(CANDIDATES)
        .description("Candidates whose training has ended in this process")
        .baseUnit(BaseUnits.EVENTS)
        .tag("outcome", outcome.tag())
        .register(registry);
  }

  private static double meanShare(Set<CandidateRun> running) {
    return running.stream().mapToDouble(CandidateRun::share).average().orElse(0);
  }
}
