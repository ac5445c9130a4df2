package io.steward.data;

import io.steward.artifact.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a snapshot looks like. Every figure of a column is exact, and all are the same at any number
 * of threads.
 *
 * @param snapshot the digest of the snapshot's canonical JSON
 * @param duplicateRows rows that are equal in every column to an earlier row
 * @param associations how columns hang together, two at a time; from a sample where it says so
 * @param engine name and version of the engine that counted
 */
public record DataProfile(
    Digest snapshot,
    long rows,
    long duplicateRows,
    List<ColumnProfile> columns,
    AssociationReport associations,
    String engine) {
  public DataProfile {
    columns = List.copyOf(columns);
  }

  /** The profile of a column, if there is one of this name. */
  public Optional<ColumnProfile> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
