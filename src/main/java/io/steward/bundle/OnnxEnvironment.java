package io.steward.bundle;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.slf4j.LoggerFactory;

/**
 * The one onnxruntime of this process, with its telemetry off. Since 1.29 the library gathers
 * telemetry on Linux and macOS by default: nothing of a governed model's use may leave the machine,
 * and what it does at the start ends the process without a word if the command line is longer than
 * about 4,000 characters (a class path of Maven's) or there is no shell
 * (https://github.com/microsoft/onnxruntime/issues/32173,
 * https://github.com/vespa-engine/vespa/pull/37786). Only an environment variable, set before the
 * library is loaded, keeps it from that.
 */
final class OnnxEnvironment {
  private static final String DISABLE_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private OnnxEnvironment() {}

  /** The environment, made on first use. */
  static OrtEnvironment get() {
    return Holder.ENVIRONMENT;
  }

  private static OrtEnvironment create() {
    if (!"1".equals(System.getenv(DISABLE_TELEMETRY))) {
      setVariable(DISABLE_TELEMETRY, "1");
    }
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "steward");
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new BundleException("The telemetry of onnxruntime cannot be turned off.", e);
    }
    return environment;
  }

  /** Sets a variable for the native code of this process; the JVM's own copy does not change. */
  // Native access is granted on the command line already: onnxruntime itself needs it.
  @SuppressWarnings("restricted")
  private static void setVariable(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MemorySegment setenv = linker.defaultLookup().find("setenv").orElse(MemorySegment.NULL);
    if (setenv.equals(MemorySegment.NULL)) {
      return; // Windows, whose build does not read it.
    }
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              linker
                  .downcallHandle(
                      setenv,
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT))
                  .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (failed != 0) {
        LoggerFactory.getLogger(OnnxEnvironment.class)
            .warn("Cannot set {}; start the process with {}=1.", name, name);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(
          "Cannot set " + name + "; start the process with " + name + "=1.", e);
    }
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = create();
  }
}
