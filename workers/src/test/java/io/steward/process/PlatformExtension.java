package io.steward.process;

import io.steward.platform.PlatformSettings;
import io.steward.platform.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives process tests a {@link RunningSteward}. It is started once for all of them, on free ports
 * and in a new data folder, and stopped after the last.
 */
public final class PlatformExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(PlatformExtension.class);

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
        .computeIfAbsent(RunningSteward.class, _ -> start(), RunningSteward.class);
  }

  private static RunningSteward start() {
    try {
      Path target = Files.createDirectories(Path.of("target", "process-tests").toAbsolutePath());
      Path data = Files.createTempDirectory(target, "data-");
      PlatformSettings settings =
          PlatformSettings.from(Map.of(), Path.of("").toAbsolutePath())
              .withData(data)
              .withPorts(Ports.free());
      RunningSteward steward = new RunningSteward(settings);
      steward.up();
      return steward;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
