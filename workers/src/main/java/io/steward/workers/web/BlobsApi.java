package io.steward.workers.web;

import io.steward.artifact.ArtifactStore;
import io.steward.workers.config.StewardProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in a file, for example the data of a charter. Handing in the same file again is harmless.
 */
@RestController
public class BlobsApi {
  private final ArtifactStore store;
  private final long limit;

  public BlobsApi(ArtifactStore store, StewardProperties properties) {
    this.store = store;
    this.limit = properties.uploadLimit().toBytes();
  }

  /** Stores the body as a blob; answers with its digest. */
  @PutMapping("/api/blobs")
  ResponseEntity<byte[]> put(HttpServletRequest request) throws IOException {
    Path file = Files.createTempFile("steward-upload-", ".tmp");
    try {
      long bytes = receive(request, file);
      return Answers.created(
          Map.of("digest", store.put(file, "application/octet-stream"), "bytes", bytes));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private long receive(HttpServletRequest request, Path file) throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw tooLarge();
    }
    long total = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = request.getInputStream();
        OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        if (total > limit) {
          throw tooLarge();
        }
        out.write(buffer, 0, read);
      }
    }
    return total;
  }

  private Refusal tooLarge() {
    return new Refusal(
        HttpStatus.CONTENT_TOO_LARGE,
        "The file is larger than "
            + limit
            + " bytes. Put it into an allowed folder, or raise steward.upload-limit.",
        Map.of());
  }
}
