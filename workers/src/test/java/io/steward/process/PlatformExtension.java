package io.steward.process;

import io.steward.platform.PlatformSettings;
import io.steward.platform.Ports;
import io.steward.platform.StoreKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives process tests a {@link RunningSteward}. It is started once for all of them, on free ports
 * and in a new data folder, and stopped after the last. The data folder, with the log files in it,
 * is deleted only if no test failed.
 *
 * <p>A class that asks for another store with {@link #on} gets a platform of its own. Only one
 * platform runs at a time, for the sake of the machine's memory: such a class must be isolated, so
 * that it runs after the classes that share theirs.
 */
public final class PlatformExtension
    implements ParameterResolver, TestWatcher, LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(PlatformExtension.class);

  /** Set by the first failure; the tests of one JVM share a platform. */
  private static volatile boolean failed;

  private final StoreKind store;

  /** The platform that most tests share. */
  public PlatformExtension() {
    this(StoreKind.S3PROXY);
  }

  private PlatformExtension(StoreKind store) {
    this.store = store;
  }

  /** A platform with this store, to be registered in a static field. */
  static PlatformExtension on(StoreKind store) {
    return new PlatformExtension(store);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSteward.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // The root's store closes what it holds after the last test of the whole run.
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent(Platforms.class, _ -> new Platforms(), Platforms.class)
        .on(store);
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    failed = true;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable cause)
      throws Throwable {
    failed = true;
    throw cause;
  }

  /** The platform that runs, if any. */
  private static final class Platforms implements AutoCloseable {
    private @Nullable StoreKind store;
    private @Nullable RunningSteward running;

    synchronized RunningSteward on(StoreKind asked) {
      if (running == null || store != asked) {
        close();
        running = start(asked);
        store = asked;
      }
      return running;
    }

    private static RunningSteward start(StoreKind store) {
      try {
        Path target = Files.createDirectories(Path.of("target", "process-tests").toAbsolutePath());
        RunningSteward steward =
            new RunningSteward(
                PlatformSettings.from(Map.of(), Path.of("").toAbsolutePath())
                    .withData(Files.createTempDirectory(target, "data-"))
                    .withPorts(Ports.free())
                    .withStore(store));
        System.out.println("Process tests: data and log files are in " + steward.data());
        steward.up();
        return steward;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void close() {
      if (running == null) {
        return;
      }
      Path data = running.data();
      running.close();
      running = null;
      if (failed) {
        System.out.println("Process tests: kept for you to look at: " + data);
        return;
      }
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
