package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class paths of the built modules: the jar in {@code target} and those in {@code target/lib}.
 */
public final class ClassPaths {

  private ClassPaths() {}

  /**
   * The class path of a module.
   *
   * @throws PlatformException if it was not built
   */
  public static List<Path> of(Path module) {
    Path libraries = module.resolve("target/lib");
    List<Path> classPath = new ArrayList<>(ownJar(module));
    if (classPath.isEmpty() || !Files.isDirectory(libraries)) {
      throw new PlatformException("The module " + module + " is not built. Run ./steward build.");
    }
    classPath.addAll(ClassArchives.jars(libraries));
    return classPath;
  }

  /** The class path of one of Steward's own modules; the order of its jars does not matter. */
  public static List<Path> ofClasses(Path module) {
    return List.of(module.resolve("target/classes"), module.resolve("target/lib/*"));
  }

  /** Whether a module is built and has a class. */
  public static boolean has(Path module, String className) {
    return Files.isDirectory(module.resolve("target/lib"))
        && Files.exists(module.resolve("target/classes/" + className.replace('.', '/') + ".class"));
  }

  private static List<Path> ownJar(Path module) {
    Path target = module.resolve("target");
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("steward-.*\\d\\.jar"))
          .limit(1)
          .toList();
    } catch (IOException e) {
      throw new PlatformException(
          "The folder " + target + " cannot be read (" + e.getMessage() + "). Check its owner.", e);
    }
  }
}
