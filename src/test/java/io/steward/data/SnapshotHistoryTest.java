package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.DataSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotHistoryTest {
  private static final RunId RUN = RunId.ofInstance(1);

  @TempDir Path folder;
  private SourceFixture sources;
  private SnapshotHistory history;

  @BeforeEach
  void start() {
    sources = new SourceFixture(folder);
    history = new SnapshotHistory(sources.data.store, sources.data.engine);
  }

  @AfterEach
  void stop() {
    sources.close();
  }

  private SnapshotChanges add(Charter charter, String collection, String csv) {
    Snapshot snapshot = sources.collect("data.csv", csv, "");
    return history.add(
        charter, RUN, collection, sources.data.store.put(Json.bytes(snapshot), "x"), snapshot);
  }

  private static Charter charter(boolean appendOnly, String... ids) {
    Charter plain =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(List.of(ids), List.of(), List.of(), List.of()));
    return appendOnly ? withAppendOnly(plain) : plain;
  }

  private static Charter withAppendOnly(Charter charter) {
    ObjectNode tree = Json.mapper().valueToTree(charter);
    tree.withObject("/source").put("appendOnly", true);
    Charter changed = Json.read(Json.bytes(tree), Charter.class);
    assertThat(changed.source().appendOnly()).isTrue();
    return changed;
  }

  @Test
  void shouldCountRowsThatCameWentAndChanged() {
    Charter charter = charter(false, "id");
    SnapshotChanges first = add(charter, "1", "id,v,y\n1,a,1\n2,b,0\n3,c,1\n3,c,1\n");
    SnapshotChanges second = add(charter, "2", "id,v,y\n9,z,0\n3,c,1\n1,A,1\n");

    assertThat(first.previous()).isNull();
    assertThat(first.addedRows()).isEqualTo(4);
    assertThat(first.onlyAdds()).isTrue();
    // Row 9 came; row 2 and one of the two rows 3 went; row 1 changed.
    assertThat(second.addedRows()).isEqualTo(1);
    assertThat(second.removedRows()).isEqualTo(2);
    assertThat(second.changedRows()).isEqualTo(1);
    assertThat(second.words())
        .isEqualTo("1 rows added, 2 removed, 1 changed since the last snapshot");
  }

  @Test
  void shouldCountAChangedRowAsGoneAndNewWhenNoIdIsNamed() {
    Charter charter = charter(false);
    add(charter, "1", "id,v,y\n1,a,1\n2,b,0\n");
    SnapshotChanges second = add(charter, "2", "id,v,y\n2,b,0\n1,A,1\n");

    assertThat(List.of(second.addedRows(), second.removedRows(), second.changedRows()))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void shouldSayNothingChangedWhenOnlyTheOrderDid() {
    Charter charter = charter(true);
    add(charter, "1", "a,y\n1,1\n2,0\n");

    assertThat(add(charter, "2", "a,y\n2,0\n1,1\n").words())
        .isEqualTo("nothing since the last snapshot");
  }

  @Test
  void shouldGiveTheSameAnswerWhenACollectionIsRepeated() {
    Charter charter = charter(false);
    add(charter, "1", "a,y\n1,1\n2,0\n");
    SnapshotChanges once = add(charter, "2", "a,y\n1,1\n2,0\n3,1\n");
    add(charter, "3", "a,y\n7,1\n");

    assertThat(add(charter, "2", "a,y\n1,1\n2,0\n3,1\n")).isEqualTo(once);
    assertThat(history.of(charter.name()))
        .extracting(SnapshotHistory.Entry::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void shouldRefuseAndForgetWhatDoesMoreThanAdd() {
    Charter charter = charter(true, "a");
    add(charter, "1", "a,y\n1,1\n2,0\n");

    assertThatThrownBy(() -> add(charter, "2", "a,y\n1,1\n2,1\n3,1\n"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("data.csv may only grow", "1 rows added, 0 removed, 1 changed");
    assertThatThrownBy(() -> add(charter, "3", "a,y\n2,0\n"))
        .hasMessageContainingAll("1 removed", "source.append-only");
    assertThatThrownBy(() -> add(charter, "4", "a,y,z\n1,1,\n2,0,\n"))
        .hasMessageContaining("column 'z' is new");
    assertThat(history.of(charter.name())).hasSize(1);
    assertThat(add(charter, "5", "a,y\n1,1\n2,0\n3,1\n").addedRows()).isEqualTo(1);
  }

  @Test
  void shouldSayWhichColumnsDiffer() {
    Charter charter = charter(false);
    add(charter, "1", "a,b,y\n1,x,1\n");

    assertThat(add(charter, "2", "a,c,y\nx,1,1\n").columns())
        .containsExactly(
            "column 'a' was NUMBER and is TEXT", "column 'c' is new", "column 'b' is gone");
  }

  @Test
  void shouldKeepTheSameDigestOfACharterThatSaysNothingNew() {
    assertThat(Json.text(DataSource.ofFile("a.csv"))).isEqualTo("{\"file\":\"a.csv\"}");
  }
}
