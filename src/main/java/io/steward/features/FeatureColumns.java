package io.steward.features;

import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.List;

/** Which columns of a snapshot may become features, by their role and kind. */
final class FeatureColumns {
  private FeatureColumns() {}

  /** The columns that may, in the order of the source. */
  static List<ColumnSchema> of(Charter charter, Snapshot snapshot) {
    return snapshot.columns().stream()
        .filter(column -> reasonAgainst(charter, column).isEmpty())
        .toList();
  }

  /** Why a column may not become a feature; empty if it may. */
  static String reasonAgainst(Charter charter, ColumnSchema column) {
    String name = column.name();
    if (name.equals(charter.target().column())) {
      return "It is the target.";
    }
    if (charter.columns().id().contains(name)) {
      return "It names rows (columns.id).";
    }
    if (charter.columns().ignore().contains(name)) {
      return "The charter leaves it out (columns.ignore).";
    }
    if (charter.columns().knownAfter().contains(name)) {
      return "It is known only after the outcome (columns.known-after).";
    }
    boolean hidden =
        charter.columns().protectedAttributes().stream()
            .anyMatch(attribute -> attribute.column().equals(name) && !attribute.useAsFeature());
    if (hidden) {
      return "It is a protected attribute: fairness is assessed by it, the model does not see it.";
    }
    if (column.kind() == ColumnKind.DATE) {
      return "It holds dates, which are not made into features.";
    }
    return "";
  }
}
