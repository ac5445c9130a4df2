package io.steward.workers.web;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.workers.config.StewardProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes files that are handed in, such as somebody's own data. */
@RestController
@RequestMapping("/api/blobs")
public class BlobController {
  private static final int BUFFER = 1 << 16;

  private final ArtifactStore store;
  private final long limit;

  public BlobController(ArtifactStore store, StewardProperties properties) {
    this.store = store;
    this.limit = properties.uploadLimit().toBytes();
  }

  /** What was taken, under which name. */
  public record Stored(Digest digest, long bytes) {}

  /** Stores the request's bytes as a blob. The same bytes handed in again are stored once. */
  @PutMapping
  @ResponseStatus(HttpStatus.CREATED)
  public Stored put(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw tooLarge();
    }
    Path file = Files.createTempFile("steward-upload-", ".part");
    try {
      long bytes = copy(request.getInputStream(), file);
      return new Stored(store.put(file, "application/octet-stream"), bytes);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private long copy(InputStream in, Path file) throws IOException {
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > limit) {
          throw tooLarge();
        }
        out.write(buffer, 0, read);
      }
    }
    return bytes;
  }

  private ApiException tooLarge() {
    return new ApiException(
        HttpStatus.CONTENT_TOO_LARGE,
        "The file is larger than "
            + (limit >> 20)
            + " MB. Raise steward.upload-limit, or put the file into one of steward.allowed-folders.");
  }
}
