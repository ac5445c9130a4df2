package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

  @TempDir private Path folder;

  @Test
  void shouldFindTheProcessWhenItRuns() {
    PidFile file = new PidFile(folder.resolve("me.pid"));

    file.write(ProcessHandle.current());

    assertThat(file.find())
        .isInstanceOfSatisfying(
            PidFile.Found.Running.class,
            found -> assertThat(found.process().pid()).isEqualTo(ProcessHandle.current().pid()));
  }

  @Test
  void shouldBeStaleWhenAnotherProcessHasThePidNow() throws IOException {
    long pid = ProcessHandle.current().pid();
    long before = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    Path file = folder.resolve("other.pid");
    Files.writeString(file, "{\"pid\":" + pid + ",\"startedAtMillis\":" + (before - 60_000) + "}");

    assertThat(new PidFile(file).find()).isInstanceOf(PidFile.Found.Stale.class);
  }

  @Test
  void shouldBeStaleWhenTheProcessEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    PidFile file = new PidFile(folder.resolve("sleep.pid"));
    file.write(process.toHandle());

    process.destroy();
    process.waitFor();

    assertThat(file.find()).isInstanceOf(PidFile.Found.Stale.class);
  }

  @Test
  void shouldBeStaleWhenTheFileWasCutShort() throws IOException {
    Path file = folder.resolve("cut.pid");
    Files.writeString(file, "{\"pid\":12");

    assertThat(new PidFile(file).find()).isInstanceOf(PidFile.Found.Stale.class);
  }

  @Test
  void shouldFindNothingWhenThereIsNoFile() {
    PidFile file = new PidFile(folder.resolve("none.pid"));
    file.delete();

    assertThat(file.find()).isInstanceOf(PidFile.Found.Nothing.class);
  }
}
