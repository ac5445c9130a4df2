package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets only one {@code up} or {@code down} work on a data folder; a crash releases it. */
public final class PlatformLock implements AutoCloseable {

  private final FileChannel channel;

  private PlatformLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws PlatformException if another command holds it
   */
  public static PlatformLock take(Folders folders) {
    Path file = folders.run().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        throw new PlatformException(
            "Another up or down is at work on "
                + folders.data()
                + ". Wait until it is done, or stop it with Ctrl-C where it runs.");
      }
      return new PlatformLock(channel);
    } catch (IOException e) {
      throw new PlatformException(
          "The lock " + file + " cannot be taken (" + e.getMessage() + "). Check its owner.", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    }
  }
}
