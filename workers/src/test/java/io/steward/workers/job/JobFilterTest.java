package io.steward.workers.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobFilterTest {
  private static final List<StepWorker<?, ?>> WORKERS =
      List.of(new Nothing("split-data"), new Nothing("train-candidate"), new Nothing("open-run"));

  @Test
  void shouldTakeAllJobsWhenNoneIsLeftToOthers() {
    assertThat(new JobFilter(Set.of()).taken(WORKERS)).isEqualTo(WORKERS);
  }

  @Test
  void shouldTakeAllJobsButThoseThatAreLeftToOthers() {
    assertThat(new JobFilter(Set.of("train-candidate")).taken(WORKERS))
        .extracting(StepWorker::jobType)
        .containsExactly("split-data", "open-run");
  }

  @Test
  void shouldNameAllThatIsNoJobTypeAndWhatThereIs() {
    JobFilter filter = new JobFilter(Set.of("train-candidates", "split", "open-run"));

    assertThatThrownBy(() -> filter.taken(WORKERS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("split, train-candidates, which")
        .hasMessageContaining("open-run, split-data, train-candidate");
  }

  /** A step that does nothing. */
  private static final class Nothing extends Step<Nothing.Empty, Nothing.Empty> {
    record Empty() {}

    Nothing(String jobType) {
      super(jobType, Empty.class, Empty.class);
    }

    @Override
    public Empty work(Empty request, JobContext job) {
      return request;
    }
  }
}
