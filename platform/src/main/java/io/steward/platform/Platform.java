package io.steward.platform;

import io.steward.platform.ChildStatus.State;
import io.steward.platform.internal.CamundaDistribution;
import io.steward.platform.internal.ChildSpec;
import io.steward.platform.internal.ClassArchives;
import io.steward.platform.internal.DemoUsers;
import io.steward.platform.internal.Folders;
import io.steward.platform.internal.HttpProbe;
import io.steward.platform.internal.PidFile;
import io.steward.platform.internal.PlatformLock;
import io.steward.platform.internal.PlatformState;
import io.steward.platform.internal.PortCheck;
import io.steward.platform.internal.Preflight;
import io.steward.platform.internal.Processes;
import io.steward.platform.internal.Readiness;
import io.steward.platform.internal.Specs;
import io.steward.platform.internal.Startup;
import io.steward.platform.internal.StoreFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The platform of one data folder. Its processes outlive the program that started them: another
 * program finds them again through the data folder.
 *
 * <p>Not for use by several threads at once; several programs exclude each other through a lock.
 */
public final class Platform {

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** A process that writes its archive of classes takes its time. */
  private static final Duration RECORDING_GRACE = Duration.ofMinutes(2);

  private final PlatformSettings settings;
  private final Folders folders;

  private Platform(PlatformSettings settings) {
    this.settings = settings;
    this.folders = new Folders(settings.data());
  }

  /** The platform of the settings' data folder, whether it runs or not, as it was last started. */
  public static Platform at(PlatformSettings settings) {
    PlatformSettings actual =
        PlatformState.read(new Folders(settings.data()))
            .map(state -> settings.withPorts(state.ports()).withStore(state.store()))
            .orElse(settings);
    return new Platform(actual);
  }

  /**
   * Starts what is not running, and returns when all of it answers.
   *
   * <p>If something fails, or the program is told to end (SIGINT, SIGTERM), everything that was
   * started by this call is stopped again.
   *
   * @throws PlatformException if it cannot be started; the message says what to do
   */
  public static Platform start(PlatformSettings settings, PlatformListener listener) {
    Platform platform = new Platform(settings);
    platform.start(new ClassArchives(settings.dist(), false), listener);
    return platform;
  }

  /**
   * Starts and stops the platform once with empty data in a temporary folder, so that it later
   * starts in half the time: the servers record which classes they load. Does nothing if that was
   * done for this Java and these jars.
   *
   * @return whether it was done now
   */
  public static boolean prepare(PlatformSettings settings, PlatformListener listener) {
    PlatformSettings training =
        settings
            .platformOnly()
            .withStore(StoreKind.S3PROXY)
            .withPorts(Ports.free())
            .withData(settings.dist().resolve("training-" + ProcessHandle.current().pid()));
    Platform platform = new Platform(training);
    ClassArchives archives = new ClassArchives(settings.dist(), true);
    try {
      platform.folders.create();
      Specs.of(training, platform.secrets(), archives, listener);
      if (archives.complete()) {
        return false;
      }
      listener.note("Preparing the platform for a quick start (once, about a minute) …");
      platform.start(archives, PlatformListener.SILENT);
      platform.stop(RECORDING_GRACE);
      archives.adopt();
      return true;
    } finally {
      platform.stop();
      Folders.delete(training.data());
    }
  }

  private void start(ClassArchives archives, PlatformListener listener) {
    folders.create();
    try (PlatformLock _ = PlatformLock.take(folders);
        HttpProbe probe = new HttpProbe()) {
      startUnderLock(archives, listener, probe);
    }
  }

  private void startUnderLock(ClassArchives archives, PlatformListener listener, HttpProbe probe) {
    Map<ChildName, ProcessHandle> running = running(listener);
    if (!running.isEmpty()) {
      requireSame(running.keySet());
    }
    if (settings.fresh()) {
      folders.empty();
      folders.create();
    }
    if (running.isEmpty()) {
      listener.note(CamundaDistribution.LICENCE);
      Preflight.requireRoom(folders.data());
    }
    List<ChildSpec> specs = Specs.of(settings, Secrets.in(folders.data()), archives, listener);
    List<ChildSpec> missing =
        specs.stream().filter(spec -> !running.containsKey(spec.name())).toList();
    if (missing.isEmpty()) {
      listener.note("The platform already runs; ./steward down stops it.");
    }
    PortCheck.requireFree(missing);
    prepareStore(missing, listener);
    new PlatformState(settings.ports(), settings.store(), settings.withSteward()).write(folders);
    Startup startup =
        new Startup(
            folders,
            new Readiness(probe, settings.ports(), settings.store()),
            listener,
            Map.of(ChildName.WEBAPPS, () -> new DemoUsers(probe, settings.ports()).addMissing()));
    Thread onSignal =
        new Thread(
            () -> {
              listener.note("Interrupted; what was started is stopped again.");
              startup.cancel();
            },
            "platform-cancel");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      startup.run(specs, running);
    } finally {
      keepRunning(onSignal);
    }
  }

  /** Takes back the hook; while the program ends it is too late for that, and the hook is right. */
  private static void keepRunning(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      return;
    }
  }

  /**
   * Stops everything, first gently, then by force; what uses another goes first.
   *
   * @return the names of those that ran
   * @throws PlatformException if another command is starting or stopping the platform
   */
  public List<ChildName> stop() {
    return stop(GRACE);
  }

  private List<ChildName> stop(Duration grace) {
    if (!folders.run().toFile().isDirectory()) {
      return List.of();
    }
    try (PlatformLock _ = PlatformLock.take(folders)) {
      List<ChildName> stopped = new ArrayList<>();
      for (ChildName name : ChildName.stopOrder()) {
        PidFile file = new PidFile(folders.pidFile(name));
        if (file.find() instanceof PidFile.Found.Running(ProcessHandle process)) {
          Processes.stop(process, grace);
          stopped.add(name);
        }
        file.delete();
      }
      return stopped;
    }
  }

  /** How each process is. */
  public PlatformStatus status() {
    List<ChildStatus> children = new ArrayList<>();
    try (HttpProbe probe = new HttpProbe()) {
      Readiness readiness = new Readiness(probe, settings.ports(), settings.store());
      for (ChildName name : ChildName.values()) {
        children.add(status(name, readiness));
      }
    }
    return new PlatformStatus(folders.data(), settings.ports(), settings.store(), children);
  }

  /** The settings it runs with. */
  public PlatformSettings settings() {
    return settings;
  }

  /** The secrets of its data folder. */
  public Secrets secrets() {
    return Secrets.in(folders.data());
  }

  private ChildStatus status(ChildName name, Readiness readiness) {
    int port = port(name);
    return switch (new PidFile(folders.pidFile(name)).find()) {
      case PidFile.Found.Nothing() -> new ChildStatus(name, State.STOPPED, port, null, null);
      case PidFile.Found.Stale() -> new ChildStatus(name, State.DIED, port, null, null);
      case PidFile.Found.Running(ProcessHandle process) -> {
        @Nullable Long memory = Processes.residentMegabytes(process.pid());
        State state = readiness.ready(name) ? State.READY : State.NOT_ANSWERING;
        yield new ChildStatus(name, state, port, process.pid(), memory);
      }
    };
  }

  private int port(ChildName name) {
    Ports ports = settings.ports();
    return switch (name) {
      case OPENSEARCH -> ports.openSearch();
      case STORE -> ports.store();
      case BROKER -> ports.rest();
      case WEBAPPS -> ports.webapps();
      case MODEL_SERVER -> ports.modelServer();
      case APPLICATION -> ports.application();
    };
  }

  private Map<ChildName, ProcessHandle> running(PlatformListener listener) {
    Map<ChildName, ProcessHandle> running = new EnumMap<>(ChildName.class);
    for (ChildName name : ChildName.values()) {
      PidFile file = new PidFile(folders.pidFile(name));
      switch (file.find()) {
        case PidFile.Found.Nothing() -> {}
        case PidFile.Found.Stale() -> {
          file.delete();
          listener.note(
              "The " + name.title() + " had ended without being stopped; it is started again.");
        }
        case PidFile.Found.Running(ProcessHandle process) -> running.put(name, process);
      }
    }
    return running;
  }

  private void requireSame(Set<ChildName> running) {
    String names = String.join(", ", running.stream().map(ChildName::title).toList());
    if (settings.fresh()) {
      throw new PlatformException(
          "The platform runs ("
              + names
              + "), so its data cannot be emptied. Run ./steward down first.");
    }
    PlatformState.read(folders)
        .filter(
            state -> !state.ports().equals(settings.ports()) || state.store() != settings.store())
        .ifPresent(
            state -> {
              throw new PlatformException(
                  "The platform runs ("
                      + names
                      + ") with other ports or another store. Run"
                      + " ./steward down first.");
            });
  }

  private void prepareStore(List<ChildSpec> missing, PlatformListener listener) {
    boolean startsStore = missing.stream().anyMatch(spec -> spec.name() == ChildName.STORE);
    if (startsStore && settings.store() == StoreKind.S3PROXY) {
      StoreFolder store = new StoreFolder(folders.store());
      store.requireAttributes();
      int swept = store.sweep();
      if (swept > 0) {
        listener.note(swept + " unfinished files of a store that was killed were removed.");
      }
    }
  }
}
