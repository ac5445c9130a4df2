package io.steward.workers.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.RunId;
import io.steward.charter.Metric;
import io.steward.training.Candidate;
import io.steward.training.CandidateResult;
import io.steward.training.progress.ProgressLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingMetricsTest {
  private static final Candidate CANDIDATE = new Candidate("r0-01-ridge", "ridge", Map.of(), 1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TrainingMetrics metrics = new TrainingMetrics(registry);
  private final ProgressLog log =
      new ProgressLog(new InMemoryArtifactStore(), "one/1", Clock.systemUTC());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldShowEveryOutcomeBeforeTheFirstCandidate() {
    assertThat(List.of(count("usable"), count("unusable"), count("broken-off")))
        .containsExactly(0.0, 0.0, 0.0);
    assertThat(gauge(TrainingMetrics.PROGRESS)).isZero();
  }

  @Test
  void shouldShowTheMeanShareOfWhatIsBeingTrained() {
    try (CandidateRun one = begin();
        CandidateRun other = begin()) {
      one.at(0.5, "fold 3 of 5");
      other.at(0.1, "fold 1 of 5");

      assertThat(gauge(TrainingMetrics.RUNNING)).isEqualTo(2);
      assertThat(gauge(TrainingMetrics.PROGRESS)).isEqualTo(0.3);
    }
    assertThat(gauge(TrainingMetrics.RUNNING)).isZero();
    assertThat(gauge(TrainingMetrics.PROGRESS)).isZero();
  }

  @Test
  void shouldCountCandidatesByHowTheyEndedAndTimeThoseWithAResult() {
    try (CandidateRun run = begin()) {
      run.done(CandidateResult.unusable(CANDIDATE, Metric.AUC, "It broke.", 1));
    }
    begin().close();

    assertThat(count("unusable")).isEqualTo(1);
    assertThat(count("broken-off")).isEqualTo(1);
    assertThat(count("usable")).isZero();
    assertThat(registry.get(TrainingMetrics.SECONDS).tag("algorithm", "ridge").timer().count())
        .isEqualTo(1);
  }

  private CandidateRun begin() {
    return CandidateRun.begin(log, metrics, RunId.ofInstance(1), CANDIDATE);
  }

  private double count(String outcome) {
    return registry.get(TrainingMetrics.CANDIDATES).tag("outcome", outcome).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
