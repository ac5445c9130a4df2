package io.steward.features;

import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.data.Snapshot;
import io.steward.schema.ColumnSchema;
import java.util.List;

/** Which columns of a snapshot may become features, by their role. */
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
    Charter.Columns roles = charter.columns();
    Encoding encode = charter.features().column(name).encode();
    if (name.equals(charter.target().column())) {
      return "It is the target.";
    }
    if (roles.id().contains(name)) {
      return "It names rows (columns.id).";
    }
    if (roles.ignore().contains(name)) {
      return "The charter leaves it out (columns.ignore).";
    }
    if (roles.knownAfter().contains(name)) {
      return "It is known only after the outcome (columns.known-after).";
    }
    if (roles.group().contains(name)) {
      return "It says which rows belong together (columns.group).";
    }
    if (name.equals(roles.time()) && encode != Encoding.DATE_PARTS) {
      return "It orders rows in time (columns.time).";
    }
    if (encode == Encoding.DROP) {
      return "The charter leaves it out (features.columns, encode: drop).";
    }
    boolean hidden =
        roles.protectedAttributes().stream()
            .anyMatch(attribute -> attribute.column().equals(name) && !attribute.useAsFeature());
    if (hidden) {
      return "It is a protected attribute: fairness is assessed by it, the model does not see it.";
    }
    if (GraphTexts.unsuited(name).isPresent()) {
      return "Its name has a character that a model cannot carry.";
    }
    return "";
  }
}
