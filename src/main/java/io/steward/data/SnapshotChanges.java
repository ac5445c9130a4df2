package io.steward.data;

import io.steward.artifact.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed from the last snapshot of a model to this one. Rows are compared by their values,
 * each as often as it is there; their order does not count.
 *
 * @param previous the last snapshot; null if this is the first
 * @param addedRows rows that were not there before
 * @param removedRows rows that are not there any more
 * @param changedRows rows with the same id and other values, which are not counted above; 0 where
 *     the charter names no id columns
 * @param columns what changed in the columns, in sentences
 */
public record SnapshotChanges(
    @Nullable Digest previous,
    long addedRows,
    long removedRows,
    long changedRows,
    List<String> columns) {
  public SnapshotChanges {
    columns = List.copyOf(columns);
  }

  static SnapshotChanges first(long rows) {
    return new SnapshotChanges(null, rows, 0, 0, List.of());
  }

  /** Whether rows were added at most. */
  public boolean onlyAdds() {
    return removedRows == 0 && changedRows == 0 && columns.isEmpty();
  }

  /** For people, for example {@code 20 rows added, 3 removed since the last snapshot}. */
  public String words() {
    if (previous == null) {
      return "first snapshot of this model: " + addedRows + " rows";
    }
    if (addedRows == 0 && onlyAdds()) {
      return "nothing since the last snapshot";
    }
    String changed = changedRows == 0 ? "" : ", " + changedRows + " changed";
    String text =
        addedRows
            + " rows added, "
            + removedRows
            + " removed"
            + changed
            + " since the last snapshot";
    return columns.isEmpty() ? text : text + "; " + String.join("; ", columns);
  }
}
