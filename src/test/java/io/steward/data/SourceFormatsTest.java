package io.steward.data;

import static io.steward.data.SourceFixture.gzip;
import static io.steward.data.SourceFixture.kinds;
import static io.steward.data.SourceFixture.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steward.artifact.Json;
import io.steward.charter.DataSource.Compression;
import io.steward.charter.DataSource.Format;
import io.steward.schema.RawTable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFormatsTest {
  private static final String TABLE =
      "a,t,d,y\n1.5,x,2025-01-31,1\n-2,\"y, z\",2025-02-01,0\n,,,1\n";

  @TempDir static Path folder;
  static SourceFixture sources;

  @BeforeAll
  static void start() {
    sources = new SourceFixture(folder);
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @Test
  void shouldGiveOneContentDigestWhateverTheFormat() {
    Snapshot csv = sources.collect("data.csv", TABLE, "");
    String tabs = "a\tt\td\ty\n1.5\tx\t2025-01-31\t1\n-2\ty, z\t2025-02-01\t0\n\t\t\t1\n";
    String lines =
        """
        {"a": 1.5, "t": "x", "d": "2025-01-31", "y": 1}

        {"d": "2025-02-01", "a": -2.0, "t": "y, z", "y": 0}
        {"y": 1, "a": null}
        """;
    byte[] parquet =
        sources.parquet(
            "SELECT * FROM (VALUES (1.5::DECIMAL(5,2), 'x', DATE '2025-01-31', 1::TINYINT),"
                + " (-2, 'y, z', DATE '2025-02-01', 0), (NULL, NULL, NULL, 1)) v(a, t, d, y)");

    Snapshot tsv = sources.collect("data.tsv", tabs, "");
    Snapshot jsonl = sources.collect("data.jsonl", lines, "");
    Snapshot stored = sources.collect("data.parquet", parquet, "");
    Snapshot packed =
        sources.collect("data.csv.gz", gzip(TABLE.getBytes(StandardCharsets.UTF_8)), "");

    assertThat(Stream.of(tsv, jsonl, stored, packed))
        .allSatisfy(other -> assertThat(other.content()).isEqualTo(csv.content()))
        .allSatisfy(other -> assertThat(other.parquet()).isEqualTo(csv.parquet()))
        .extracting(snapshot -> snapshot.reading().format())
        .containsExactly(Format.TSV, Format.JSONL, Format.PARQUET, Format.CSV);
    assertThat(packed.reading().compression()).isEqualTo(Compression.GZIP);
    assertThat(csv.reading().compression()).isEqualTo(Compression.NONE);
    assertThat(kinds(csv)).containsExactly("a NUMBER", "t TEXT", "d DATE", "y NUMBER");
  }

  @Test
  void shouldGiveOneDigestWhateverTheRowGroups() {
    String rows = "SELECT i AS a, 'v' || (i % 17) AS t, i % 2 AS y FROM range(150000) r(i)";
    byte[] whole = sources.parquet(rows);
    byte[] packedOtherwise = small(rows);
    assertThat(packedOtherwise).isNotEqualTo(whole);

    Snapshot one = sources.collect("data.parquet", whole, "");
    Snapshot other = sources.collect("data.parquet", packedOtherwise, "");

    assertThat(other.source()).isNotEqualTo(one.source());
    assertThat(other.content()).isEqualTo(one.content());
  }

  private static byte[] small(String rows) {
    Path file = sources.data.engine.workFolder().resolve("small.parquet");
    EngineSettings settings = EngineSettings.defaults(sources.data.engine.workFolder());
    try (DuckDbInstance engine = new DuckDbInstance(settings, 1)) {
      engine.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
      return java.nio.file.Files.readAllBytes(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      DuckDbInstance.deleteQuietly(file);
    }
  }

  @Test
  void shouldTellTheFormatFromTheContentWhenTheNameSaysNothing() {
    byte[] parquet = sources.parquet("SELECT 1 AS a, 2 AS y");

    assertThat(sources.collect("data", parquet, "").reading().format()).isEqualTo(Format.PARQUET);
    assertThat(sources.collect("data", "{\"a\": 1, \"y\": 2}\n", "").reading().format())
        .isEqualTo(Format.JSONL);
    assertThat(sources.collect("data", "a;y\n1;2\n", "").reading().format()).isEqualTo(Format.CSV);
    assertThat(sources.collect("data.txt", "a\ty\n1\t2\n", "format: tsv").reading().format())
        .isEqualTo(Format.TSV);
  }

  @Test
  void shouldReadEveryKindOfParquetColumn() {
    Snapshot snapshot =
        sources.collect(
            "data.parquet",
            sources.parquet(
                """
                SELECT 12345678901234567::BIGINT AS big, 7::UTINYINT AS small, 0.1::FLOAT AS f,
                  'NaN'::DOUBLE AS nan, true AS b, '0042' AS code, '1.5' AS text,
                  TIMESTAMP '2025-01-31 10:00:00.5' AS at,
                  TIMESTAMPTZ '2025-01-31 10:00:00+02' AS instant, NULL::INTEGER AS nothing, 1 AS y
                UNION ALL BY NAME SELECT 2 AS big, 1 AS nan, 0 AS y
                """),
            "");
    RawTable table = sources.load(snapshot);

    assertThat(kinds(snapshot))
        .containsExactly(
            "big TEXT",
            "small NUMBER",
            "f NUMBER",
            "nan NUMBER",
            "b TEXT",
            "code TEXT",
            "text TEXT",
            "at DATE",
            "instant DATE",
            "nothing TEXT",
            "y NUMBER");
    assertThat(table.texts("big")).containsExactly("12345678901234567", "2");
    assertThat(table.numbers("f")[0]).isEqualTo(0.1);
    assertThat(table.numbers("nan")).containsExactly(Double.NaN, 1);
    assertThat(table.texts("b")).containsExactly("true", "");
    assertThat(table.texts("at")[0]).isEqualTo("2025-01-31 10:00:00.5");
    assertThat(table.texts("instant")[0]).isEqualTo("2025-01-31 08:00:00Z");
    assertThat(notes(snapshot))
        .containsExactly(
            "b: truth values as the texts true and false",
            "instant: points in time, written in UTC");
  }

  @Test
  void shouldTakeNumbersInJsonTextsForTexts() {
    Snapshot snapshot =
        sources.collect(
            "data.jsonl",
            "{\"zip\": \"00501\", \"n\": \"1\", \"ok\": true, \"big\": 12345678901234567, \"y\": 1}\n",
            "");

    assertThat(kinds(snapshot))
        .containsExactly("zip TEXT", "n TEXT", "ok TEXT", "big TEXT", "y NUMBER");
    assertThat(sources.load(snapshot).texts("big")).containsExactly("12345678901234567");
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void shouldReadOtherEncodingsWhenMarkedOrSaid(Charset charset, String mark, String form) {
    String table =
        mark + "nämé,€uro,y\n\"Müller, Ž\",1,1\n日,2,0\n".replace("日", "é").replace("Ž", "š");

    Snapshot snapshot = sources.collect("data.csv", table.getBytes(charset), form);

    assertThat(kinds(snapshot)).containsExactly("nämé TEXT", "€uro NUMBER", "y NUMBER");
    assertThat(sources.load(snapshot).texts("nämé")).containsExactly("Müller, š", "é");
    CsvDialect dialect = Objects.requireNonNull(snapshot.reading().csv());
    assertThat(dialect.encoding()).isEqualTo(charset.name());
    assertThat(dialect.byteOrderMark()).isEqualTo(!mark.isEmpty());
    assertThat(dialect.said().contains("encoding")).isEqualTo(!form.isEmpty());
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of(StandardCharsets.UTF_16LE, "\uFEFF", ""),
        Arguments.of(StandardCharsets.UTF_16BE, "\uFEFF", ""),
        Arguments.of(StandardCharsets.UTF_8, "\uFEFF", "csv: {encoding: utf-8}"),
        Arguments.of(StandardCharsets.UTF_16LE, "", "csv: {encoding: UTF-16LE}"),
        Arguments.of(Charset.forName("windows-1252"), "", "csv: {encoding: windows-1252}"),
        Arguments.of(Charset.forName("ISO-8859-15"), "", "csv: {encoding: ISO-8859-15}"));
  }

  @Test
  void shouldDecodeTextThatIsLongerThanABuffer() {
    String row = "Größe Ä ".repeat(9_000) + ",1\n";
    String table = "t,y\n" + row.repeat(20);

    Snapshot snapshot =
        sources.collect("data.csv", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16BE), "");

    assertThat(snapshot.content()).isEqualTo(sources.collect("data.csv", table, "").content());
  }

  @Test
  void shouldReadNumbersAndDatesOfOtherCountriesAndSaySo() {
    Snapshot snapshot =
        sources.collect(
            "data.csv",
            """
            amount;rate;day;slash;group;year;iban;y
            1.234.567,89;0,5;1.2.2025;13/01/2025;1 234;2025/1/2;DE 12;1
            -7,5;12;31.12.2024 10:30;1/2/2025;12;2024/12/31;x;0
            NA;;;;;;;1
            """,
            "");
    RawTable table = sources.load(snapshot);

    assertThat(kinds(snapshot))
        .containsExactly(
            "amount NUMBER",
            "rate NUMBER",
            "day DATE",
            "slash DATE",
            "group NUMBER",
            "year DATE",
            "iban TEXT",
            "y NUMBER");
    assertThat(table.numbers("amount")).containsExactly(1234567.89, -7.5, Double.NaN);
    assertThat(table.numbers("rate")).containsExactly(0.5, 12, Double.NaN);
    assertThat(table.numbers("group")).containsExactly(1234, 12, Double.NaN);
    assertThat(table.texts("day")).containsExactly("2025-02-01", "2024-12-31 10:30", "");
    assertThat(table.texts("slash")).containsExactly("2025-01-13", "2025-02-01", "");
    assertThat(table.texts("year")).containsExactly("2025-01-02", "2024-12-31", "");
    assertThat(notes(snapshot))
        .contains(
            "amount: numbers with a decimal comma",
            "day: dates written dd.MM.yyyy",
            "slash: dates written dd/MM/yyyy");
  }

  @Test
  void shouldReadNumbersWithThousandSeparators() {
    Snapshot snapshot =
        sources.collect("data.csv", "n,y\n\"1,234.50\",1\n\"1,000,000\",0\n12,1\n", "");

    assertThat(sources.load(snapshot).numbers("n")).containsExactly(1234.5, 1_000_000, 12);
    assertThat(notes(snapshot))
        .containsExactly("n: numbers with a decimal point and groups of three digits");
  }

  @Test
  void shouldFollowTheCharterWhereValuesCanBeReadTwoWays() {
    String table = "n;m;d;y\n1,234;1.234;03/04/2025;1\n5,678;2.000;05/06/2025;0\n";

    RawTable comma =
        sources.load(sources.collect("data.csv", table, "csv: {decimal: ',', dates: day-first}"));
    RawTable point =
        sources.load(sources.collect("data.csv", table, "csv: {decimal: '.', dates: month-first}"));

    assertThat(comma.numbers("n")).containsExactly(1.234, 5.678);
    assertThat(comma.numbers("m")).containsExactly(1234, 2000);
    assertThat(comma.texts("d")).containsExactly("2025-04-03", "2025-06-05");
    assertThat(point.numbers("n")).containsExactly(1234, 5678);
    assertThat(point.numbers("m")).containsExactly(1.234, 2);
    assertThat(point.texts("d")).containsExactly("2025-03-04", "2025-05-06");
  }

  @Test
  void shouldLeaveTextsAloneThatOnlyLookLikeNumbers() {
    Snapshot snapshot =
        sources.collect(
            "data.csv",
            """
            phone;intl;zip;list;long;version;code;y
            030 123;+49 170 123 456;00 501;1,2;1 234 567 890 123 456;1.2.3;.5;1
            040 1;+1 234;1 2;3,45,6;1;10.0.1;007;0
            """,
            "");

    assertThat(kinds(snapshot))
        .containsExactly(
            "phone TEXT",
            "intl TEXT",
            "zip TEXT",
            "list TEXT",
            "long TEXT",
            "version TEXT",
            "code TEXT",
            "y NUMBER");
  }

  @Test
  void shouldReadSingleQuotesWhenAllNamesStandInThem() {
    Snapshot detected =
        sources.collect("data.csv", "'a','t','y'\n1,'x, \"y\"',1\n2,'it''s',0\n", "");
    Snapshot said =
        sources.collect(
            "data.csv",
            "a|t|y\n1|'x, \"y\"'|1\n2|'it''s'|0\n",
            "csv: {quote: \"'\", delimiter: '|'}");

    assertThat(sources.load(detected).texts("t")).containsExactly("x, \"y\"", "it's");
    assertThat(said.content()).isEqualTo(detected.content());
    assertThat(Objects.requireNonNull(detected.reading().csv()).quote()).isEqualTo("'");
    assertThat(Objects.requireNonNull(said.reading().csv()).said())
        .containsExactly("delimiter", "quote");
  }

  static Stream<Arguments> badSources() {
    return Stream.of(
        bad("bad-json", "x.jsonl", "{\"a\": 1, \"y\": 2}\n{\"a\": 1,,}\n", "", "Line 2 of x.jsonl"),
        bad("bad-json", "x.jsonl", "{\"a\": 1, \"y\": 2}\n{\"a\": 1, \"a\": 2}\n", "", "Line 2"),
        bad(
            "not-an-object",
            "x.json",
            "[{\"a\": 1, \"y\": 2}]\n",
            "",
            "a list",
            "one object a line"),
        bad("not-an-object", "x.jsonl", "{\"a\": 1, \"y\": 2} {\"a\": 1}\n", "", "more than one"),
        bad("nested-value", "x.jsonl", "{\"a\": {\"b\": 1}, \"y\": 2}\n", "", "Line 1", "'a'"),
        bad("nested-value", "x.jsonl", "{\"a\": 1, \"y\": [2]}\n", "", "a list under the key 'y'"),
        bad(
            "mixed-values",
            "x.jsonl",
            "{\"a\":1,\"y\":2}\n{\"a\":\"x\",\"y\":2}\n",
            "",
            "in line 2"),
        bad("nul-byte", "x.jsonl", "{\"a\": \"\\u0000\", \"y\": 2}\n", "", "Line 1", "'a'"),
        bad("no-rows", "x.jsonl", "\n \n", "", "0 rows"),
        bad("one-column", "x.jsonl", "{\"a\": 1}\n", "", "'a'"),
        bad("duplicate-column-name", "x.jsonl", "{\"a\": 1, \"A\": 2}\n", "", "'A'"),
        bad("blank-column-name", "x.jsonl", "{\"a\": 1, \" \": 2}\n", "", "Column 2"),
        bad("row-too-long", "x.jsonl", "{\"a\": \"" + "x".repeat(5 << 20) + "\"}", "", "Line 1"),
        bad("not-parquet", "x.parquet", "a,y\n1,2\n", "", "x.parquet", "PAR1"),
        bad("parquet-damaged", "x.parquet", "PAR1 and then nothing", "", "x.parquet"),
        bad("not-csv", "x.csv", "PK\u0003\u0004", "", "ZIP or Excel"),
        bad("not-gzip", "x.csv.gz", "a,y\n1,2\n", "compression: gzip", "source.compression"),
        bad("contradicts-charter", "x.tsv", "a;y\n1;2\n", "csv: {delimiter: ';'}", "TSV"),
        bad(
            "contradicts-charter",
            "x.csv",
            "a;y\n1,5;2\n",
            "csv: {decimal: '.'}",
            "'1,5' in row 1"),
        bad("contradicts-charter", "x.csv", "a;y\n1.5;2\n", "csv: {decimal: ','}", "'a'"),
        bad("wrong-encoding", "x.csv", "a,y\né,2\n", "csv: {encoding: utf-16le}", "UTF-16LE"),
        bad("wrong-encoding", "x.csv", "\uFEFFa,y\n1,2\n", "csv: {encoding: utf-16le}", "mark"));
  }

  private static Arguments bad(
      String code, String name, String content, String form, String... words) {
    return Arguments.of(code, name, content, form, words);
  }

  @ParameterizedTest
  @MethodSource("badSources")
  void shouldSayWhatIsWrongAndWhere(
      String code, String name, String content, String form, String[] words) {
    UnusableDataException fault =
        catchThrowableOfType(
            UnusableDataException.class, () -> sources.collect(name, content, form));

    assertThat(fault).isNotNull();
    assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
    assertThat(fault).hasMessageContainingAll(words).hasMessageNotContaining(folder.toString());
  }

  @Test
  void shouldNameEachParquetColumnThatHoldsNoValues() {
    byte[] nested =
        sources.parquet("SELECT [1, 2] AS list, {'a': 1} AS part, 'x'::BLOB AS bytes, 1 AS y");

    assertThatThrownBy(() -> sources.collect("data.parquet", nested, ""))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("'list' (INTEGER[])", "'part'", "'bytes' (BLOB)");
  }

  @Test
  void shouldRefuseInfiniteNumbers() {
    byte[] infinite = sources.parquet("SELECT 'inf'::DOUBLE AS a, 1 AS y UNION ALL SELECT 1, 1");

    assertThatThrownBy(() -> sources.collect("data.parquet", infinite, ""))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("'a'", "infinite");
  }

  @Test
  void shouldStopAGzipBomb() {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(100_000);

    assertThatThrownBy(() -> sources.collect("data.csv.gz", bomb, "csv: {delimiter: ','}"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("data.csv.gz");
    byte[] text = gzip(("a,y\n" + "1,2\n".repeat(8 << 20)).getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> sources.collect("data.csv.gz", text, ""))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("data.csv.gz", "unpacks to more than", "200 times");
  }

  @Test
  void shouldSayThatAGzipFileIsCutOff() {
    byte[] whole = gzip(TABLE.repeat(50).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                sources.collect(
                    "data.csv.gz", java.util.Arrays.copyOf(whole, whole.length - 9), ""))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("data.csv.gz", "cut-off gzip");
  }

  @Test
  void shouldTakeNoMoreThanIsAllowed() {
    SourceLimits few = new SourceLimits(100, 200, 200, 2, 2, 1024, java.time.Duration.ofSeconds(1));
    try (SourceFixture small = new SourceFixture(folder.resolve("small"), few)) {
      assertThatThrownBy(() -> small.collect("d.csv", "a,y\n" + "1,2\n".repeat(30), ""))
          .hasMessageContainingAll("d.csv", "larger than the 100 bytes");
      assertThatThrownBy(() -> small.collect("d.csv", "a,y\n1,2\n1,2\n1,2\n", ""))
          .hasMessageContainingAll("d.csv", "more than the 2 rows");
      assertThatThrownBy(() -> small.collect("d.csv", "a,b,y\n1,2,3\n", ""))
          .hasMessageContainingAll("d.csv", "3 columns; at most 2");
      assertThatThrownBy(() -> small.collect("d.jsonl", "{\"a\":1,\"y\":1}\n".repeat(3), ""))
          .hasMessageContainingAll("d.jsonl", "2 rows");
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheSourceCannotBeUsed() {
    int before = sources.data.store.list("").size();

    assertThatThrownBy(() -> sources.collect("data.csv", "a,y\n1\n", ""))
        .isInstanceOf(UnusableDataException.class);

    assertThat(sources.data.store.list("")).hasSize(before);
    assertThat(sources.data.engine.workFolder()).isEmptyDirectory();
  }

  @Test
  void shouldSurviveTheJsonOfItsManifest() {
    Snapshot snapshot = sources.collect("data.csv", "d;y\n31.12.2025;1,5\n1.2.2024;2\n", "");

    assertThat(Json.read(Json.bytes(snapshot), Snapshot.class)).isEqualTo(snapshot);
  }
}
