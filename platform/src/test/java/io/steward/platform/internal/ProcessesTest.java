package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessesTest {

  @Test
  void shouldStopGentlyWhenTheProcessListens() throws IOException {
    ProcessHandle process = new ProcessBuilder("sleep", "60").start().toHandle();

    assertThat(Processes.stop(process, Duration.ofSeconds(10))).isTrue();
    assertThat(Processes.runs(process)).isFalse();
  }

  @Test
  void shouldStopByForceWhenTheProcessDoesNotListen() throws IOException {
    Process deaf =
        new ProcessBuilder("bash", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done")
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(deaf.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("deaf");

      assertThat(Processes.stop(deaf.toHandle(), Duration.ofMillis(300))).isFalse();
    }

    assertThat(Processes.runs(deaf.toHandle())).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotTakeAZombieForARunningProcess() throws Exception {
    // A shell collects a child that ends before the shell has become 'sleep', which never does:
    // so the child waits for that.
    String child = "while [ \"$(cat /proc/$PPID/comm)\" = bash ]; do sleep 0.05; done";
    Process shell =
        new ProcessBuilder("bash", "-c", "bash -c '" + child + "' & echo $!; exec sleep 30")
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      long pid = Long.parseLong(out.readLine());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ProcessHandle.of(pid).map(process -> !Processes.runs(process)).orElse(true));

      assertThat(Path.of("/proc", Long.toString(pid))).exists();
    } finally {
      Processes.stop(shell.toHandle(), Duration.ofSeconds(5));
    }
  }
}
