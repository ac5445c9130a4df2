package io.steward.cli;

import io.camunda.client.api.command.ClientException;
import io.steward.artifact.StoreException;
import io.steward.platform.ChildName;
import io.steward.platform.ChildStatus;
import io.steward.platform.Platform;
import io.steward.platform.PlatformException;
import io.steward.platform.PlatformSettings;
import io.steward.workers.ComputeProcess;
import io.steward.workers.config.MissingSecretException;
import io.steward.workers.config.WorkerName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One more process that takes jobs of a running platform. */
@Command(
    name = "worker",
    description = {
      "Start one more worker process: it takes compute jobs of a running platform until it is ended"
          + " with Ctrl-C, and then finishes what it has begun or hands it back.",
      "",
      "Without more it looks for the platform of this machine (STEWARD_DATA). On another machine set"
          + " STEWARD_ENGINE_GRPC, STEWARD_STORE_ENDPOINT, STEWARD_STORE_ACCESS_KEY and"
          + " STEWARD_STORE_SECRET_KEY."
    },
    footer = {
      "",
      "Examples:",
      "  ./steward worker --threads 2",
      "  ./steward worker --jobs train-candidate,assess-learnability"
    })
final class WorkerCommand implements Runnable {
  private static final String ENGINE = "STEWARD_ENGINE_GRPC";

  @Mixin private Output output;

  @Option(
      names = "--jobs",
      split = ",",
      paramLabel = "TYPE",
      description = "The job types to take (default: ${DEFAULT-VALUE}).",
      defaultValue = ComputeProcess.TRAINING)
  private Set<String> jobs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many jobs run at once, each with one thread (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder of the platform (default: STEWARD_DATA, or else .steward).")
  private Path data;

  @Override
  public void run() {
    check();
    Map<String, String> environment = environment();
    CountDownLatch ended = new CountDownLatch(1);
    try (ConfigurableApplicationContext process = start(environment)) {
      process.addApplicationListener(
          (ApplicationListener<ContextClosedEvent>) _ -> ended.countDown());
      say(environment);
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() {
    Set<String> unknown = new TreeSet<>(jobs);
    unknown.removeAll(ComputeProcess.jobTypes());
    if (!unknown.isEmpty()) {
      throw CliFailure.usage(
          "A worker process cannot take "
              + String.join(", ", unknown)
              + ". It can take: "
              + String.join(", ", ComputeProcess.jobTypes())
              + ".");
    }
    if (threads < 1) {
      throw CliFailure.usage("--threads must be at least 1, not " + threads + ".");
    }
  }

  private ConfigurableApplicationContext start(Map<String, String> environment) {
    String level = output.json() ? "warn" : "info";
    // Work files of its own: the data engine's folder belongs to one process.
    Path work =
        Path.of(environment.getOrDefault("STEWARD_DATA", ".steward"))
            .toAbsolutePath()
            .resolve("worker-" + ProcessHandle.current().pid());
    try {
      return ComputeProcess.start(
          environment,
          jobs,
          work,
          "--steward.workers.heavy-threads=" + threads,
          "--steward.workers.job-threads=1",
          "--logging.level.root=warn",
          // What it says of a failed start is thrown as well, and told below in a sentence.
          "--logging.level.org.springframework=off",
          "--logging.level.io.steward=" + level);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ClientException) {
          throw CliFailure.noPlatform(
              "The process engine does not answer at "
                  + environment.get(ENGINE)
                  + ". Start the platform there with ./steward up, or correct "
                  + ENGINE
                  + ".");
        }
        if (cause instanceof MissingSecretException) {
          throw CliFailure.usage(cause.getMessage());
        }
        if (cause instanceof StoreException) {
          throw CliFailure.noPlatform(cause.getMessage());
        }
      }
      throw e;
    }
  }

  private void say(Map<String, String> environment) {
    String engine = environment.getOrDefault(ENGINE, "");
    String worker = WorkerName.ofThisProcess().value();
    output.value(
        Map.of(
            "worker", worker, "engine", engine, "jobs", new TreeSet<>(jobs), "threads", threads));
    output.line(
        "Worker "
            + worker
            + " takes "
            + String.join(", ", new TreeSet<>(jobs))
            + " jobs of "
            + engine
            + ", "
            + threads
            + " at once; Ctrl-C ends it.");
  }

  /** The environment, with the addresses of this machine's platform where none are given. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (data != null) {
      environment.put("STEWARD_DATA", data.toAbsolutePath().toString());
    }
    if (environment.containsKey(ENGINE)) {
      return environment;
    }
    try {
      PlatformSettings here = PlatformSettings.from(environment, Path.of("").toAbsolutePath());
      Platform platform = Platform.at(here);
      requireReady(platform);
      environment.put("STEWARD_HOME", here.home().toString());
      environment.put("STEWARD_DATA", here.data().toString());
      environment.put(ENGINE, platform.settings().ports().grpcAddress().toString());
      environment.put("STEWARD_ENGINE_REST", platform.settings().ports().restAddress().toString());
      environment.put(
          "STEWARD_STORE_ENDPOINT", platform.settings().ports().storeAddress().toString());
      return environment;
    } catch (PlatformException e) {
      throw CliFailure.noPlatform(e.getMessage());
    }
  }

  private static void requireReady(Platform platform) {
    List<String> missing =
        platform.status().children().stream()
            .filter(child -> Set.of(ChildName.BROKER, ChildName.STORE).contains(child.name()))
            .filter(child -> child.state() != ChildStatus.State.READY)
            .map(child -> child.name().title())
            .toList();
    if (!missing.isEmpty()) {
      throw CliFailure.noPlatform(
          "There is no platform to work for in "
              + platform.settings().data()
              + " (not running: "
              + String.join(", ", missing)
              + "). Start it with ./steward up, or name one with --data or "
              + ENGINE
              + ".");
    }
  }
}
