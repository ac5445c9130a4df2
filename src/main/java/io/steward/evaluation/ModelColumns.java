package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.List;

/** The raw columns that a model may look at. */
final class ModelColumns {
  private ModelColumns() {}

  /** The columns of the rows that the charter leaves as features, in their order. */
  static List<ColumnSchema> of(Charter charter, RawTable rows) {
    List<String> hidden =
        charter.columns().protectedAttributes().stream()
            .filter(attribute -> !attribute.useAsFeature())
            .map(ProtectedAttribute::column)
            .toList();
    return rows.columns().stream()
        .filter(column -> column.kind() != ColumnKind.DATE)
        .filter(column -> !column.name().equals(charter.target().column()))
        .filter(column -> !charter.columns().id().contains(column.name()))
        .filter(column -> !charter.columns().ignore().contains(column.name()))
        .filter(column -> !charter.columns().knownAfter().contains(column.name()))
        .filter(column -> !hidden.contains(column.name()))
        .filter(column -> !column.name().startsWith("steward_"))
        .toList();
  }
}
