package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The class paths of the built modules: {@code target/classes} and {@code target/lib}. */
public final class ClassPaths {

  private ClassPaths() {}

  /**
   * The class path of a module.
   *
   * @throws PlatformException if it was not built
   */
  public static List<String> of(Path module) {
    Path classes = module.resolve("target/classes");
    Path libraries = module.resolve("target/lib");
    if (!Files.isDirectory(classes) || !Files.isDirectory(libraries)) {
      throw new PlatformException("The module " + module + " is not built. Run ./steward build.");
    }
    return List.of(classes.toString(), libraries + "/*");
  }

  /** Whether a module is built and has a class. */
  public static boolean has(Path module, String className) {
    return Files.isDirectory(module.resolve("target/lib"))
        && Files.exists(module.resolve("target/classes/" + className.replace('.', '/') + ".class"));
  }
}
