package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.artifact.StoredObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Fetches an object of the store, if its address begins as the configuration allows. */
public final class ObjectFetcher {
  private static final String SCHEME = "s3://";

  private final StoredObjects objects;
  private final List<String> allowed;
  private final SourceLimits limits;

  /**
   * @param allowed what an address must begin with, for example {@code s3://landing/loans/}; each
   *     ends with a slash, so that {@code s3://landing} does not allow {@code s3://landing-zone}
   */
  public ObjectFetcher(StoredObjects objects, List<String> allowed, SourceLimits limits) {
    for (String prefix : allowed) {
      if (!prefix.startsWith(SCHEME) || !prefix.endsWith("/") || prefix.length() < 7) {
        throw new IllegalArgumentException(
            "'"
                + prefix
                + "' in steward.sources.objects must be like s3://bucket/ or"
                + " s3://bucket/folder/.");
      }
    }
    this.objects = objects;
    this.allowed = List.copyOf(allowed);
    this.limits = limits;
  }

  Fetched fetch(String bucket, String key, String name, Workspace workspace) {
    String address = SCHEME + bucket + "/" + key;
    boolean climbs =
        List.of(key.split("/", -1)).stream().anyMatch(p -> p.equals("..") || p.equals("."));
    if (climbs || allowed.stream().noneMatch(address::startsWith)) {
      throw new UnusableDataException(
          "object-not-allowed",
          address
              + " is not among the objects that data may come from (allowed: "
              + (allowed.isEmpty() ? "none" : String.join(", ", allowed))
              + "). Put it there, or have its place added to steward.sources.objects in the"
              + " configuration.");
    }
    OptionalLong size = objects.size(bucket, key);
    if (size.isPresent() && size.getAsLong() > limits.bytes()) {
      throw Inflow.tooLarge(address, limits.bytes());
    }
    Path file = workspace.file("source");
    if (size.isEmpty() || !objects.download(bucket, key, file)) {
      throw new UnusableDataException(
          "object-missing",
          "There is no object " + address + ". Check source.object in the charter.");
    }
    return new Fetched(
        file,
        name,
        Digest.of(file),
        file.toFile().length(),
        Map.of("kind", "object", "location", address),
        List.of());
  }
}
