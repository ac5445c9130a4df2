package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** S3Proxy's folder: made fit before the server starts. */
public final class StoreFolder {

  /** What a put that was killed leaves beside its key. */
  private static final Pattern HALF_PUT =
      Pattern.compile(".+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Path folder;

  /** The folder at a path; it need not exist. */
  public StoreFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Checks that the file system keeps extended attributes, in which S3Proxy keeps content types and
   * etags.
   *
   * @throws PlatformException if it does not
   */
  public void requireAttributes() {
    @Nullable Path probe = null;
    try {
      Files.createDirectories(folder);
      probe = Files.createTempFile(folder.toAbsolutePath().getParent(), ".attributes", "");
      UserDefinedFileAttributeView view = view(probe);
      if (view == null) {
        throw new IOException("no user attributes");
      }
      view.write("user.probe", StandardCharsets.UTF_8.encode("1"));
    } catch (IOException | UnsupportedOperationException e) {
      throw new PlatformException(
          "The file system of "
              + folder
              + " keeps no extended attributes, which the object store"
              + " needs. Set STEWARD_DATA to a folder on a local disk (ext4, xfs, btrfs, apfs), or"
              + " use --store minio.",
          e);
    } finally {
      deleteQuietly(probe);
    }
  }

  /**
   * Deletes what a killed server left: hidden files of multipart uploads, and files named {@code
   * <key>-<uuid>} that were never finished, which shows in the missing checksum. No key is touched.
   *
   * @return how many files were deleted
   */
  public int sweep() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int[] swept = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              if (!path.equals(folder) && isUploadDebris(path)) {
                Folders.delete(path);
                swept[0]++;
                return FileVisitResult.SKIP_SUBTREE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (isUploadDebris(file) || isHalfPut(file)) {
                Files.delete(file);
                swept[0]++;
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new PlatformException(
          "The store's folder "
              + folder
              + " cannot be read ("
              + e.getMessage()
              + "). Check its owner.",
          e);
    }
    return swept[0];
  }

  private static boolean isUploadDebris(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".mpus-") || name.startsWith(".s3proxy-mpu-stub-");
  }

  private static boolean isHalfPut(Path file) throws IOException {
    if (!HALF_PUT.matcher(file.getFileName().toString()).matches()) {
      return false;
    }
    UserDefinedFileAttributeView view = view(file);
    return view != null
        && view.list().stream().noneMatch(attribute -> attribute.endsWith("content-md5"));
  }

  private static @Nullable UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(
        file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void deleteQuietly(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // An empty hidden file stays behind; nothing reads it.
    }
  }
}
