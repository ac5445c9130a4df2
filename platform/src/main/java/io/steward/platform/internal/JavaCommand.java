package io.steward.platform.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the command line of a Java process. */
final class JavaCommand {

  private final List<String> words = new ArrayList<>();

  /** With the Java that runs this, and a small heap. */
  JavaCommand(int heapMegabytes) {
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx" + heapMegabytes + "m");
    words.add("-XX:+UseSerialGC");
    words.add("-Dfile.encoding=UTF-8");
    words.add("-Djava.awt.headless=true");
  }

  /**
   * For servers that idle most of the time: only the quick compiler, because start-up is what a
   * person waits for, and the archive of their classes.
   */
  JavaCommand quick(ClassArchives archives, String name, List<Path> jars) {
    words.add("-XX:TieredStopAtLevel=1");
    words.addAll(archives.options(name, jars));
    return endingWithoutMemory();
  }

  /**
   * For servers: what is started again answers sooner than what has lost some of its threads. Not
   * for what trains models, where a candidate that needs too much memory must not end the others.
   */
  JavaCommand endingWithoutMemory() {
    words.add("-XX:+ExitOnOutOfMemoryError");
    return this;
  }

  /** For Steward's own code, which calls native libraries. */
  JavaCommand withNativeAccess() {
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    return this;
  }

  JavaCommand option(String option) {
    words.add(option);
    return this;
  }

  List<String> main(List<Path> classPath, String mainClass, String... arguments) {
    words.add("-cp");
    words.add(
        classPath.stream()
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator"))));
    words.add(mainClass);
    words.addAll(List.of(arguments));
    return List.copyOf(words);
  }
}
