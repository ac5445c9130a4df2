package io.steward.artifact;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * How to reach an S3-compatible object store.
 *
 * @param endpoint {@code http://host:port} or {@code https://host[:port]}, without a path
 * @param region the region of the signature, for example {@code us-east-1}
 * @param bucket 3 to 63 lower-case letters, digits and hyphens; made if it is missing
 * @param accessKey the name of the account
 * @param secretKey its secret; never shown by {@link #toString()}
 */
public record StoreSettings(
    URI endpoint, String region, String bucket, String accessKey, String secretKey) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  public StoreSettings {
    if (!("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
        || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "The store's endpoint '" + endpoint + "' is not of the form http://host:port.");
    }
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "The store's bucket '"
              + bucket
              + "' needs 3 to 63 lower-case letters, digits and hyphens.");
    }
    if (region.isBlank() || accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException(
          "The store's region, access key and secret key must not be empty.");
    }
  }

  @Override
  public String toString() {
    return "StoreSettings[endpoint="
        + endpoint
        + ", region="
        + region
        + ", bucket="
        + bucket
        + ", accessKey="
        + accessKey
        + ", secretKey=(hidden)]";
  }
}
