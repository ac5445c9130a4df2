package io.steward.data;

import io.steward.artifact.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A source's bytes on this machine, exactly as they were fetched.
 *
 * @param file a file of the workspace they were fetched into
 * @param name how messages call the source
 * @param digest the digest of the bytes
 * @param bytes how many there are
 * @param origin where they came from, for the record: {@code kind}, {@code location} and what
 *     belongs to the kind; never a secret, never the query of a web address
 * @param warnings what should be known about the source, in sentences
 */
public record Fetched(
    Path file,
    String name,
    Digest digest,
    long bytes,
    Map<String, String> origin,
    List<String> warnings) {
  public Fetched {
    origin = Map.copyOf(new TreeMap<>(origin));
    warnings = List.copyOf(warnings);
  }
}
