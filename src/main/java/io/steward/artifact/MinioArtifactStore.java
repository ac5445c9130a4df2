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
import io.minio.messages.Item;
import io.steward.artifact.StoreCalls.Refused;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/**
 * An {@link ArtifactStore} in a bucket of any S3-compatible object store. It relies on nothing but
 * put with {@code If-None-Match: *}, get, stat and list; digests are verified here, since not every
 * store verifies them.
 */
public final class MinioArtifactStore implements ArtifactStore, AutoCloseable {
  private static final long PART_BYTES = 16L << 20;
  private static final Http.Headers IF_ABSENT = new Http.Headers(Map.of("If-None-Match", "*"));

  /** Of smaller blobs, asking whether they are there costs more than sending them. */
  private static final long ASK_FIRST_BYTES = 256L << 10;

  private final StoreSettings settings;
  private final OkHttpClient http;
  private final MinioClient client;
  private final StoreCalls calls;

  /**
   * Connects, and makes the bucket if it is missing.
   *
   * @throws StoreException if the store cannot be reached or refuses
   */
  public MinioArtifactStore(StoreSettings settings) {
    this(settings, Duration.ofSeconds(30), 4, Duration.ofMillis(100));
  }

  /**
   * @param timeout the longest silence of the store within one call
   * @param attempts how often a call is made before it fails, from 1
   * @param pause time between the first two attempts
   */
  MinioArtifactStore(StoreSettings settings, Duration timeout, int attempts, Duration pause) {
    this.settings = settings;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();
    this.client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .httpClient(http)
            .build();
    this.calls = new StoreCalls(settings.endpoint(), attempts, pause);
    makeBucket();
  }

  @Override
  public Digest put(byte[] content, String contentType) {
    Digest digest = Digest.of(content);
    if (content.length < ASK_FIRST_BYTES || !contains(digest)) {
      putOnce(StoreKeys.blob(digest), content, contentType);
    }
    return digest;
  }

  @Override
  public Digest put(Path file, String contentType) {
    Digest digest = Digest.of(file);
    if (contains(digest)) {
      return digest;
    }
    String what = "while storing the file " + file.getFileName();
    try {
      calls.make(
          what,
          _ ->
              client.uploadObject(
                  UploadObjectArgs.builder()
                      .bucket(settings.bucket())
                      .object(StoreKeys.blob(digest))
                      .filename(file.toString(), PART_BYTES)
                      .contentType(contentType)
                      .headers(IF_ABSENT)
                      .build()));
    } catch (Refused e) {
      if (!e.isTaken()) {
        throw calls.refused(what, e);
      }
    }
    return digest;
  }

  @Override
  public byte[] get(Digest digest) {
    byte[] content =
        readKey(StoreKeys.blob(digest), "while reading the blob " + digest)
            .orElseThrow(() -> missing(digest));
    if (!Digest.of(content).equals(digest)) {
      throw damaged(digest);
    }
    return content;
  }

  @Override
  public void download(Digest digest, Path target) {
    String what = "while reading the blob " + digest;
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      calls.make(
          what,
          _ -> {
            try (InputStream in = open(StoreKeys.blob(digest));
                OutputStream out = openFile(part)) {
              in.transferTo(out);
            }
            return part;
          });
      if (!Digest.of(part).equals(digest)) {
        throw damaged(digest);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (Refused e) {
      throw e.isMissing() ? missing(digest) : calls.refused(what, e);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      deleteQuietly(part);
    }
  }

  @Override
  public boolean contains(Digest digest) {
    String what = "while looking for the blob " + digest;
    try {
      calls.make(
          what,
          _ ->
              client.statObject(
                  StatObjectArgs.builder()
                      .bucket(settings.bucket())
                      .object(StoreKeys.blob(digest))
                      .build()));
      return true;
    } catch (Refused e) {
      if (e.isMissing()) {
        return false;
      }
      throw calls.refused(what, e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return putOnce(StoreKeys.document(key), content, contentType);
  }

  @Override
  public Optional<byte[]> read(String key) {
    return readKey(StoreKeys.document(key), "while reading " + key);
  }

  @Override
  public List<String> list(String prefix) {
    String what = "while listing " + prefix;
    try {
      List<String> keys = new ArrayList<>(calls.make(what, _ -> listOnce(prefix)));
      Collections.sort(keys);
      return keys;
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

  private boolean putOnce(String key, byte[] content, String contentType) {
    String what = "while writing " + key;
    int[] made = {0};
    try {
      calls.make(
          what,
          attempt -> {
            made[0] = attempt;
            PutObjectArgs.Builder put =
                PutObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .contentType(contentType)
                    .headers(IF_ABSENT);
            return client.putObject(
                content.length <= PART_BYTES
                    ? put.data(content, content.length).build()
                    : put.stream(
                            new ByteArrayInputStream(content), (long) content.length, PART_BYTES)
                        .build());
          });
      return true;
    } catch (Refused e) {
      if (!e.isTaken()) {
        throw calls.refused(what, e);
      }
      // If only the answer of an earlier attempt was lost, the content that is there is ours.
      return made[0] > 1
          && readKey(key, what).filter(there -> Arrays.equals(there, content)).isPresent();
    }
  }

  private Optional<byte[]> readKey(String key, String what) {
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
      if (e.isMissing()) {
        return Optional.empty();
      }
      throw calls.refused(what, e);
    }
  }

  private InputStream open(String key) throws io.minio.errors.MinioException {
    return client.getObject(GetObjectArgs.builder().bucket(settings.bucket()).object(key).build());
  }

  private List<String> listOnce(String prefix) throws io.minio.errors.MinioException {
    List<String> keys = new ArrayList<>();
    for (Result<Item> result :
        client.listObjects(
            ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .recursive(true)
                .build())) {
      Item item = result.get();
      if (!item.isDir()) {
        keys.add(item.objectName());
      }
    }
    return keys;
  }

  private void makeBucket() {
    String what = "while preparing the bucket " + settings.bucket();
    try {
      calls.make(
          what,
          _ -> {
            BucketExistsArgs asked = BucketExistsArgs.builder().bucket(settings.bucket()).build();
            if (!client.bucketExists(asked)) {
              client.makeBucket(
                  MakeBucketArgs.builder()
                      .bucket(settings.bucket())
                      .region(settings.region())
                      .build());
            }
            return true;
          });
    } catch (Refused e) {
      // Somebody else made it in between.
      if (!e.code().equals("BucketAlreadyOwnedByYou") && !e.code().equals("BucketAlreadyExists")) {
        close();
        throw calls.refused(what, e);
      }
    }
  }

  private static OutputStream openFile(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static UncheckedIOException cannotWrite(Path file, IOException e) {
    return new UncheckedIOException(
        "Cannot write "
            + file
            + " ("
            + (e instanceof FileNotFoundException ? "no such folder" : e.getMessage())
            + "): check the folder and the space on the disk.",
        e);
  }

  private static StoreException missing(Digest digest) {
    return StoreException.damaged(
        "The store holds no blob " + digest + ": it was removed, or belongs to another store.");
  }

  private static StoreException damaged(Digest digest) {
    return StoreException.damaged(
        "The blob "
            + digest
            + " holds other bytes than its name says: the store was damaged or changed.");
  }
}
