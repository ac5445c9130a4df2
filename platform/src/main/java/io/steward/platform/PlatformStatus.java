package io.steward.platform;

import java.nio.file.Path;
import java.util.List;

/**
 * How the platform is.
 *
 * @param data the data folder
 * @param ports the ports it uses
 * @param store which store it was started with
 * @param children one entry a process
 */
public record PlatformStatus(Path data, Ports ports, StoreKind store, List<ChildStatus> children) {

  /** Whether any process runs. */
  public boolean anyRunning() {
    return children.stream().anyMatch(ChildStatus::running);
  }

  /** Whether every process that was started answers, and the four of the platform among them. */
  public boolean ready() {
    return children.stream()
        .filter(child -> !child.name().isSteward() || child.state() != ChildStatus.State.STOPPED)
        .allMatch(child -> child.state() == ChildStatus.State.READY);
  }

  /** The sum of the processes' resident memory, in MB. */
  public long residentMegabytes() {
    return children.stream()
        .map(ChildStatus::residentMegabytes)
        .mapToLong(megabytes -> megabytes == null ? 0 : megabytes)
        .sum();
  }
}
