package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.steward.platform.ChildName;
import io.steward.platform.ChildStatus;
import io.steward.platform.PlatformListener;
import io.steward.platform.Ports;
import io.steward.platform.StoreKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {

  @TempDir private Path data;
  private final Ports ports = Ports.free();
  private final List<ChildName> ready = new ArrayList<>();
  private Folders folders;
  private HttpProbe probe;
  private HttpServer store;

  @BeforeEach
  void serveStore() throws IOException {
    folders = new Folders(data);
    folders.create();
    probe = new HttpProbe();
    store =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.store()), 1);
    store.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    store.start();
  }

  @AfterEach
  void close() {
    store.stop(0);
    probe.close();
  }

  @Test
  void shouldReturnWhenEveryProcessAnswers() {
    Startup startup = startup();

    startup.run(List.of(spec(ChildName.STORE, "sleep 60")), Map.of());

    assertThat(ready).containsExactly(ChildName.STORE);
    assertThat(pidFile(ChildName.STORE).find()).isInstanceOf(PidFile.Found.Running.class);
    startup.cancel();
    assertThat(pidFile(ChildName.STORE).find()).isInstanceOf(PidFile.Found.Nothing.class);
  }

  @Test
  void shouldStopWhatWasStartedWhenOneProcessEnds() throws IOException {
    Path pid = data.resolve("store-pid");
    List<ChildSpec> specs =
        List.of(
            spec(ChildName.STORE, "echo $$ > " + pid + "; exec sleep 60"),
            spec(
                ChildName.BROKER,
                "while [ ! -s "
                    + pid
                    + " ]; do sleep 0.1; done;"
                    + " echo 'Error: no room left'; exit 3"));

    assertThatThrownBy(() -> startup().run(specs, Map.of()))
        .hasMessageContaining("The Zeebe broker ended")
        .hasMessageContaining("no room left")
        .hasMessageContaining(folders.log(ChildName.BROKER).toString());

    long store = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(store).filter(Processes::runs)).isEmpty();
    assertThat(pidFile(ChildName.STORE).find()).isInstanceOf(PidFile.Found.Nothing.class);
  }

  @Test
  void shouldGiveUpWhenAProcessNeverAnswers() {
    ChildSpec silent = spec(ChildName.BROKER, "sleep 60", Duration.ofMillis(400));

    assertThatThrownBy(() -> startup().run(List.of(silent), Map.of()))
        .hasMessageContaining("did not answer on port")
        .hasMessageContaining("Try again");
  }

  @Test
  void shouldStartNothingWhenItWasCancelledBefore() {
    Startup startup = startup();
    startup.cancel();

    assertThatThrownBy(() -> startup.run(List.of(spec(ChildName.STORE, "sleep 60")), Map.of()))
        .hasMessageContaining("interrupted");
    assertThat(folders.pidFile(ChildName.STORE)).doesNotExist();
  }

  @Test
  void shouldBlameNoProcessWhenItIsCancelledFromElsewhere() {
    Startup startup = startup();
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(
            () -> startup.run(List.of(spec(ChildName.BROKER, "sleep 60")), Map.of()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> pidFile(ChildName.BROKER).find() instanceof PidFile.Found.Running);

    startup.cancel();

    assertThatThrownBy(started::join)
        .cause()
        .hasMessageContaining("interrupted")
        .hasMessageNotContaining("ended");
  }

  @Test
  void shouldKeepForeignSettingsAwayWhenAProcessIsStarted() throws IOException {
    Startup startup = startup();
    ChildSpec spec = spec(ChildName.STORE, "env; echo end; exec sleep 60");

    startup.run(List.of(spec), Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.readString(folders.log(ChildName.STORE)).contains("end\n"));
    startup.cancel();

    assertThat(Files.readString(folders.log(ChildName.STORE)))
        .contains("STEWARD_TEST=yes")
        .doesNotContain("SPRING_");
  }

  private Startup startup() {
    return new Startup(
        folders,
        new Readiness(probe, ports, StoreKind.S3PROXY),
        new PlatformListener() {
          @Override
          public void note(String message) {}

          @Override
          public void ready(ChildStatus child, Duration since) {
            ready.add(child.name());
          }
        },
        Map.of());
  }

  private PidFile pidFile(ChildName name) {
    return new PidFile(folders.pidFile(name));
  }

  private ChildSpec spec(ChildName name, String script) {
    return spec(name, script, Duration.ofSeconds(30));
  }

  private ChildSpec spec(ChildName name, String script, Duration patience) {
    return new ChildSpec(
        name,
        List.of("bash", "-c", script),
        Map.of("STEWARD_TEST", "yes"),
        ports.store(),
        List.of(),
        List.of(),
        patience);
  }
}
