package io.steward.data;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Columns that a person decided to leave out of a run after looking at the data. The charter was
 * signed before and stays as it is: a dropped column is one more that is ignored, and nothing else
 * changes.
 *
 * @param charter the digest of the charter that the run was signed for
 * @param columns all that are dropped, in alphabetical order
 */
public record DroppedColumns(Digest charter, List<String> columns) {
  public DroppedColumns {
    columns = List.copyOf(new TreeSet<>(columns));
  }

  /** These and some more. */
  public DroppedColumns and(List<String> more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(more);
    return new DroppedColumns(charter, all);
  }

  /** Why these cannot be dropped from a snapshot, all reasons; empty if they can. */
  public static List<String> objections(List<String> names, Charter signed, Snapshot snapshot) {
    List<String> objections = new ArrayList<>();
    if (names.isEmpty()) {
      objections.add("Name at least one column to drop, several with commas between them.");
    }
    for (String name : names) {
      if (snapshot.column(name).isEmpty()) {
        objections.add(ColumnNames.notFound(name, "to be dropped", snapshot));
      } else if (name.equals(signed.target().column())) {
        objections.add("Column '" + name + "' is the target and cannot be dropped.");
      } else if (name.equals(signed.columns().time()) || signed.columns().group().contains(name)) {
        objections.add(
            "Column '" + name + "' divides the rows and is no feature: the model does not see it.");
      } else if (signed.columns().protectedAttributes().stream()
          .anyMatch(attribute -> attribute.column().equals(name) && !attribute.useAsFeature())) {
        objections.add(
            "Column '" + name + "' is a protected attribute: the model does not see it anyway.");
      }
    }
    return objections;
  }

  /**
   * The charter with these columns ignored, as far as the snapshot has them: after collecting again
   * it may not.
   */
  public Charter applyTo(Charter signed, Snapshot snapshot) {
    List<String> there =
        snapshot.columns().stream().map(ColumnSchema::name).filter(columns::contains).toList();
    Charter.Columns roles = signed.columns();
    List<String> ignore = new ArrayList<>(roles.ignore());
    ignore.addAll(there);
    return signed.withColumns(
        new Charter.Columns(
            without(roles.id(), there),
            ignore.stream().distinct().toList(),
            roles.protectedAttributes(),
            without(roles.segment(), there),
            roles.time(),
            roles.group(),
            without(roles.knownAfter(), there),
            without(roles.immutable(), there)));
  }

  private static List<String> without(List<String> names, List<String> dropped) {
    return names.stream().filter(name -> !dropped.contains(name)).toList();
  }
}
