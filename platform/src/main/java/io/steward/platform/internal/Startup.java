package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.ChildStatus;
import io.steward.platform.PlatformException;
import io.steward.platform.PlatformListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes in parallel as far as their needs allow, and waits until all answer. If one
 * fails, or {@link #cancel} is called, all that were started here are stopped again.
 */
public final class Startup {

  private static final Duration POLL = Duration.ofMillis(150);

  private final Folders folders;
  private final Readiness readiness;
  private final PlatformListener listener;
  private final Map<ChildName, Runnable> afterwards;
  private final Map<ChildName, ProcessHandle> started = new EnumMap<>(ChildName.class);
  private final Map<ChildName, Long> startedAt = new EnumMap<>(ChildName.class);
  private final Map<ChildName, ProcessHandle> adopted = new EnumMap<>(ChildName.class);
  private boolean cancelled;

  /**
   * A start.
   *
   * @param afterwards what must be done once a process answers, before others may rely on it
   */
  public Startup(
      Folders folders,
      Readiness readiness,
      PlatformListener listener,
      Map<ChildName, Runnable> afterwards) {
    this.folders = folders;
    this.readiness = readiness;
    this.listener = listener;
    this.afterwards = afterwards;
  }

  /**
   * Starts the processes and waits for them.
   *
   * @param specs all processes that shall answer in the end
   * @param running those of them that run already: they are only waited for, and never stopped here
   * @throws PlatformException if one ends or does not answer in time; then none is left of those
   *     that were started here
   */
  public void run(List<ChildSpec> specs, Map<ChildName, ProcessHandle> running) {
    Set<ChildName> ready = EnumSet.noneOf(ChildName.class);
    Set<ChildSpec> waiting = new HashSet<>(specs);
    for (ChildSpec spec : specs) {
      ProcessHandle process = running.get(spec.name());
      if (process != null && readiness.ready(spec.name())) {
        ready.add(spec.name());
        waiting.remove(spec);
      } else if (process != null) {
        adopted.put(spec.name(), process);
        startedAt.put(spec.name(), System.nanoTime());
      }
    }
    long begin = System.nanoTime();
    try {
      while (!waiting.isEmpty()) {
        requireAllRunning(specs);
        for (ChildSpec spec : specs) {
          if (waiting.contains(spec) && process(spec) == null) {
            startIfPossible(spec, ready);
          } else if (waiting.contains(spec) && answers(spec)) {
            waiting.remove(spec);
            afterwards.getOrDefault(spec.name(), () -> {}).run();
            ready.add(spec.name());
            listener.ready(status(spec), Duration.ofNanos(System.nanoTime() - begin));
          }
        }
        if (!waiting.isEmpty()) {
          Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      throw interrupted(e);
    } catch (RuntimeException | Error e) {
      // What was cancelled from elsewhere ends its processes: that is no failure of theirs.
      boolean before = isCancelled();
      cancel();
      if (before) {
        throw interrupted(e);
      }
      throw e;
    }
  }

  private static PlatformException interrupted(Throwable cause) {
    return new PlatformException("The start was interrupted; everything was stopped again.", cause);
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Stops all that was started here and starts nothing more. May be called from another thread. */
  public synchronized void cancel() {
    cancelled = true;
    for (ChildName name : ChildName.stopOrder()) {
      ProcessHandle process = started.get(name);
      if (process != null) {
        process.destroy();
      }
    }
    for (ChildName name : ChildName.stopOrder()) {
      ProcessHandle process = started.get(name);
      if (process != null) {
        Processes.stop(process, Duration.ofSeconds(8));
        new PidFile(folders.pidFile(name)).delete();
      }
    }
  }

  private synchronized void startIfPossible(ChildSpec spec, Set<ChildName> ready) {
    if (cancelled) {
      throw new IllegalStateException("Nothing is started after a cancellation.");
    }
    if (ready.containsAll(spec.needs())) {
      started.put(spec.name(), ChildProcess.start(spec, folders));
      startedAt.put(spec.name(), System.nanoTime());
    }
  }

  private boolean answers(ChildSpec spec) {
    if (process(spec) == null) {
      return false;
    }
    if (readiness.ready(spec.name())) {
      return true;
    }
    long waited = System.nanoTime() - startedAt.getOrDefault(spec.name(), System.nanoTime());
    if (waited > spec.patience().toNanos()) {
      throw new PlatformException(
          "The "
              + spec.name().title()
              + " did not answer on port "
              + spec.port()
              + " within "
              + spec.patience().toSeconds()
              + " seconds"
              + why(spec)
              + " Try again when the machine is less busy.");
    }
    return false;
  }

  private void requireAllRunning(List<ChildSpec> specs) {
    for (ChildSpec spec : specs) {
      ProcessHandle process = process(spec);
      if (process != null && !Processes.runs(process)) {
        throw new PlatformException(
            "The "
                + spec.name().title()
                + " ended while the platform started"
                + why(spec)
                + " ./steward doctor checks the machine.");
      }
    }
  }

  private String why(ChildSpec spec) {
    Path log = folders.log(spec.name());
    return LogTail.reason(log).map(line -> ": " + line).orElse(".") + " See " + log + ".";
  }

  private @Nullable ProcessHandle process(ChildSpec spec) {
    ProcessHandle process = started.get(spec.name());
    return process != null ? process : adopted.get(spec.name());
  }

  private ChildStatus status(ChildSpec spec) {
    ProcessHandle process = process(spec);
    Long pid = process == null ? null : process.pid();
    return new ChildStatus(
        spec.name(),
        ChildStatus.State.READY,
        spec.port(),
        pid,
        pid == null ? null : Processes.residentMegabytes(pid));
  }
}
