package io.steward.workers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoredObjects;
import io.steward.bundle.SigningKey;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.data.AllowedFolders;
import io.steward.data.AllowedHosts;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DatabaseFetcher;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.HttpsFetcher;
import io.steward.data.ObjectFetcher;
import io.steward.data.SnapshotHistory;
import io.steward.data.SourceFetcher;
import io.steward.data.SourceLimits;
import io.steward.data.UnusableDataException;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerEntry;
import io.steward.workers.contract.AllWorkers;
import io.steward.workers.job.JobContext;
import io.steward.workers.run.CharterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectDataTest {
  private static final RunId RUN = RunId.ofInstance(7);

  @TempDir Path folder;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private DataEngine engine;
  private Ledger ledger;
  private CollectData worker;
  private Path data;

  @BeforeEach
  void start() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    engine = new DuckDbEngine(EngineSettings.defaults(folder.resolve("engine")));
    ledger =
        new Ledger(
            store,
            SigningKey.loadOrCreate(folder.resolve("key.pem"), folder.resolve("key.pub.pem")),
            LedgerAnchor.file(folder.resolve("anchor")),
            Clock.systemUTC());
    SourceLimits limits = SourceLimits.defaults();
    SourceFetcher sources =
        new SourceFetcher(
            new AllowedFolders(List.of(data)),
            new ObjectFetcher(new NoObjects(), List.of(), limits),
            new HttpsFetcher(new AllowedHosts(List.of(), List.of()), limits, null),
            new DatabaseFetcher(Map.of(), limits),
            limits);
    worker =
        new CollectData(
            new StepJournal(store, "test", Clock.systemUTC()),
            store,
            engine,
            sources,
            new Collector(store, engine),
            new SnapshotHistory(store, engine),
            ledger,
            new CharterFolder(ledger, AllWorkers.properties(home())));
  }

  /** The project's folder, seen from this module or from the top. */
  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("config/application.yaml")) ? here : here.resolve("..");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** A store that holds nothing of others. */
  private static final class NoObjects implements StoredObjects {
    @Override
    public OptionalLong size(String bucket, String key) {
      return OptionalLong.empty();
    }

    @Override
    public boolean download(String bucket, String key, Path file) {
      return false;
    }
  }

  private CollectData.Response collect(long job, String source, @Nullable Digest handedIn) {
    String yaml =
        """
        name: loans
        title: Loans
        problem: A test.
        decision: A decision.
        owner: owner
        task: binary
        target: {column: y, positive: 1}
        success: {primary: {metric: auc, threshold: 0.7}}
        """
            + "source: "
            + source
            + "\n";
    if (!(CharterReader.read(yaml) instanceof CharterResult.Valid valid)) {
      throw new AssertionError(CharterReader.read(yaml));
    }
    Digest charter = store.put(Json.bytes(valid.charter()), "application/json");
    return worker.work(
        new CollectData.Request(RUN, charter, handedIn),
        new JobContext(
            job,
            1,
            "collect-data",
            Map.of(),
            JsonNodeFactory.instance.objectNode(),
            new AtomicBoolean()));
  }

  private List<Map<String, Object>> entries() {
    return ledger.of(RUN).stream()
        .filter(entry -> entry.type().equals(CollectData.COLLECTED))
        .map(LedgerEntry::facts)
        .toList();
  }

  @Test
  void shouldRecordWhereDataCameFromHowItWasReadAndWhatChanged() throws IOException {
    Path file = data.resolve("d.csv");
    String source = "{file: '" + file + "'}";
    Files.writeString(file, "a;y\n1,5;1\n2,5;0\n");
    CollectData.Response first = collect(1, source, null);
    Files.writeString(file, "a;y\n1,5;1\n2,5;0\n3,5;1\n");
    CollectData.Response second = collect(2, source, null);

    assertThat(second.snapshotDigest()).isNotEqualTo(first.snapshotDigest());
    assertThat(second.rowCount()).isEqualTo(3);
    assertThat(entries()).hasSize(2);
    assertThat(entries().getLast())
        .containsEntry("snapshot", second.snapshotDigest().toString())
        .containsEntry("previousSnapshot", first.snapshotDigest().toString())
        .containsEntry("changes", "1 rows added, 0 removed since the last snapshot")
        .containsEntry("origin", Map.of("kind", "file", "location", file.toString()));
    assertThat(String.valueOf(entries().getLast().get("reading")))
        .contains("UTF-8, delimiter ;", "column 'a': numbers with a decimal comma");
  }

  @Test
  void shouldDoAndRecordNothingTwiceWhenAJobIsDeliveredTwice() throws IOException {
    Path file = data.resolve("d.csv");
    Files.writeString(file, "a,y\n1,1\n2,0\n");
    CollectData.Response once = collect(1, "{file: '" + file + "'}", null);
    int objects = store.list("").size();

    assertThat(collect(1, "{file: '" + file + "'}", null)).isEqualTo(once);
    assertThat(store.list("")).hasSize(objects);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void shouldTakeWhatWasHandedInForTheCharterSource() {
    Digest blob =
        store.put("a\ty\n1\t1\n2\t0\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "x");

    assertThat(collect(1, "{file: d.tsv}", blob).rowCount()).isEqualTo(2);
    assertThat(entries().getFirst())
        .containsEntry("source", blob.toString())
        .containsEntry("origin", Map.of("kind", "handed in with the charter", "location", "d.tsv"));
  }

  @Test
  void shouldRecordNothingWhenASourceIsNotAllowed() throws IOException {
    Files.writeString(folder.resolve("secret.csv"), "a,y\n1,1\n");
    int objects = store.list("snapshots/").size();

    for (String source :
        List.of(
            "{file: '" + data + "/../secret.csv'}",
            "{object: 's3://steward/ledger/1.json'}",
            "{url: 'https://example.com/d.csv'}",
            "{query: {connection: warehouse, sql: SELECT 1}}")) {
      assertThatThrownBy(() -> collect(1, source, null)).isInstanceOf(UnusableDataException.class);
    }
    assertThat(store.list("snapshots/")).hasSize(objects);
    assertThat(entries()).isEmpty();
  }

  @Test
  void shouldNotKeepASnapshotThatBreaksThePromiseOfItsSource() throws IOException {
    Path file = data.resolve("d.csv");
    String source = "{file: '" + file + "', append-only: true}";
    Files.writeString(file, "a,y\n1,1\n2,0\n");
    collect(1, source, null);
    Files.writeString(file, "a,y\n1,1\n");

    assertThatThrownBy(() -> collect(2, source, null))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("may only grow");
    assertThat(entries()).hasSize(1);
    assertThat(store.list("snapshots/loans/")).hasSize(1);
  }
}
