package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts one process, detached from the terminal, with its log and pid file. */
final class ChildProcess {

  /** Settings of other Spring, Camunda or MinIO programs would reach the platform's by accident. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(CAMUNDA|ZEEBE|SPRING|SERVER|MANAGEMENT|LOGGING|MINIO|OPERATE|TASKLIST|ATOMIX)_.*");

  private ChildProcess() {}

  static ProcessHandle start(ChildSpec spec, Folders folders) {
    Path log = folders.log(spec.name());
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C and closing the terminal reach the launcher only.
    ProgramPath.find("setsid").ifPresent(program -> command.add(program.toString()));
    command.addAll(spec.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folders.run().toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> FOREIGN.matcher(key).matches());
    environment.putAll(spec.environment());
    try {
      if (Files.exists(log)) {
        Path previous = log.resolveSibling(spec.name().id() + ".previous.log");
        Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessHandle process = builder.start().toHandle();
      new PidFile(folders.pidFile(spec.name())).write(process);
      return process;
    } catch (IOException e) {
      throw new PlatformException(
          "The " + spec.name().title() + " cannot be started (" + e.getMessage() + ").", e);
    }
  }
}
