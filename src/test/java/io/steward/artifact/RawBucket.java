package io.steward.artifact;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;

/** Writes into a bucket as an intruder would: without any condition. */
final class RawBucket {
  private RawBucket() {}

  static void overwrite(StoreSettings settings, Digest blob, byte[] content) {
    MinioClient client =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .build();
    try {
      client.putObject(
          PutObjectArgs.builder()
              .bucket(settings.bucket())
              .object(StoreKeys.blob(blob))
              .data(content, content.length)
              .build());
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
