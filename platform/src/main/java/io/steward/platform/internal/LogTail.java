package io.steward.platform.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the line of a log that most likely tells why a process ended. */
public final class LogTail {

  private static final int BYTES = 64 * 1024;
  private static final int LONGEST = 240;
  private static final Pattern TELLING =
      Pattern.compile("(?i).*(caused by|exception|error|fatal|address already in use).*");
  private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more).*");

  private LogTail() {}

  /** The last cause in the log's end, else its last line, shortened; empty for an empty log. */
  public static Optional<String> reason(Path log) {
    List<String> lines = lines(log);
    return lines.stream()
        .filter(line -> TELLING.matcher(line).matches())
        .reduce((first, second) -> second)
        .or(() -> lines.stream().reduce((first, second) -> second))
        .map(String::strip)
        .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
  }

  private static List<String> lines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
