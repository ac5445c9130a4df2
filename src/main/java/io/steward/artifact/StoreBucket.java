package io.steward.artifact;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.steward.artifact.StoreCalls.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The few things that are asked of an S3 bucket, each repeated where that is sensible. */
final class StoreBucket implements AutoCloseable {
  private static final long PART_BYTES = 16L << 20;
  private static final Http.Headers IF_ABSENT = new Http.Headers(Map.of("If-None-Match", "*"));

  private final String bucket;
  private final String region;
  private final OkHttpClient http;
  private final MinioClient client;
  private final StoreCalls calls;

  /**
   * Connects, and makes the bucket if it is missing.
   *
   * @param timeout the longest silence of the store within one call
   */
  StoreBucket(StoreSettings settings, Duration timeout, int attempts, Duration pause) {
    bucket = settings.bucket();
    region = settings.region();
    // OkHttp 5 keeps no threads of its own but the dispatcher's; both are ended by close().
    http =
        new OkHttpClient.Builder()
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();
    client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(region)
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
    calls = new StoreCalls(settings.endpoint(), attempts, pause);
    try {
      makeBucket();
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  /** Writes an object unless it is there; whether this call wrote it. */
  boolean putIfAbsent(String key, byte[] content, String contentType) {
    String what = "while writing " + key;
    int[] attempts = {0};
    try {
      calls.make(
          what,
          attempt -> {
            attempts[0] = attempt;
            return client.putObject(put(key, content, contentType));
          });
      return true;
    } catch (Refused e) {
      if (!e.isTaken()) {
        throw calls.refused(what, e);
      }
      // If only the answer to an earlier attempt was lost, what is there is what we wrote.
      return attempts[0] > 1
          && read(key).filter(there -> Arrays.equals(there, content)).isPresent();
    }
  }

  private PutObjectArgs put(String key, byte[] content, String contentType) {
    PutObjectArgs.Builder put =
        PutObjectArgs.builder()
            .bucket(bucket)
            .object(key)
            .contentType(contentType)
            .headers(IF_ABSENT);
    return content.length <= PART_BYTES
        ? put.data(content, content.length).build()
        : put.stream(new ByteArrayInputStream(content), (long) content.length, PART_BYTES).build();
  }

  /** Writes a file as an object unless it is there. */
  void uploadIfAbsent(String key, Path file, String contentType) {
    String what = "while storing the file " + file.getFileName();
    try {
      calls.make(
          what,
          _ ->
              client.uploadObject(
                  UploadObjectArgs.builder()
                      .bucket(bucket)
                      .object(key)
                      .filename(file.toString(), PART_BYTES)
                      .contentType(contentType)
                      .headers(IF_ABSENT)
                      .build()));
    } catch (Refused e) {
      if (!e.isTaken()) {
        throw calls.refused(what, e);
      }
    }
  }

  Optional<byte[]> read(String key) {
    String what = "while reading " + key;
    try {
      return Optional.of(
          calls.make(
              what,
              _ -> {
                try (InputStream in = open(key)) {
                  return in.readAllBytes();
                }
              }));
    } catch (Refused e) {
      return missing(e, what);
    }
  }

  /** Writes an object to a file; false if there is no such object. */
  boolean download(String key, Path file) {
    String what = "while reading " + key;
    try {
      calls.make(
          what,
          _ -> {
            try (InputStream in = open(key)) {
              return copy(in, file);
            }
          });
      return true;
    } catch (Refused e) {
      return missing(e, what).isPresent();
    }
  }

  boolean exists(String key) {
    String what = "while looking for " + key;
    try {
      calls.make(
          what,
          _ -> client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()));
      return true;
    } catch (Refused e) {
      return missing(e, what).isPresent();
    }
  }

  /** The keys with this prefix, sorted. */
  List<String> list(String prefix) {
    String what = "while listing " + prefix;
    try {
      return calls.make(
          what,
          _ -> {
            List<String> keys = new ArrayList<>();
            ListObjectsArgs query =
                ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
            for (Result<Item> result : client.listObjects(query)) {
              keys.add(result.get().objectName());
            }
            Collections.sort(keys);
            return keys;
          });
    } catch (Refused e) {
      throw calls.refused(what, e);
    }
  }

  /** Ends the connections. */
  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    try {
      if (!http.dispatcher().executorService().awaitTermination(5, TimeUnit.SECONDS)) {
        http.dispatcher().cancelAll();
      }
    } catch (InterruptedException e) {
      http.dispatcher().cancelAll();
      Thread.currentThread().interrupt();
    }
  }

  private Optional<byte[]> missing(Refused refusal, String what) {
    if (refusal.isMissing()) {
      return Optional.empty();
    }
    throw calls.refused(what, refusal);
  }

  private InputStream open(String key) throws MinioException {
    return client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  /** A fault of the disk is thrown unchecked, so that it is not taken for one of the store. */
  private static long copy(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long copied = 0;
    try (OutputStream out = newFile(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        try {
          out.write(buffer, 0, read);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        copied += read;
      }
    }
    return copied;
  }

  private static OutputStream newFile(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeBucket() {
    String what = "while preparing the bucket " + bucket;
    try {
      calls.make(what, _ -> makeBucketOnce());
    } catch (Refused e) {
      // Somebody else may have made it in between.
      if (!e.code().equals("BucketAlreadyOwnedByYou") && !e.code().equals("BucketAlreadyExists")) {
        throw calls.refused(what, e);
      }
    }
  }

  private boolean makeBucketOnce() throws MinioException, IOException {
    boolean there = client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
    if (!there) {
      client.makeBucket(MakeBucketArgs.builder().bucket(bucket).region(region).build());
    }
    return !there;
  }
}
