package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Looks whether the machine has room for the platform. */
public final class Preflight {

  /** Of disk: the unpacked distribution and room to work. */
  private static final long DISK_MEGABYTES = 1500;

  /** Of memory: what the whole system takes. */
  private static final long MEMORY_MEGABYTES = 2000;

  private Preflight() {}

  /**
   * Checks disk and memory.
   *
   * @throws PlatformException if there is too little of one
   */
  public static void requireRoom(Path data) {
    requireDisk(data, freeDisk(data));
    availableMemory().ifPresent(Preflight::requireMemory);
  }

  static void requireDisk(Path data, long freeMegabytes) {
    if (freeMegabytes < DISK_MEGABYTES) {
      throw new PlatformException(
          "Only "
              + freeMegabytes
              + " MB of disk are free at "
              + data
              + "; the platform needs "
              + DISK_MEGABYTES
              + " MB. Free some, or set STEWARD_DATA to a folder on another disk.");
    }
  }

  static void requireMemory(long availableMegabytes) {
    if (availableMegabytes < MEMORY_MEGABYTES) {
      throw new PlatformException(
          "Only "
              + availableMegabytes
              + " MB of memory are available; the platform needs "
              + MEMORY_MEGABYTES
              + " MB. Close other programs first.");
    }
  }

  /** Free disk space in MB. */
  public static long freeDisk(Path data) {
    try {
      Path existing = data.toAbsolutePath();
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      return Files.getFileStore(existing).getUsableSpace() >> 20;
    } catch (IOException e) {
      throw new PlatformException(
          "The folder " + data + " cannot be looked at (" + e.getMessage() + ").", e);
    }
  }

  /** Available memory in MB where the system tells (Linux). */
  public static OptionalLong availableMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
