package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnBatchesTest {
  private static final List<Integer> COLUMNS = IntStream.range(0, 120).boxed().toList();

  @Test
  void shouldAskForFewerColumnsAtOnceWhenTheTableIsLong() {
    assertThat(ColumnBatches.of(COLUMNS, 1_000)).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(ColumnBatches.of(COLUMNS, 2_000_000)).hasSize(10);
    assertThat(ColumnBatches.of(COLUMNS, 10_000_000)).hasSize(60);
    assertThat(ColumnBatches.of(COLUMNS, 1_000_000_000)).hasSize(120);
  }

  @Test
  void shouldKeepEveryColumnInItsPlace() {
    assertThat(ColumnBatches.of(COLUMNS, 10_000_000).stream().flatMap(List::stream))
        .containsExactlyElementsOf(COLUMNS);
    assertThat(ColumnBatches.of(List.of(), 0)).isEmpty();
  }
}
