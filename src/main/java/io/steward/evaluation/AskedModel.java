package io.steward.evaluation;

import io.steward.bundle.OnnxScorer;
import io.steward.bundle.Predictions;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model that is asked many questions: the graph that is served, so that what is examined is what
 * answers later.
 *
 * @param scorer answers for rows; must be safe for use by many threads
 * @param inputs the names of the raw columns that it reads. Changing another column changes nothing
 */
public record AskedModel(RowScorer scorer, List<String> inputs) {
  /** Rows a part: parts are the same on any number of threads, and so are the answers. */
  private static final int PART = 4096;

  public AskedModel {
    inputs = List.copyOf(inputs);
  }

  /** The model of a bundle or of a candidate; must stay open. */
  public static AskedModel of(OnnxScorer scorer) {
    return new AskedModel(scorer::score, scorer.inputs().stream().map(ColumnSchema::name).toList());
  }

  /** The columns of the rows that the model reads, in the order of the rows. */
  List<ColumnSchema> columns(RawTable rows) {
    Set<String> read = Set.copyOf(inputs);
    return rows.columns().stream().filter(column -> read.contains(column.name())).toList();
  }

  /** The rows with nothing but what the model reads, which are cheaper to change and copy. */
  RawTable narrowed(RawTable rows) {
    List<ColumnSchema> columns = columns(rows);
    return new RawTable(
        columns,
        columns.stream()
            .map(
                column ->
                    switch (column.kind()) {
                      case NUMBER -> (Object) rows.numbers(column.name());
                      case TEXT, DATE -> rows.texts(column.name());
                    })
            .toList());
  }

  /** Scores many rows on all processors. */
  Predictions score(RawTable rows) {
    int parts = (rows.rows() + PART - 1) / PART;
    if (parts <= 1) {
      return scorer.score(rows);
    }
    List<Predictions> answers =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part ->
                    scorer.score(
                        rows.select(
                            IntStream.range(part * PART, Math.min((part + 1) * PART, rows.rows()))
                                .toArray())))
            .toList();
    return new Predictions(
        answers.stream().flatMap(part -> Arrays.stream(part.labels())).toArray(String[]::new),
        answers.stream()
            .flatMap(part -> Arrays.stream(part.probabilities()))
            .toArray(double[][]::new),
        answers.stream().flatMapToDouble(part -> Arrays.stream(part.values())).toArray());
  }
}
