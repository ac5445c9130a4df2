package io.steward.workers.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.StoreException;
import io.steward.data.SourceUnavailableException;
import io.steward.data.UnusableDataException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobFailureMapperTest {
  private final JobFailureMapper mapper =
      new JobFailureMapper(Duration.ofSeconds(2), Duration.ofSeconds(20));

  @Test
  void shouldTakeTheWayOfTheErrorWhenDataIsUnusable() {
    JobFailure failure =
        mapper.map(
            new UnusableDataException("no-rows", "data.csv has no rows."),
            Optional.of(ErrorCode.DATA_UNUSABLE),
            3);

    assertThat(failure)
        .isEqualTo(new JobFailure.Business(ErrorCode.DATA_UNUSABLE, "data.csv has no rows."));
  }

  @Test
  void shouldRaiseAnIncidentWhenTheStepHasNoWayForUnusableData() {
    JobFailure failure =
        mapper.map(new UnusableDataException("no-rows", "No rows."), Optional.empty(), 3);

    assertThat(failure).isEqualTo(new JobFailure.Defect("UnusableDataException: No rows."));
  }

  @Test
  void shouldTryAgainWithGrowingPausesWhenTheStoreIsNotThere() {
    StoreException fault = StoreException.unavailable("No store.", new ConnectException());

    assertThat(mapper.map(fault, Optional.empty(), JobFailureMapper.TRIES))
        .isEqualTo(new JobFailure.Temporary("No store.", 4, Duration.ofSeconds(2)));
    assertThat(mapper.map(fault, Optional.empty(), 4))
        .isEqualTo(new JobFailure.Temporary("No store.", 3, Duration.ofSeconds(8)));
    assertThat(mapper.map(fault, Optional.empty(), 3))
        .isEqualTo(new JobFailure.Temporary("No store.", 2, Duration.ofSeconds(20)));
    assertThat(mapper.map(fault, Optional.empty(), 1))
        .isEqualTo(new JobFailure.Temporary("No store.", 0, Duration.ofSeconds(20)));
  }

  @Test
  void shouldTryAgainWhenASourceDoesNotAnswerAtTheMoment() {
    assertThat(
            mapper.map(
                new SourceUnavailableException("source-unavailable", "No answer.", null),
                Optional.of(ErrorCode.DATA_UNUSABLE),
                JobFailureMapper.TRIES))
        .isEqualTo(new JobFailure.Temporary("No answer.", 4, Duration.ofSeconds(2)));
  }

  @Test
  void shouldNotTryAgainWhenTheStoreIsDamaged() {
    assertThat(mapper.map(StoreException.damaged("Gone."), Optional.empty(), 3))
        .isEqualTo(new JobFailure.Defect("StoreException: Gone."));
  }

  @Test
  void shouldTryAgainWhenAConnectionIsRefusedDeepInside() {
    Throwable fault = new IllegalStateException("Outer.", new ConnectException("refused"));

    assertThat(mapper.map(fault, Optional.empty(), 3)).isInstanceOf(JobFailure.Temporary.class);
  }

  @Test
  void shouldNeverShowAStackTrace() {
    JobFailure failure = mapper.map(new NullPointerException(), Optional.empty(), 3);

    assertThat(failure.message()).startsWith("NullPointerException: ").doesNotContain("\tat ");
  }

  @Test
  void shouldCutWhatTheEngineWouldHaveToCarry() {
    JobFailure failure =
        mapper.map(new IllegalStateException("x".repeat(10_000)), Optional.empty(), 3);

    assertThat(failure.message()).hasSizeLessThanOrEqualTo(2_000).endsWith("…");
  }
}
