package io.steward.benchmarks;

import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.charter.Metric;
import io.steward.evaluation.RowScorer;
import io.steward.evaluation.Scored;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made rows with known chances, and a model that knows them. A part of the rows (3 %) can be
 * planted on which the model is wrong.
 */
final class EvaluationWorld {
  private static final int NUMBERS = 10;
  private static final int TEXTS = 7;
  private static final List<String> LEVELS = List.of("a", "b", "c", "d", "e");
  private static final List<String> CLASSES = List.of("one", "two", "three");

  /** The standard normal distribution is below it in 15 %; with one of five levels that is 3 %. */
  private static final double RARE = -1.0364;

  private EvaluationWorld() {}

  /** A charter with three protected attributes, two segment columns and a rule of thumb. */
  static Charter charter(String task, Metric primary) {
    boolean binary = task.equals("binary");
    String yaml =
        """
        name: made
        title: Made rows
        problem: None; a benchmark.
        decision: None; a benchmark.
        owner: owner
        task: %s
        source: {file: made.csv}
        target: {column: target%s}
        columns:
          protected:
            - {column: sex}
            - {column: region}
            - {column: age, cut-points: [30, 50]}
          segment: [text_1, number_1]
        success: {primary: {metric: %s, threshold: 0.6}}
        suitability:
          rule-of-thumb: The larger number_1 is, the likelier.
          %s
        """
            .formatted(
                task,
                binary ? ", positive: \"yes\"" : "",
                primary.written(),
                switch (task) {
                  case "binary" -> "rule: {column: number_1, above: 0.5}";
                  case "regression" -> "rule: {constant: 9.5}";
                  default -> "patterns-expected: true";
                });
    return switch (CharterReader.read(yaml)) {
      case CharterResult.Valid valid -> valid.charter();
      case CharterResult.Faulty faulty ->
          throw new BenchmarkException("The benchmark's charter has faults: " + faulty.faults());
    };
  }

  /**
   * The columns without the target: 20 of them. Sex and age tell nothing; from region to region
   * people differ in number_2.
   */
  static RawTable rows(int rows, SplittableRandom random) {
    List<ColumnSchema> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < NUMBERS - 1; column++) {
      double[] numbers = new double[rows];
      Arrays.setAll(numbers, row -> random.nextGaussian());
      columns.add(new ColumnSchema("number_" + column, ColumnKind.NUMBER));
      values.add(numbers);
    }
    double[] ages = new double[rows];
    Arrays.setAll(ages, row -> random.nextInt(18, 80));
    columns.add(new ColumnSchema("age", ColumnKind.NUMBER));
    values.add(ages);
    for (int column = 0; column < TEXTS + 3; column++) {
      List<String> levels =
          column == TEXTS
              ? List.of("female", "male")
              : column == TEXTS + 1 ? List.of("north", "south", "west") : LEVELS;
      String[] texts = new String[rows];
      Arrays.setAll(texts, row -> levels.get(random.nextInt(levels.size())));
      String name = column == TEXTS ? "sex" : column == TEXTS + 1 ? "region" : "text_" + column;
      columns.add(new ColumnSchema(name, ColumnKind.TEXT));
      values.add(texts);
    }
    RawTable table = new RawTable(columns, values);
    String[] region = table.texts("region");
    double[] second = table.numbers("number_2").clone();
    for (int row = 0; row < rows; row++) {
      second[row] += region[row].equals("south") ? 0.4 : region[row].equals("west") ? 0.8 : 0;
    }
    return table.withColumn("number_2", second);
  }

  /** A model that gives the true chance outside a planted segment. */
  static final RowScorer KNOWING =
      rows -> {
        double[] first = rows.numbers("number_1");
        double[] second = rows.numbers("number_2");
        String[] text = rows.texts("text_1");
        double[][] probabilities = new double[rows.rows()][];
        String[] labels = new String[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
          double score = 1.5 * known(first[row]) + known(second[row]) - 1;
          double chance = 1 / (1 + Math.exp(-score - (text[row].equals("b") ? 1 : 0)));
          probabilities[row] = new double[] {1 - chance, chance};
          labels[row] = chance >= 0.5 ? "yes" : "no";
        }
        return new Predictions(labels, probabilities, new double[0]);
      };

  /** A model that knows less: what is live until now. */
  static final RowScorer OLDER =
      rows -> {
        double[][] probabilities = new double[rows.rows()][];
        String[] labels = new String[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
          double score = 1.5 * known(rows.numbers("number_1")[row]) - 0.3;
          double chance = 1 / (1 + Math.exp(-score));
          probabilities[row] = new double[] {1 - chance, chance};
          labels[row] = chance >= 0.5 ? "yes" : "no";
        }
        return new Predictions(labels, probabilities, new double[0]);
      };

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** Whether a row is in the part (3 %) on which the model can be made wrong. */
  static boolean isPlanted(RawTable rows, int row) {
    return rows.texts("text_0")[row].equals("a") && rows.numbers("number_0")[row] < RARE;
  }

  /**
   * Rows with their outcomes.
   *
   * @param planted whether the outcome is a coin toss where text_0 is a and number_0 is small,
   *     whatever the model says
   */
  static Scored binary(int rows, long seed, boolean planted) {
    SplittableRandom random = new SplittableRandom(seed);
    RawTable table = rows(rows, random);
    Predictions predictions = KNOWING.score(table);
    double[] positive = predictions.positive();
    double[] truth = new double[rows];
    for (int row = 0; row < rows; row++) {
      double chance = planted && isPlanted(table, row) ? 0.5 : positive[row];
      truth[row] = random.nextDouble() < chance ? 1 : 0;
    }
    return new Scored(table, truth, predictions, List.of("no", "yes"), 0.5);
  }

  /** A regression whose errors have long tails (Student's t with 5 degrees of freedom). */
  static Scored regression(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RawTable table = rows(rows, random);
    double[] values = Arrays.stream(table.numbers("number_1")).map(v -> 10 + 2 * v).toArray();
    double[] truth = new double[rows];
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int freedom = 0; freedom < 5; freedom++) {
        squares += Math.pow(random.nextGaussian(), 2);
      }
      truth[row] = values[row] + random.nextGaussian() / Math.sqrt(squares / 5);
    }
    Predictions predictions = new Predictions(new String[0], new double[0][], values);
    return new Scored(table, truth, predictions, List.of(), 0.5);
  }

  /** Three classes with known chances. */
  static Scored multiclass(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RawTable table = rows(rows, random);
    double[] first = table.numbers("number_1");
    double[] second = table.numbers("number_2");
    double[] truth = new double[rows];
    double[][] chances = new double[rows][];
    String[] labels = new String[rows];
    for (int row = 0; row < rows; row++) {
      double[] weights = {1, Math.exp(first[row]), Math.exp(second[row])};
      double sum = Arrays.stream(weights).sum();
      chances[row] = Arrays.stream(weights).map(weight -> weight / sum).toArray();
      double draw = random.nextDouble();
      truth[row] = draw < chances[row][0] ? 0 : draw < chances[row][0] + chances[row][1] ? 1 : 2;
      int largest = first[row] > Math.max(0, second[row]) ? 1 : second[row] > 0 ? 2 : 0;
      labels[row] = CLASSES.get(largest);
    }
    return new Scored(table, truth, new Predictions(labels, chances, new double[0]), CLASSES, 0.5);
  }

  /** What the live model says of the same rows. */
  static Scored older(Scored scored) {
    RawTable rows = scored.rows();
    Predictions answers =
        switch (scored.classes().size()) {
          case 0 ->
              new Predictions(
                  new String[0],
                  new double[0][],
                  Arrays.stream(rows.numbers("number_1")).map(v -> 10.2 + 1.7 * v).toArray());
          case 2 -> OLDER.score(rows);
          default -> {
            // Less sure of everything than it could be.
            double[][] chances = new double[rows.rows()][];
            Arrays.setAll(
                chances,
                row ->
                    Arrays.stream(scored.predictions().probabilities()[row])
                        .map(chance -> 0.7 * chance + 0.1)
                        .toArray());
            yield new Predictions(scored.predictions().labels(), chances, new double[0]);
          }
        };
    return new Scored(rows, scored.truth(), answers, scored.classes(), scored.threshold());
  }
}
