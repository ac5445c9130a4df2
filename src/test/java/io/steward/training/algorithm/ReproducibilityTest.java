package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReproducibilityTest {

  static Stream<AlgorithmTest.Case> cases() {
    return AlgorithmTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldExportTheSameBytesAtAnyNumberOfThreads(AlgorithmTest.Case given) {
    String one = PortableBytes.digest(given, 1);

    assertThat(PortableBytes.digest(given, 2)).isEqualTo(one);
    assertThat(PortableBytes.digest(given, 4)).isEqualTo(one);
  }

  /** Another compiler, other instructions, other threads: what a second machine differs in. */
  @Test
  void shouldExportTheSameBytesOnAnotherProcessor(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("digests.txt");
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // Flags of one family of processors, which others do not know.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:UseAVX=0",
            "-XX:UseSSE=2",
            "-XX:-UseFMA",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PortableBytes.class.getName(),
            "3");
    child.environment().put("OMP_NUM_THREADS", "4");
    child.redirectErrorStream(true).redirectOutput(output.toFile());

    Process process = child.start();

    assertThat(process.waitFor()).as(java.nio.file.Files.readString(output)).isZero();
    Map<String, String> there = new TreeMap<>();
    for (String line : java.nio.file.Files.readAllLines(output)) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      if (words.getFirst().equals("digest")) {
        there.put(words.get(1), words.get(2));
      }
    }
    assertThat(there).isEqualTo(PortableBytes.digests(1));
  }
}
