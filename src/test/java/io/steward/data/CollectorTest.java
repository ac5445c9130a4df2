package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  @TempDir static Path folder;
  static DataFixture data;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  @Test
  void shouldReadTheCreditDataAsItIsWritten() {
    Snapshot snapshot = data.credit();
    RawTable table = load(snapshot);

    assertThat(snapshot.rows()).isEqualTo(1000);
    assertThat(snapshot.columns()).hasSize(21);
    assertThat(snapshot.columns().stream().filter(c -> c.kind() == ColumnKind.NUMBER))
        .extracting(ColumnSchema::name)
        .containsExactly(
            "duration",
            "credit_amount",
            "installment_commitment",
            "residence_since",
            "age",
            "existing_credits",
            "num_dependents");
    assertThat(Objects.requireNonNull(snapshot.reading().csv()).delimiter()).isEqualTo(",");
    // The first rows of the file, in its order; "none" and "<0" are values, not missing.
    assertThat(table.texts("checking_status")).startsWith("<0", "0<=X<200", "no checking");
    assertThat(table.numbers("credit_amount")).startsWith(1169, 5951, 2096);
    assertThat(table.texts("other_parties")).startsWith("none", "none", "none");
    assertThat(table.texts("own_telephone")).startsWith("yes", "none", "none");
  }

  @Test
  void shouldGiveTheSameSnapshotAtAnyNumberOfThreads() {
    StringBuilder csv = new StringBuilder("x,t,y\n");
    for (int i = 0; i < 125_000; i++) {
      csv.append((i * 7919L) % 100_003 / 7.0).append(",t").append(i % 97).append(",").append(i % 2);
      csv.append('\n');
    }
    Set<String> manifests = new HashSet<>();
    for (int threads : new int[] {1, 2, 4}) {
      try (DataFixture other = new DataFixture(folder.resolve("t" + threads), threads)) {
        Snapshot snapshot = other.collect(csv.toString());
        manifests.add(Json.text(snapshot) + Json.text(other.profile(snapshot)));
      }
    }

    assertThat(manifests).hasSize(1);
  }

  @Test
  void shouldGiveTheSameContentDigestWhenOnlyTheWritingDiffers() {
    Snapshot plain = data.collect("a,b,y\n1.50,x y,1\n,\"q\"\"z\",0\n");
    Snapshot other = data.collect("\uFEFFa;\"b\";y\r\n1.5;\"x y\";1\r\n\"\";\"q\"\"z\";0\r\n\r\n");

    assertThat(other.content()).isEqualTo(plain.content());
    assertThat(other.parquet()).isEqualTo(plain.parquet());
    assertThat(other.source()).isNotEqualTo(plain.source());
    assertThat(Objects.requireNonNull(other.reading().csv()).delimiter()).isEqualTo(";");
    assertThat(Objects.requireNonNull(other.reading().csv()).byteOrderMark()).isTrue();
    assertThat(Objects.requireNonNull(other.reading().csv()).lineEnd()).isEqualTo("CRLF");
    assertThat(data.collect("a,b,y\n1.50,xy,1\n,\"q\"\"z\",0\n").content())
        .isNotEqualTo(plain.content());
  }

  @Test
  void shouldTellKindsFromAllValues() {
    Snapshot snapshot =
        data.collect(
            """
            code,zip,card,yes,bool,date,time,range,na,text_na,inf,under,exp,empty,late
            1,00501,1234567890123456,yes,true,2024-02-29,2024-01-01T10:00:00Z,<0,NA,NA,inf,1_0,1e3,,1
            2,94016,1234567890123457,no,false,2024-03-01,2024-01-02 11:30,0-9,7,x,1,2,.5,,2
            3,10001,1234567890123458,no,true,2023-12-31,2024-01-03,>9,,y,2,3,-4.,,x
            """);

    assertThat(snapshot.columns().stream().map(c -> c.name() + " " + c.kind()))
        .containsExactly(
            "code NUMBER",
            "zip TEXT",
            "card TEXT",
            "yes TEXT",
            "bool TEXT",
            "date DATE",
            "time DATE",
            "range TEXT",
            "na NUMBER",
            "text_na TEXT",
            "inf TEXT",
            "under TEXT",
            "exp NUMBER",
            "empty TEXT",
            "late TEXT");
    RawTable table = load(snapshot);
    assertThat(table.numbers("na")).containsExactly(Double.NaN, 7, Double.NaN);
    assertThat(table.texts("text_na")).containsExactly("NA", "x", "y");
    assertThat(table.numbers("exp")).containsExactly(1000, .5, -4);
    assertThat(table.texts("empty")).containsExactly("", "", "");
    assertThat(table.texts("date")).containsExactly("2024-02-29", "2024-03-01", "2023-12-31");
  }

  @Test
  void shouldNotTakeADayThatIsNotInTheCalendarForADate() {
    Snapshot snapshot = data.collect("d,y\n2023-02-29,1\n2023-02-28,0\n");

    assertThat(snapshot.kind("d")).isEqualTo(ColumnKind.TEXT);
  }

  @Test
  void shouldKeepOddTextsWhole() {
    Snapshot snapshot =
        data.collect(
            "t,y\n\"a,b\",1\n\"line\none\",2\r\npipe 5\" wide,3\n  padded ,4\n\"\",5\n   ,6\n"
                + "日本 é 🙂,7\n\"cr\r\nlf\",8\nback\\slash,9\n'single',10");

    assertThat(load(snapshot).texts("t"))
        .containsExactly(
            "a,b",
            "line\none",
            "pipe 5\" wide",
            "  padded ",
            "",
            "",
            "日本 é 🙂",
            "cr\r\nlf",
            "back\\slash",
            "'single'");
    assertThat(Objects.requireNonNull(snapshot.reading().csv()).lineEnd()).isEqualTo("mixed");
  }

  @Test
  void shouldFindTheDelimiterThatCutsAllRowsAlike() {
    assertThat(data.collect("a\tb,c\ty\n1\t2,3\t4\n").columns()).hasSize(3);
    assertThat(data.collect("a|b|y\n1|2|4\n").columns()).hasSize(3);
    assertThat(data.collect("a;b;y\n1,5;2,5;0\n2,5;1,5;1\n").columns()).hasSize(3);
    assertThat(data.collect("a,y\r1,2\r3,4\r").rows()).isEqualTo(2);
  }

  @Test
  void shouldReadARowOfSomeMegabytes() {
    String cell = "x".repeat(3 * 1024 * 1024);
    Snapshot snapshot = data.collect("t,y\n" + cell + ",1\nshort,2\n");

    assertThat(load(snapshot).texts("t")[0]).hasSize(cell.length());
  }

  @Test
  void shouldCollectASourceThatIsABlob() throws IOException {
    byte[] csv = Files.readAllBytes(DataFixture.GERMAN_CREDIT);
    var digest = data.store.put(csv, "text/csv");

    assertThat(new Collector(data.store, data.engine).collect(digest, Charters.credit()))
        .isEqualTo(data.credit());
  }

  @Test
  void shouldLeaveNothingInTheWorkFolder() throws IOException {
    data.collect("a,y\n1,2\n");

    try (Stream<Path> left = Files.list(data.engine.workFolder())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldSurviveTheJsonOfItsManifest() {
    Snapshot snapshot = data.credit();
    byte[] json = Json.bytes(snapshot);

    assertThat(Json.read(json, Snapshot.class)).isEqualTo(snapshot);
    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain(folder.toString());
  }

  private static RawTable load(Snapshot snapshot) {
    return RawTables.load(data.engine, data.store, snapshot.parquet(), columns(snapshot));
  }

  private static List<ColumnSchema> columns(Snapshot snapshot) {
    return snapshot.columns();
  }
}
