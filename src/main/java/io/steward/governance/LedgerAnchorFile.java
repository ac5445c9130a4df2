package io.steward.governance;

import io.steward.artifact.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line a mark: number, hash, signature. */
final class LedgerAnchorFile implements LedgerAnchor {
  private static final Pattern LINE =
      Pattern.compile("([0-9]{1,18}) (sha256:[0-9a-f]{64}) ([A-Za-z0-9+/=]{1,200})");

  private final Path file;

  LedgerAnchorFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void remember(Mark mark) {
    String line = mark.number() + " " + mark.hash() + " " + mark.signature() + "\n";
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock was lost");
        }
        channel.position(endOfLastLine(channel));
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the ledger's anchor "
              + file
              + " ("
              + e.getMessage()
              + "): check the folder's permissions and the space on the disk.",
          e);
    }
  }

  @Override
  public List<Mark> marks() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      // What follows the last line break was being written when the power went.
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].isEmpty() && lines.length == 1) {
          break;
        }
        marks.add(parse(lines[i], i + 1));
      }
      return marks;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the ledger's anchor " + file + " (" + e.getMessage() + ").", e);
    }
  }

  private Mark parse(String line, int number) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          "Line "
              + number
              + " of the ledger's anchor "
              + file
              + " is not a mark (number, hash, signature): the file was changed.");
    }
    return new Mark(
        Long.parseLong(matcher.group(1)), Digest.parse(matcher.group(2)), matcher.group(3));
  }

  /** Half a line that a crash left behind is overwritten. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        break;
      }
      end--;
    }
    channel.truncate(end);
    return end;
  }
}
