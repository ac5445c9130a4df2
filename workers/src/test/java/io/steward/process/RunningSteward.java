package io.steward.process;

import io.camunda.client.CamundaClient;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.StoreSettings;
import io.steward.deployment.ModelServerClient;
import io.steward.platform.ChildName;
import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import io.steward.platform.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A whole Steward, as {@code ./steward up} starts it, on ports of its own. */
public final class RunningSteward implements AutoCloseable {
  private final PlatformSettings settings;
  private final CamundaClient engine;

  RunningSteward(PlatformSettings settings) {
    this.settings = settings;
    this.engine =
        CamundaClient.newClientBuilder()
            .grpcAddress(settings.ports().grpcAddress())
            .restAddress(settings.ports().restAddress())
            .preferRestOverGrpc(false)
            .build();
  }

  /** Starts what is not running. */
  void up() {
    Platform.start(settings, PlatformListener.SILENT);
  }

  /** Starts the application again, with this environment variable. */
  void restartApplication(String variable, String value) {
    kill(ChildName.APPLICATION);
    Platform.start(settings.withApplication(variable, value), PlatformListener.SILENT);
  }

  /** A driver for a new run. */
  public RunDriver driver() {
    return new RunDriver(local(settings.ports().application()), tasklist());
  }

  /** Where Tasklist is. */
  public URI tasklist() {
    return local(settings.ports().webapps());
  }

  /** Starts a run in the engine itself, as the start form of Tasklist's page does. */
  long startThroughForm(Map<String, Object> form) {
    return engine
        .newCreateInstanceCommand()
        .bpmnProcessId("MlLifecycleProcess")
        .latestVersion()
        .variables(form)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Changes a variable of a process instance by hand, as an operator can in Operate. */
  void setVariable(long processInstanceKey, String name, Object value) {
    engine
        .newSetVariablesCommand(processInstanceKey)
        .variables(Map.of(name, value))
        .local(true)
        .send()
        .join();
  }

  /** What Operate shows of failures. */
  Incidents incidents() {
    return new Incidents(local(settings.ports().webapps()), engine);
  }

  /** A client of the model server; the caller closes it. */
  ModelServerClient modelServer() {
    return new ModelServerClient(local(settings.ports().modelServer()), "");
  }

  /** The store that the application writes to; the caller closes it. */
  MinioArtifactStore store() {
    Secrets secrets = Secrets.in(settings.data());
    return new MinioArtifactStore(
        new StoreSettings(
            settings.ports().storeAddress(),
            "us-east-1",
            "steward",
            secrets.storeAccessKey(),
            secrets.storeSecretKey()));
  }

  /** What the object store says that it is. */
  String serverOfStore() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(settings.ports().storeAddress()).build(),
              BodyHandlers.discarding())
          .headers()
          .firstValue("Server")
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What a process has written to its log since it was started. */
  String log(ChildName child) {
    Path file = settings.data().resolve("logs").resolve(child.id() + ".log");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where everything is kept, also the log files. */
  Path data() {
    return settings.data();
  }

  /** Ends one process at once, as a power cut would. */
  void kill(ChildName child) {
    Platform.at(settings).status().children().stream()
        .filter(status -> status.name() == child)
        .map(ChildStatus::pid)
        .filter(Objects::nonNull)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  @Override
  public void close() {
    engine.close();
    Platform.at(settings).stop();
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}
