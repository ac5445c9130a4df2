package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.List;
import java.util.Optional;

/**
 * The manifest of an immutable copy of a source. The copy is a Parquet blob whose rows are in the
 * order of the source; besides the columns of the source it holds {@code steward_row}, the row's
 * number from 0. Other steps refer to a snapshot by the digest of this record's canonical JSON.
 *
 * @param sourceName the source's name without its folders
 * @param source the digest of the source's bytes, which are a blob too
 * @param parquet the digest of the Parquet blob
 * @param content the digest of names, kinds and values in order, whatever the layout of the Parquet
 * @param rows the number of rows
 * @param columns the columns of the source, in its order
 * @param reading how the source was read: what was detected in it and what the charter said
 * @param engine name and version of the engine that read the source
 */
public record Snapshot(
    String sourceName,
    Digest source,
    Digest parquet,
    Digest content,
    long rows,
    List<ColumnSchema> columns,
    Reading reading,
    String engine) {
  /** The extra column of the Parquet that holds the row's number in the source, from 0. */
  public static final String ROW = "steward_row";

  public Snapshot {
    columns = List.copyOf(columns);
  }

  /** The column of this name, if there is one. */
  public Optional<ColumnSchema> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The kind of a column; throws {@link IllegalArgumentException} if there is none. */
  public ColumnKind kind(String name) {
    return column(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no column '" + name + "' in " + sourceName + "."))
        .kind();
  }
}
