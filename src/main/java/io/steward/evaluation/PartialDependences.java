package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.evaluation.PartialDependence.DependencePoint;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Asks for partial dependence on values that occur in the training part. */
final class PartialDependences {
  private static final int MOST_ROWS = 300;
  private static final int MOST_POINTS = 15;
  private static final int MOST_LEVELS = 10;

  private PartialDependences() {}

  /** The curves of these columns; a column with fewer than two values or of dates has none. */
  static List<PartialDependence> of(
      List<String> columns,
      List<String> classes,
      AskedModel model,
      RawTable sample,
      SplittableRandom random) {
    RawTable rows = model.narrowed(RowSample.of(sample, MOST_ROWS, random));
    Predictions answers = model.score(rows);
    Answer answer = answer(classes, answers);
    List<PartialDependence> curves = new ArrayList<>();
    for (String column : columns) {
      List<Object> values =
          switch (rows.kind(column)) {
            case NUMBER -> grid(sample.numbers(column));
            case TEXT -> List.copyOf(Levels.mostFrequent(sample.texts(column), MOST_LEVELS));
            case DATE -> List.of();
          };
      if (values.size() > 1) {
        curves.add(
            new PartialDependence(
                column,
                answer.of() < 0
                    ? "the value"
                    : "the probability of '" + classes.get(answer.of()) + "'",
                rows.rows(),
                points(rows, column, values, model, answer)));
      }
    }
    return curves;
  }

  private static List<DependencePoint> points(
      RawTable rows, String column, List<Object> values, AskedModel model, Answer answer) {
    int count = rows.rows();
    int asked = count * values.size();
    RawTable repeated = rows.select(IntStream.range(0, asked).map(i -> i % count).toArray());
    Object array =
        rows.kind(column) == ColumnKind.NUMBER
            ? IntStream.range(0, asked).mapToDouble(i -> (Double) values.get(i / count)).toArray()
            : IntStream.range(0, asked)
                .mapToObj(i -> (String) values.get(i / count))
                .toArray(String[]::new);
    double[] answers = answer.in(model.score(repeated.withColumn(column, array)));
    List<DependencePoint> points = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      double[] sorted = Arrays.copyOfRange(answers, index * count, (index + 1) * count);
      Arrays.sort(sorted);
      points.add(
          new DependencePoint(
              values.get(index) instanceof Double number
                  ? Shown.number(number)
                  : (String) values.get(index),
              values.get(index) instanceof Double number ? number : null,
              Arrays.stream(sorted).average().orElse(Double.NaN),
              Quantiles.of(sorted, 0.1),
              Quantiles.of(sorted, 0.9)));
    }
    return points;
  }

  /** Values that occur, evenly over their ranks from 2 % to 98 %. */
  private static List<Object> grid(double[] values) {
    double[] sorted = Arrays.stream(Disturbances.there(values)).sorted().toArray();
    return sorted.length == 0
        ? List.of()
        : IntStream.range(0, MOST_POINTS)
            .mapToDouble(i -> 0.02 + 0.96 * i / (MOST_POINTS - 1))
            .map(share -> sorted[(int) (share * (sorted.length - 1))])
            .distinct()
            .mapToObj(value -> (Object) value)
            .toList();
  }

  /** The positive class; of more than two the one that is answered most often. */
  private static Answer answer(List<String> classes, Predictions answers) {
    if (classes.size() <= 2) {
      return classes.isEmpty() ? Answer.VALUE : new Answer(1);
    }
    return new Answer(classes.indexOf(Levels.mostFrequent(answers.labels(), 1).getFirst()));
  }
}
