package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.platform.ChildName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is looked at before anything is started: ports, room, the lock, and what {@code --fresh}
 * deletes.
 */
class MachineTest {

  @TempDir private Path data;

  @Test
  void shouldNamePortAndPurposeWhenAPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ChildSpec spec = spec(ChildName.WEBAPPS, other.getLocalPort());

      assertThatThrownBy(() -> PortCheck.requireFree(List.of(spec)))
          .hasMessageContaining(other.getLocalPort() + " (Operate and Tasklist)")
          .hasMessageContaining("STEWARD_PORT_OFFSET");
    }
  }

  @Test
  void shouldNotComplainWhenThePortsAreFree() throws IOException {
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
    }

    assertThatCode(() -> PortCheck.requireFree(List.of(spec(ChildName.STORE, port))))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldSayHowMuchIsNeededWhenThereIsTooLittleRoom() {
    assertThatThrownBy(() -> Preflight.requireDisk(data, 300))
        .hasMessageContaining("Only 300 MB of disk")
        .hasMessageContaining("STEWARD_DATA");
    assertThatThrownBy(() -> Preflight.requireMemory(900))
        .hasMessageContaining("Only 900 MB of memory");
    assertThat(Preflight.freeDisk(data.resolve("not/there/yet"))).isPositive();
  }

  @Test
  void shouldRefuseTheLockWhenAnotherCommandHoldsIt() {
    Folders folders = new Folders(data);
    folders.create();

    try (PlatformLock _ = PlatformLock.take(folders)) {
      assertThatThrownBy(() -> PlatformLock.take(folders))
          .hasMessageContaining("Another up or down");
    }

    assertThatCode(() -> PlatformLock.take(folders).close()).doesNotThrowAnyException();
  }

  @Test
  void shouldKeepSecretsAndLogsWhenEmptied() throws IOException {
    Folders folders = new Folders(data);
    folders.create();
    Files.createDirectories(folders.broker().resolve("raft/partition"));
    Files.createDirectories(data.resolve("secrets"));
    Files.createDirectories(data.resolve("made-by-the-application"));

    folders.empty();

    assertThat(folders.broker()).doesNotExist();
    assertThat(data.resolve("made-by-the-application")).doesNotExist();
    assertThat(data.resolve("secrets")).exists();
    assertThat(folders.logs()).exists();
  }

  @Test
  void shouldFindTheLastCauseWhenALogEndsInAStackTrace() throws IOException {
    Path log = data.resolve("child.log");
    Files.writeString(
        log,
        """
        starting
        java.lang.IllegalStateException: cannot start
        \tat a.B.c(B.java:1)
        Caused by: java.net.BindException: Address already in use
        \tat x
        \t... 3 more
        """);

    assertThat(LogTail.reason(log))
        .hasValue("Caused by: java.net.BindException: Address already in use");
    assertThat(LogTail.reason(data.resolve("none.log"))).isEmpty();
  }

  private static ChildSpec spec(ChildName name, int port) {
    return new ChildSpec(
        name, List.of("true"), Map.of(), port, List.of(), List.of(), Duration.ofSeconds(1));
  }
}
