package io.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.platform.ChildStatus.State;
import io.steward.platform.internal.DemoUsers;
import io.steward.platform.internal.HttpProbe;
import io.steward.platform.internal.PortCheck;
import io.steward.platform.internal.Processes;
import io.steward.platform.internal.Readiness;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real platform on free ports: one life of it, from the first start to the last stop. */
@TestMethodOrder(OrderAnnotation.class)
class PlatformIT {

  private static final URI KEPT = URI.create("/kept/_doc/1?refresh=true");
  private static final String TASKLIST_VIEW = "tasklist-list-view-8.6.0_";

  @TempDir private static Path data;
  private static PlatformSettings settings;
  private static Platform platform;
  private static HttpProbe http;

  @BeforeAll
  static void start() {
    settings =
        PlatformSettings.from(Map.of(), Path.of("").toAbsolutePath())
            .withData(data)
            .withPorts(Ports.free())
            .platformOnly();
    http = new HttpProbe();
    platform = Platform.start(settings, PlatformListener.SILENT);
  }

  @AfterAll
  static void stop() {
    Platform.at(settings).stop();
    http.close();
  }

  @Test
  @Order(1)
  void shouldAnswerWhenItIsUp() {
    PlatformStatus status = platform.status();

    assertThat(status.ready()).isTrue();
    assertThat(status.children())
        .filteredOn(child -> !child.name().isSteward())
        .hasSize(4)
        .allMatch(child -> child.state() == State.READY);
    assertThat(status.residentMegabytes()).isBetween(200L, 2000L);
  }

  @Test
  @Order(2)
  void shouldLetEveryDemoUserInAndNobodyElse() {
    Readiness readiness = new Readiness(http, settings.ports(), StoreKind.S3PROXY);

    assertThat(DemoUsers.names())
        .containsExactlyInAnyOrder("owner", "engineer", "steward", "validator", "auditor", "demo")
        .allMatch(readiness::logsIn);
    assertThat(readiness.logsIn("stranger")).isFalse();
  }

  @Test
  @Order(3)
  void shouldOnlyBindToLoopback() throws Exception {
    String sockets = "/proc/self/net/tcp";
    if (!Files.exists(Path.of(sockets))) {
      return;
    }
    List<String> ports =
        all(settings.ports()).mapToObj(port -> String.format(Locale.ROOT, ":%04X", port)).toList();

    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(sockets)));
    lines.addAll(Files.readAllLines(Path.of("/proc/self/net/tcp6")));

    assertThat(lines)
        .filteredOn(line -> line.contains(" 0A ") && ports.stream().anyMatch(local(line)::endsWith))
        .hasSizeGreaterThanOrEqualTo(ports.size())
        .allMatch(line -> local(line).contains("0100007F"));
  }

  @Test
  @Order(4)
  void shouldTakeATaskOfTasklistWhenItEndedAtAWholeSecond() {
    String task =
        "{\"id\":\"1\",\"name\":\"\\\"completionTime\\\":\\\"2026-01-01T00:00:00Z\\\"\","
            + "\"completionTime\":\"2026-01-01T00:00:00Z\"}";
    String write =
        "{\"update\":{\"_index\":\"%s\",\"_id\":\"1\"}}%n{\"doc\":%s,\"upsert\":%s}%n"
            .formatted(TASKLIST_VIEW, task, task);

    assertThat(send("POST", URI.create("/_bulk?refresh=true"), write, "application/x-ndjson"))
        .contains("\"errors\":false");

    assertThat(send("GET", URI.create("/" + TASKLIST_VIEW + "/_doc/1"), "", "application/json"))
        .contains("\"completionTime\":\"2026-01-01T00:00:00.000Z\"")
        .contains("\\\"2026-01-01T00:00:00Z\\\"");
    send("DELETE", URI.create("/" + TASKLIST_VIEW + "/_doc/1"), "", "application/json");
  }

  @Test
  @Order(5)
  void shouldStartNothingWhenItAlreadyRuns() {
    List<Long> before = pids();

    Platform.start(settings, PlatformListener.SILENT);

    assertThat(pids()).isEqualTo(before);
    assertThatThrownBy(() -> Platform.start(settings.withFresh(true), PlatformListener.SILENT))
        .hasMessageContaining("./steward down first");
    assertThatThrownBy(
            () -> Platform.start(settings.withPorts(Ports.free()), PlatformListener.SILENT))
        .hasMessageContaining("other ports");
  }

  @Test
  @Order(6)
  void shouldReplaceOnlyTheProcessThatWasKilled() {
    ChildStatus broker = child(ChildName.BROKER);
    ProcessHandle process = ProcessHandle.of(Objects.requireNonNull(broker.pid())).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    assertThat(child(ChildName.BROKER).state()).isEqualTo(State.DIED);
    List<Long> others = pids();

    Platform.start(settings, PlatformListener.SILENT);

    assertThat(platform.status().ready()).isTrue();
    assertThat(pids()).containsAll(others).hasSize(others.size() + 1);
  }

  @Test
  @Order(7)
  void shouldKeepDataAndUsersWhenRestarted() {
    put("{\"kept\":true}");
    Secrets secrets = platform.secrets();
    platform.stop();

    platform = Platform.start(settings, PlatformListener.SILENT);

    assertThat(http.ok(settings.ports().openSearchAddress().resolve(KEPT))).isTrue();
    assertThat(platform.secrets()).isEqualTo(secrets);
    assertThat(new Readiness(http, settings.ports(), StoreKind.S3PROXY).logsIn("owner")).isTrue();
  }

  @Test
  @Order(8)
  void shouldLeaveNothingRunningWhenStopped() {
    List<ProcessHandle> processes =
        pids().stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();
    assertThat(processes).hasSize(4);

    List<ChildName> stopped = platform.stop();

    assertThat(stopped)
        .containsExactly(
            ChildName.WEBAPPS, ChildName.BROKER, ChildName.STORE, ChildName.OPENSEARCH);
    assertThat(processes).noneMatch(Processes::runs);
    assertThat(all(settings.ports())).allMatch(PortCheck::isFree);
    assertThat(platform.status().anyRunning()).isFalse();
    assertThat(platform.stop()).isEmpty();
  }

  private static String local(String line) {
    return line.strip().split("\\s+")[1];
  }

  private static IntStream all(Ports ports) {
    return IntStream.of(
        ports.grpc(),
        ports.brokerCommand(),
        ports.brokerInternal(),
        ports.rest(),
        ports.brokerManagement(),
        ports.webapps(),
        ports.webappsManagement(),
        ports.webappsInternal(),
        ports.openSearch(),
        ports.openSearchTransport(),
        ports.store());
  }

  private static List<Long> pids() {
    return platform.status().children().stream()
        .filter(ChildStatus::running)
        .map(child -> Objects.requireNonNull(child.pid()))
        .toList();
  }

  private static ChildStatus child(ChildName name) {
    return platform.status().children().stream()
        .filter(child -> child.name() == name)
        .findFirst()
        .orElseThrow();
  }

  private static void put(String document) {
    assertThat(send("PUT", KEPT, document, "application/json")).contains("created");
  }

  private static String send(String method, URI what, String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.ports().openSearchAddress().resolve(what))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    return http.send(request).orElseThrow().body();
  }
}
