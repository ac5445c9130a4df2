package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.bundle.Predictions;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The estimate against the definition, computed over all subsets of the columns. */
class ShapleyTest {
  private static final int COLUMNS = 8;

  /** Columns that act alone and in pairs: exact whatever the order. */
  private static double pairs(double[] x) {
    return 2 * x[0] - x[1] + x[2] * x[3] + Math.abs(x[4] - x[5]) + 0.5 * x[6];
  }

  /** Three columns that act together, and the curve over all. */
  private static double tangled(double[] x) {
    return 1 / (1 + Math.exp(-(x[0] + x[1] * x[2] - x[3] * x[4] * x[5])));
  }

  @Test
  void shouldBeExactWhenColumnsActInPairs() {
    Compared compared = compare(ShapleyTest::pairs, 20, 1);
    assertThat(compared.estimated()).containsExactly(compared.exact(), within(1e-9));
    assertThat(compared.estimated()[7]).isZero();
  }

  @Test
  void shouldComeCloseWhenManyColumnsActTogether() {
    Compared few = compare(ShapleyTest::tangled, 100, 1);
    Compared many = compare(ShapleyTest::tangled, 100, 20);
    assertThat(many.largestError()).isLessThan(0.005);
    assertThat(few.largestError()).isLessThan(0.03);
  }

  @Test
  void shouldSumToTheAnswerMinusTheMean() {
    RawTable background = table(50, 3);
    RawTable rows = table(5, 4);
    AskedModel model = model(ShapleyTest::tangled);
    Shapley shapley = new Shapley(model, background, 1);
    double mean = Arrays.stream(model.score(background).values()).average().orElseThrow();
    for (int row = 0; row < 5; row++) {
      Shapley.Contributions contributions = shapley.explain(rows, row, Answer.VALUE, 7);
      assertThat(contributions.base()).isCloseTo(mean, within(1e-12));
      assertThat(contributions.base() + Arrays.stream(contributions.values()).sum())
          .isCloseTo(model.score(rows).values()[row], within(1e-12));
    }
  }

  @Test
  void shouldGiveTheSameForTheSameSeed() {
    Shapley shapley = new Shapley(model(ShapleyTest::tangled), table(10, 3), 2);
    RawTable rows = table(1, 4);
    assertThat(shapley.explain(rows, 0, Answer.VALUE, 7).values())
        .isEqualTo(shapley.explain(rows, 0, Answer.VALUE, 7).values())
        .isNotEqualTo(shapley.explain(rows, 0, Answer.VALUE, 8).values());
  }

  @Test
  void shouldTakeAMissingValueAsAValue() {
    RawTable background = table(10, 3);
    double[] gone = {Double.NaN};
    RawTable row = table(1, 4).withColumn("x0", gone);
    AskedModel missingCounts = model(x -> Double.isNaN(x[0]) ? 5 : 1);
    Shapley.Contributions contributions =
        new Shapley(missingCounts, background, 1).explain(row, 0, Answer.VALUE, 1);
    assertThat(contributions.values()[0]).isCloseTo(4, within(1e-12));
    assertThat(contributions.base()).isEqualTo(1);
  }

  private record Compared(double[] estimated, double[] exact) {
    double largestError() {
      return IntStream.range(0, exact.length)
          .mapToDouble(column -> Math.abs(exact[column] - estimated[column]))
          .max()
          .orElseThrow();
    }
  }

  private static Compared compare(ToDoubleFunction<double[]> function, int background, int pairs) {
    RawTable usual = table(background, 1);
    RawTable row = table(1, 2);
    Shapley shapley = new Shapley(model(function), usual, pairs);
    return new Compared(
        shapley.explain(row, 0, Answer.VALUE, 42).values(), exact(function, usual, row));
  }

  /** Shapley's formula: the mean over all subsets, each with its weight. */
  private static double[] exact(
      ToDoubleFunction<double[]> function, RawTable background, RawTable row) {
    double[] game = new double[1 << COLUMNS];
    for (int subset = 0; subset < game.length; subset++) {
      for (int from = 0; from < background.rows(); from++) {
        double[] hybrid = new double[COLUMNS];
        for (int column = 0; column < COLUMNS; column++) {
          boolean known = (subset >> column & 1) == 1;
          hybrid[column] = (known ? row : background).numbers("x" + column)[known ? 0 : from];
        }
        game[subset] += function.applyAsDouble(hybrid) / background.rows();
      }
    }
    double[] values = new double[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      for (int subset = 0; subset < game.length; subset++) {
        if ((subset >> column & 1) == 0) {
          values[column] +=
              weight(Integer.bitCount(subset)) * (game[subset | 1 << column] - game[subset]);
        }
      }
    }
    return values;
  }

  private static double weight(int size) {
    return factorial(size) * factorial(COLUMNS - size - 1) / factorial(COLUMNS);
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private static AskedModel model(ToDoubleFunction<double[]> function) {
    return new AskedModel(
        rows ->
            new Predictions(
                new String[0],
                new double[0][],
                IntStream.range(0, rows.rows())
                    .mapToDouble(
                        row ->
                            function.applyAsDouble(
                                IntStream.range(0, COLUMNS)
                                    .mapToDouble(column -> rows.numbers("x" + column)[row])
                                    .toArray()))
                    .toArray()),
        IntStream.range(0, COLUMNS).mapToObj(column -> "x" + column).toList());
  }

  private static RawTable table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ColumnSchema> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      columns.add(new ColumnSchema("x" + column, ColumnKind.NUMBER));
      values.add(IntStream.range(0, rows).mapToDouble(_ -> random.nextGaussian()).toArray());
    }
    return new RawTable(columns, values);
  }
}
