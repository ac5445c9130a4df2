package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedColumnsTest {
  @TempDir Path folder;

  @Test
  void shouldIgnoreDroppedColumnsAndChangeNothingElse() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Snapshot snapshot = data.credit();
      Charter signed = Charters.credit();
      Digest digest = Json.digest(signed);

      Charter working =
          new DroppedColumns(digest, List.of("purpose", "gone"))
              .and(List.of("housing"))
              .applyTo(signed, snapshot);

      assertThat(working.columns().ignore()).containsExactly("purpose", "housing");
      assertThat(working.columns().segment()).isEmpty();
      assertThat(working.withColumns(signed.columns())).isEqualTo(signed);
    }
  }

  @Test
  void shouldSayAllReasonsWhenColumnsCannotBeDropped() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Snapshot snapshot = data.credit();

      assertThat(
              DroppedColumns.objections(
                  List.of("colour", "class", "age", "purpose"), Charters.credit(), snapshot))
          .hasSize(3)
          .anySatisfy(reason -> assertThat(reason).contains("'colour'").contains("found:"))
          .anySatisfy(reason -> assertThat(reason).contains("target"))
          .anySatisfy(reason -> assertThat(reason).contains("protected"));
      assertThat(DroppedColumns.objections(List.of(), Charters.credit(), snapshot)).hasSize(1);
    }
  }
}
