package io.steward.platform;

import io.steward.platform.internal.MinioBinary;
import java.util.Arrays;
import java.util.Locale;

/** Which server keeps the artifacts. */
public enum StoreKind {
  /** S3Proxy over a folder; needs nothing but Java. */
  S3PROXY,
  /** A real MinIO server; needs its binary, or Go to build it once. */
  MINIO;

  /** The name on the command line: {@code s3proxy} or {@code minio}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its program is here, or what builds it. */
  public boolean canBeStarted() {
    return switch (this) {
      case S3PROXY -> true;
      case MINIO -> MinioBinary.find().isPresent() || MinioBinary.canBeBuilt();
    };
  }

  /**
   * Reads the name on the command line.
   *
   * @throws PlatformException for any other text
   */
  public static StoreKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformException(
                    "There is no store '" + text + "'. Choose --store s3proxy or --store minio."));
  }
}
