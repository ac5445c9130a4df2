package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  @Test
  void shouldGoOnWhenATaskRunsOutOfMemory() throws IOException, InterruptedException {
    assertThat(exitCode(new JavaCommand(32))).isEqualTo(Greedy.WENT_ON);
  }

  @Test
  void shouldEndAServerThatRunsOutOfMemory() throws IOException, InterruptedException {
    assertThat(exitCode(new JavaCommand(32).endingWithoutMemory()))
        .isNotZero()
        .isNotEqualTo(Greedy.WENT_ON);
  }

  private static int exitCode(JavaCommand command) throws IOException, InterruptedException {
    Path classes =
        Path.of(
            JavaCommandTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return new ProcessBuilder(command.main(List.of(classes), Greedy.class.getName()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Takes all memory, gives it back, and goes on. */
  static final class Greedy {
    static final int WENT_ON = 7;

    private Greedy() {}

    public static void main(String[] args) {
      List<long[]> taken = new ArrayList<>();
      try {
        while (taken.size() < Integer.MAX_VALUE) {
          taken.add(new long[1 << 20]);
        }
      } catch (OutOfMemoryError expected) {
        taken.clear();
      }
      System.exit(WENT_ON);
    }
  }
}
