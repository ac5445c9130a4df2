package io.steward.process;

import io.steward.deployment.ModelServerClient;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as nobody in the training data: every number far too high, every text the same. */
final class StrangeRows {
  private StrangeRows() {}

  /** So many rows with the columns of a model; {@code from} makes them differ from others. */
  static RawTable of(ModelServerClient server, String model, int count, int from) {
    List<ColumnSchema> inputs = server.metadata(model, null).inputs();
    List<Object> columns = new ArrayList<>();
    for (ColumnSchema input : inputs) {
      if (input.kind() == ColumnKind.NUMBER) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, row -> 10_000 + from + row);
        columns.add(numbers);
      } else {
        String[] texts = new String[count];
        Arrays.fill(texts, "none");
        columns.add(texts);
      }
    }
    return new RawTable(inputs, columns);
  }
}
