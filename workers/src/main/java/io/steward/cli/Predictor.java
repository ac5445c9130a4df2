package io.steward.cli;

import io.steward.bundle.Predictions;
import io.steward.deployment.ModelMetadata;
import io.steward.deployment.ModelServerClient;
import io.steward.deployment.ModelServerException;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks the model server about the rows of a table. */
final class Predictor implements AutoCloseable {
  private static final int BATCH = 1000;

  /** Cells that mean "missing", as in the collection of data. */
  private static final Set<String> MISSING = Set.of("", "NA");

  private final ModelServerClient server;

  Predictor(URI modelServer) {
    this.server = new ModelServerClient(modelServer, "");
  }

  /**
   * The same rows in the same order, with the model's answers as further columns: {@code
   * prediction} and {@code probability_<class>} for classes, {@code prediction} for values.
   */
  CsvTable predict(String model, CsvTable table) {
    try {
      ModelMetadata metadata = server.metadata(model, null);
      requireColumns(metadata, table);
      List<List<String>> rows = new ArrayList<>();
      for (int from = 0; from < table.rows().size(); from += BATCH) {
        int to = Math.min(from + BATCH, table.rows().size());
        List<List<String>> batch = table.rows().subList(from, to);
        Predictions answers = server.infer(model, raw(metadata.inputs(), table, batch, from));
        for (int row = 0; row < batch.size(); row++) {
          rows.add(answered(batch.get(row), metadata, answers, row));
        }
      }
      return new CsvTable(header(table, metadata), rows);
    } catch (ModelServerException e) {
      throw CliFailure.failed(String.valueOf(e.getMessage()));
    }
  }

  private static void requireColumns(ModelMetadata metadata, CsvTable table) {
    List<String> absent =
        metadata.inputs().stream()
            .map(ColumnSchema::name)
            .filter(name -> table.column(name) < 0)
            .toList();
    if (!absent.isEmpty()) {
      throw CliFailure.failed(
          "The model needs columns that the file does not have: "
              + String.join(", ", absent)
              + ". The file has: "
              + String.join(", ", table.header())
              + ".");
    }
  }

  private static RawTable raw(
      List<ColumnSchema> inputs, CsvTable table, List<List<String>> batch, int from) {
    List<Object> columns = new ArrayList<>();
    for (ColumnSchema input : inputs) {
      int place = table.column(input.name());
      columns.add(
          input.kind() == ColumnKind.NUMBER
              ? numbers(input.name(), place, batch, from)
              : batch.stream().map(row -> text(row.get(place))).toArray(String[]::new));
    }
    return new RawTable(inputs, columns);
  }

  private static String text(String cell) {
    return MISSING.contains(cell) ? "" : cell;
  }

  private static double[] numbers(String column, int place, List<List<String>> batch, int from) {
    double[] values = new double[batch.size()];
    for (int row = 0; row < values.length; row++) {
      String cell = batch.get(row).get(place).strip();
      try {
        values[row] = MISSING.contains(cell) ? Double.NaN : Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw CliFailure.failed(
            "Row "
                + (from + row + 1)
                + ", column '"
                + column
                + "': '"
                + cell
                + "' is not a number, and the model expects one.");
      }
    }
    return values;
  }

  private static List<String> header(CsvTable table, ModelMetadata metadata) {
    List<String> header = new ArrayList<>(table.header());
    header.add("prediction");
    metadata.classes().forEach(name -> header.add("probability_" + name));
    return header;
  }

  private static List<String> answered(
      List<String> row, ModelMetadata metadata, Predictions answers, int index) {
    List<String> cells = new ArrayList<>(row);
    if (metadata.classes().isEmpty()) {
      cells.add(Double.toString(answers.values()[index]));
    } else {
      cells.add(answers.labels()[index]);
      for (double probability : answers.probabilities()[index]) {
        cells.add(Double.toString(probability));
      }
    }
    return cells;
  }

  @Override
  public void close() {
    server.close();
  }
}
