package io.steward.platform.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the command line of a Java process. */
final class JavaCommand {

  private final List<String> words = new ArrayList<>();

  /** With the Java that runs this. */
  JavaCommand() {
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  /**
   * Small and quick to start: one garbage collector thread and the quick compiler only. The
   * platform's servers idle most of the time, and start-up is what a person waits for.
   */
  JavaCommand quick(int heapMegabytes) {
    words.add("-XX:TieredStopAtLevel=1");
    return small(heapMegabytes);
  }

  /** A small heap that leaves at once when it is exhausted. */
  JavaCommand small(int heapMegabytes) {
    words.add("-Xmx" + heapMegabytes + "m");
    words.add("-XX:+UseSerialGC");
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-Dfile.encoding=UTF-8");
    words.add("-Djava.awt.headless=true");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    return this;
  }

  JavaCommand option(String option) {
    words.add(option);
    return this;
  }

  List<String> main(List<String> classPath, String mainClass, String... arguments) {
    words.add("-cp");
    words.add(String.join(System.getProperty("path.separator"), classPath));
    words.add(mainClass);
    words.addAll(List.of(arguments));
    return List.copyOf(words);
  }
}
