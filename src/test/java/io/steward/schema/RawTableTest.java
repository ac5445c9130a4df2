package io.steward.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawTableTest {
  private final RawTable table =
      new RawTable(
          List.of(
              new ColumnSchema("age", ColumnKind.NUMBER),
              new ColumnSchema("job", ColumnKind.TEXT),
              new ColumnSchema("since", ColumnKind.DATE)),
          List.of(
              new double[] {31, Double.NaN, 45},
              new String[] {"cook", "", "smith"},
              new String[] {"2020-01-01", "", "2021-01-01"}));

  @Test
  void shouldSelectRowsInTheOrderAskedFor() {
    RawTable selected = table.select(new int[] {2, 0, 2});

    assertThat(selected.rows()).isEqualTo(3);
    assertThat(selected.numbers("age")).containsExactly(45, 31, 45);
    assertThat(selected.texts("job")).containsExactly("smith", "cook", "smith");
  }

  @Test
  void shouldReplaceAColumnInItsPlaceWhenItIsThere() {
    RawTable changed =
        table
            .withColumn("job", new String[] {"a", "b", "c"})
            .withColumn("since", new String[] {"2022-01-01", "", ""})
            .withColumn("score", new double[] {1, 2, 3});

    assertThat(changed.columns())
        .extracting(ColumnSchema::name)
        .containsExactly("age", "job", "since", "score");
    assertThat(changed.kind("since")).isEqualTo(ColumnKind.DATE);
    assertThat(changed.kind("score")).isEqualTo(ColumnKind.NUMBER);
    assertThat(table.has("score")).isFalse();
  }

  @Test
  void shouldSayWhatThereIsWhenAColumnIsNot() {
    assertThatThrownBy(() -> table.numbers("income"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'income'")
        .hasMessageContaining("age, job, since");
    assertThatThrownBy(() -> table.numbers("job")).hasMessageContaining("holds texts");
  }

  @Test
  void shouldRefuseColumnsThatDoNotFit() {
    List<ColumnSchema> one = List.of(new ColumnSchema("a", ColumnKind.TEXT));
    String[] withNull = new String[2];
    Arrays.fill(withNull, 0, 1, "x");

    assertThatThrownBy(() -> new RawTable(one, List.of(new double[1])))
        .hasMessageContaining("TEXT");
    assertThatThrownBy(() -> new RawTable(one, List.of((Object) withNull)))
        .hasMessageContaining("null");
    assertThatThrownBy(() -> table.withColumn("job", new String[] {"x"}))
        .hasMessageContaining("number of rows");
  }
}
