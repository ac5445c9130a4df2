package io.steward.platform.s3proxy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * Serves one folder over the S3 protocol until the process is told to stop.
 *
 * <p>Everything comes from the environment, so that no secret shows in the list of processes:
 * {@code STEWARD_STORE_ENDPOINT} (such as {@code http://127.0.0.1:9000}), {@code
 * STEWARD_STORE_FOLDER}, {@code STEWARD_STORE_ACCESS_KEY} and {@code STEWARD_STORE_SECRET_KEY}.
 */
public final class StoreServer {

  /** One part of a multipart upload is at most 64 MiB; a single put may be twice that. */
  private static final long LARGEST_PUT_BYTES = 128L << 20;

  private StoreServer() {}

  /** Starts the server; returns when it was stopped by a signal. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(required("STEWARD_STORE_FOLDER")));
    String accessKey = required("STEWARD_STORE_ACCESS_KEY");
    String secretKey = required("STEWARD_STORE_SECRET_KEY");
    AccessGrant grant = new AccessGrant(secretKey, new FilesystemNio2BlobStore(folder.toString()));
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create(required("STEWARD_STORE_ENDPOINT")))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .v4MaxNonChunkedRequestSize(LARGEST_PUT_BYTES)
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(32)
            .blobStore(grant.blobStore())
            .build();
    server.setBlobStoreLocator(
        (identity, container, blob) -> accessKey.equals(identity) ? grant : null);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.stop();
                  } catch (Exception e) {
                    System.err.println("The store did not stop cleanly: " + e.getMessage());
                  }
                  stopped.countDown();
                },
                "store-stop"));
    server.start();
    System.out.println("The store serves " + folder + " on port " + server.getPort());
    stopped.await();
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("The environment variable " + name + " is not set.");
    }
    return value;
  }
}
