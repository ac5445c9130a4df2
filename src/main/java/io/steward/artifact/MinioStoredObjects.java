package io.steward.artifact;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.steward.artifact.StoreCalls.Refused;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import okhttp3.OkHttpClient;

/** {@link StoredObjects} of any S3-compatible store. Close it to end its connections. */
public final class MinioStoredObjects implements StoredObjects, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectTimeout(TIMEOUT)
          .readTimeout(TIMEOUT)
          .writeTimeout(TIMEOUT)
          .build();
  private final MinioClient client;
  private final StoreCalls calls;

  /**
   * @param settings the store, whose own bucket is not touched
   */
  public MinioStoredObjects(StoreSettings settings) {
    client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
    calls = new StoreCalls(settings.endpoint(), ATTEMPTS, PAUSE);
  }

  @Override
  public OptionalLong size(String bucket, String key) {
    String what = "while looking for " + bucket + "/" + key;
    try {
      return OptionalLong.of(
          calls.make(
              what,
              _ ->
                  client
                      .statObject(StatObjectArgs.builder().bucket(bucket).object(key).build())
                      .size()));
    } catch (Refused e) {
      if (isMissing(e)) {
        return OptionalLong.empty();
      }
      throw calls.refused(what, e);
    }
  }

  @Override
  public boolean download(String bucket, String key, Path file) {
    String what = "while reading " + bucket + "/" + key;
    try {
      calls.make(
          what,
          _ -> {
            try (InputStream in =
                client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
              return Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
          });
      return true;
    } catch (Refused e) {
      if (isMissing(e)) {
        return false;
      }
      throw calls.refused(what, e);
    }
  }

  /** Ends the connections. */
  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static boolean isMissing(Refused refusal) {
    return refusal.isMissing() || refusal.code().equals("NoSuchBucket");
  }
}
