package io.steward.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.steward.platform.PlatformException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the platform's commands have in common: the form of the output, and how failures end. */
abstract class PlatformCommand implements Callable<Integer> {

  /** Exit code: done. */
  static final int DONE = 0;

  /** Exit code: what was asked for failed. */
  static final int FAILED = 1;

  /** Exit code: the platform is not there. */
  static final int ABSENT = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the result is printed. */
  enum Output {
    /** For people. */
    text,
    /** One JSON document on standard output. */
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text (default) or json",
      defaultValue = "text")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Does the work; returns the exit code. */
  abstract int run();

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (PlatformException e) {
      if (asJson()) {
        print(Map.of("ok", false, "error", String.valueOf(e.getMessage())));
      } else {
        spec.commandLine().getErr().println(e.getMessage());
        spec.commandLine().getErr().flush();
      }
      return FAILED;
    }
  }

  final boolean asJson() {
    return output == Output.json;
  }

  /** Prints a line for people; nothing when JSON is asked for. */
  final void say(String line) {
    if (!asJson()) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }

  /** Prints the JSON document; nothing when text is asked for. */
  final void print(Map<String, ?> document) {
    if (asJson()) {
      PrintWriter out = spec.commandLine().getOut();
      try {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a map of plain values is always JSON", e);
      }
      out.flush();
    }
  }
}
