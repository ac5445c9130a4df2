package io.steward.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a step ran on, as far as the bits of a result can depend on it. Holds no host name, no
 * address and no time. Kept beside results, never in them: two machines give the same result.
 *
 * @param javaVersion for example {@code 25.0.1+8-LTS}
 * @param javaVendor who built it
 * @param jvm the virtual machine, for example {@code OpenJDK 64-Bit Server VM}
 * @param os the operating system with its version
 * @param arch the architecture of the processor, for example {@code amd64}
 * @param processors how many processors the JVM may use
 * @param cpu the model of the processor, or {@code unknown} where the system does not tell
 * @param cpuFeatures those of its instruction sets that calculate with floating point, ascending
 */
public record Machine(
    String javaVersion,
    String javaVendor,
    String jvm,
    String os,
    String arch,
    int processors,
    String cpu,
    List<String> cpuFeatures) {
  private static final String UNKNOWN = "unknown";
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Of x86 and of ARM. */
  private static final Set<String> CALCULATING =
      Set.of("sse4_2", "avx", "avx2", "fma", "avx512f", "asimd", "asimdhp", "sve", "sve2");

  private static final class Here {
    private static final Machine MACHINE = of(lines());
  }

  public Machine {
    cpuFeatures = List.copyOf(cpuFeatures);
  }

  /** The machine that this runs on. */
  public static Machine here() {
    return Here.MACHINE;
  }

  /** This JVM on a processor that Linux describes so. */
  static Machine of(List<String> cpuInfo) {
    return new Machine(
        System.getProperty("java.runtime.version", UNKNOWN),
        System.getProperty("java.vendor", UNKNOWN),
        System.getProperty("java.vm.name", UNKNOWN),
        System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.version", UNKNOWN),
        System.getProperty("os.arch", UNKNOWN),
        Runtime.getRuntime().availableProcessors(),
        value(cpuInfo, "model name").orElse(UNKNOWN),
        Stream.of("flags", "Features")
            .flatMap(name -> value(cpuInfo, name).stream())
            .flatMap(flags -> Arrays.stream(flags.split("\\s+")))
            .filter(CALCULATING::contains)
            .sorted()
            .distinct()
            .toList());
  }

  private static Optional<String> value(List<String> cpuInfo, String name) {
    return cpuInfo.stream()
        .map(line -> line.split(":", 2))
        .filter(line -> line.length == 2 && line[0].strip().equals(name))
        .map(line -> line[1].strip())
        .findFirst();
  }

  private static List<String> lines() {
    try {
      return Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      // What cannot be read is unknown; no step fails for that.
      return List.of();
    }
  }

  /** By name, in words: for a manifest or a page. */
  public TreeMap<String, String> byName() {
    TreeMap<String, String> names = new TreeMap<>();
    names.put("java", javaVersion);
    names.put("java-vendor", javaVendor);
    names.put("jvm", jvm);
    names.put("os", os);
    names.put("arch", arch);
    names.put("processors", Integer.toString(processors));
    names.put("cpu", cpu);
    names.put("cpu-features", String.join(" ", cpuFeatures));
    return names;
  }

  /** In a line. */
  public String inWords() {
    return "%s (%s) on %s, %s, %d processors: %s%s"
        .formatted(
            javaVersion,
            javaVendor,
            os,
            arch,
            processors,
            cpu,
            cpuFeatures.isEmpty() ? "" : " (" + String.join(", ", cpuFeatures) + ")");
  }
}
