package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad file ends in one message that names the file, the place and what to do. */
class BadCsvTest {
  @TempDir static Path folder;
  static DataFixture data;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 1);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        bad("empty-file", "", "data.csv is empty"),
        bad("empty-file", "\uFEFF", "data.csv is empty"),
        bad("empty-file", "\n\r\n\n", "blank lines only"),
        bad("no-rows", "a,b\n", "0 rows"),
        bad("ragged-row", "a,b\n1,2\n3\n4,5,6\n", "of its first line: line 3 has 1, line 4 has 3"),
        bad("ragged-row", "a,b\n1,\"x\ny\"\n\n3\n", "line 5 has 1"),
        bad("ragged-row", "a,b\n" + "1\n".repeat(9), "9 rows", "line 6 has 1, and more"),
        bad("duplicate-column-name", "a,b,A\n1,2,3\n", "Columns 1 and 3", "'A'"),
        bad("blank-column-name", "a,,c\n1,2,3\n", "Column 2"),
        bad("reserved-column-name", "a,steward_row\n1,2\n", "'steward_row'", "Rename"),
        bad("bad-column-name", "a,\"b\nc\"\n1,2\n", "column 2"),
        bad("no-header", "1,2\n3,4\n", "first line of data.csv", "column names in front"),
        bad("one-column", "a\n1\n", "one column only, 'a'"),
        bad("open-quote", "a,b\n1,2\n3,\"x\n4,5\n", "quote in line 3", "never closed"),
        bad("stray-quote", "a,b\n1,\"x\"y\n", "closing quote in line 2"),
        bad("nul-byte", "a,b\n1,2\n3,\0\n", "NUL byte in line 3"),
        bad("not-csv", "PK\u0003\u0004xxxx", "ZIP or Excel"),
        bad("mixed-values", "d,y\n31.12.2025,1\n2025-12-30,0\n", "'d'", "'31.12.2025' in row 1"),
        bad("mixed-values", "d,y\n31/12/2025,1\n12/31/2025,0\n", "'12/31/2025' in row 2"),
        bad("ambiguous-values", "d,y\n03/04/2025,1\n05/06/2025,0\n", "source.csv.dates"),
        bad("ambiguous-values", "n;y\n1,234;1\n5,678;0\n", "source.csv.decimal", "'1,234'"),
        bad("ambiguous-values", "m;n;y\n1,5;1.234;1\n2,5;2.000;0\n", "'n'", "'1.234' in row 1"),
        bad("mixed-values", "n;y\n1.234,5;1\n1,234.5;0\n", "'n'", "writing numbers", "row 2"),
        bad(
            "too-many-columns",
            IntStream.range(0, 2001).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n",
            "2001 columns"),
        bad(
            "too-many-columns",
            IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","))
                + "\n",
            "100000 columns",
            "steward.sources.limits.columns"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void shouldSayWhatIsWrongAndWhereWhenAFileIsBad(String code, String csv, String[] words) {
    UnusableDataException fault =
        catchThrowableOfType(UnusableDataException.class, () -> data.collect(csv));

    assertThat(fault).isNotNull();
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault).hasMessageContainingAll(words).hasMessageContaining("data.csv");
  }

  @Test
  void shouldNameTheLineWhenTheEncodingIsLatin1() {
    byte[] latin1 = "name,y\nSmith,1\nMüller,0\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> data.collect(latin1))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("data.csv is not in UTF-8", "line 3", "0xFC", "iconv");
  }

  @Test
  void shouldRefuseBytesThatAreNoUtf8EvenIfTheyLookLikeIt() {
    int[][] broken = {{0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF5, 0x80, 0x80, 0x80}, {0xE2, 0x82}};
    for (int[] bytes : broken) {
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      csv.writeBytes("a,b\n1,".getBytes(StandardCharsets.UTF_8));
      for (int b : bytes) {
        csv.write(b);
      }
      assertThatThrownBy(() -> data.collect(csv.toByteArray()))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContaining("line 2");
    }
  }

  @Test
  void shouldStopAtACellOfFiftyMegabytes() {
    String csv = "a,b\n1,2\n3,\"" + "x".repeat(50 * 1024 * 1024) + "\"\n";

    assertThatThrownBy(() -> data.collect(csv))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("4 MB", "line 3");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    Collector collector = new Collector(data.store, data.engine);

    assertThatThrownBy(() -> collector.collect(folder.resolve("no.csv"), Charters.credit()))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("There is no file", "no.csv", "source.file");
  }

  private static Arguments bad(String code, String csv, String... words) {
    return Arguments.of(code, csv, words);
  }
}
