package io.steward.process;

import io.steward.platform.PlatformSettings;
import io.steward.platform.Ports;
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
 */
public final class PlatformExtension
    implements ParameterResolver, TestWatcher, LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(PlatformExtension.class);

  /** Set by the first failure; the tests of one JVM share a platform. */
  private static volatile boolean failed;

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
        .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class)
        .steward();
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

  private record Shared(RunningSteward steward) implements AutoCloseable {
    static Shared start() {
      try {
        Path target = Files.createDirectories(Path.of("target", "process-tests").toAbsolutePath());
        RunningSteward steward =
            new RunningSteward(
                PlatformSettings.from(Map.of(), Path.of("").toAbsolutePath())
                    .withData(Files.createTempDirectory(target, "data-"))
                    .withPorts(Ports.free()));
        System.out.println("Process tests: data and log files are in " + steward.data());
        steward.up();
        return new Shared(steward);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      steward.close();
      if (failed) {
        System.out.println("Process tests: kept for you to look at: " + steward.data());
        return;
      }
      try (Stream<Path> files = Files.walk(steward.data())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
