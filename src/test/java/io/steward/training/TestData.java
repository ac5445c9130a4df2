package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.bundle.TestModels;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Task;
import io.steward.charter.DataSource;
import io.steward.charter.FeaturePlan;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberRecipe;
import io.steward.features.NumberStep;
import io.steward.features.TextRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Recipe, matrix and classes of a data set, as training gets them. */
public record TestData(FeatureRecipe recipe, FeatureMatrix matrix, List<String> classes) {
  static final Path GERMAN_CREDIT = Path.of("../examples/credit-risk/german_credit.csv");
  static final Path HOUSE_PRICES = Path.of("../examples/house-prices/sacramento_house_prices.csv");

  /** Without the protected columns. */
  static TestData germanCredit() {
    return read(
        GERMAN_CREDIT, "class", "bad", Set.of("personal_status", "age", "foreign_worker"), 5);
  }

  static TestData read(
      Path csv, String target, String positive, Set<String> ignored, int foldCount) {
    List<String[]> lines;
    try (var stream = Files.lines(csv)) {
      lines = stream.map(line -> line.replace("\"", "").split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] header = lines.getFirst();
    List<String[]> rows = lines.subList(1, lines.size());
    int targetAt = Arrays.asList(header).indexOf(target);
    List<ColumnRecipe> columns = new ArrayList<>();
    List<double[]> features = new ArrayList<>();
    for (int c = 0; c < header.length; c++) {
      if (c != targetAt && !ignored.contains(header[c])) {
        int at = c;
        addColumn(header[c], rows.stream().map(row -> row[at]).toList(), columns, features);
      }
    }
    List<String> classes =
        positive.isEmpty()
            ? List.of()
            : rows.stream()
                .map(row -> row[targetAt])
                .distinct()
                .sorted((a, b) -> Boolean.compare(a.equals(positive), b.equals(positive)))
                .toList();
    double[] y =
        rows.stream()
            .mapToDouble(
                row ->
                    classes.isEmpty()
                        ? Double.parseDouble(row[targetAt])
                        : classes.indexOf(row[targetAt]))
            .toArray();
    double[][] x =
        IntStream.range(0, rows.size())
            .mapToObj(i -> features.stream().mapToDouble(feature -> feature[i]).toArray())
            .toArray(double[][]::new);
    FeatureRecipe recipe = FeatureRecipe.of(Digest.of(header[0]), columns, 0);
    return new TestData(
        recipe,
        new FeatureMatrix(x, y, folds(y, classes.size(), foldCount, 7), recipe.featureNames()),
        classes);
  }

  /** Number columns x0, x1, … that are their own features. */
  static TestData of(double[][] x, double[] y, int classes) {
    List<ColumnRecipe> columns = new ArrayList<>();
    for (int j = 0; j < x[0].length; j++) {
      columns.add(number("x" + j, 0, 1));
    }
    FeatureRecipe recipe = FeatureRecipe.of(Digest.of("synthetic"), columns, 0);
    return new TestData(
        recipe,
        new FeatureMatrix(x, y, folds(y, classes, 5, 7), recipe.featureNames()),
        IntStream.range(0, classes).mapToObj(k -> "class " + k).toList());
  }

  /** Overlapping clouds of points, one a class, in four dimensions. */
  static TestData clouds(int rows, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[rows][4];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      y[i] = i % classes;
      for (int j = 0; j < 4; j++) {
        x[i][j] = random.nextGaussian() + ((int) y[i] % 4 == j ? 2 : 0);
      }
    }
    return of(x, y, classes);
  }

  /** Friedman's first function of ten features, five of which matter, and some noise. */
  static TestData friedman(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[rows][10];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 10; j++) {
        x[i][j] = random.nextDouble();
      }
      double[] r = x[i];
      y[i] =
          10 * Math.sin(Math.PI * r[0] * r[1])
              + 20 * (r[2] - 0.5) * (r[2] - 0.5)
              + 10 * r[3]
              + 5 * r[4]
              + random.nextGaussian();
    }
    return of(x, y, 0);
  }

  TestData withMatrix(double[][] x, double[] y, int[] folds) {
    return new TestData(recipe, new FeatureMatrix(x, y, folds, recipe.featureNames()), classes);
  }

  static Charter charter(Task task, Metric metric) {
    return charter(task, metric, 9, new Charter.ErrorCosts(1, 1));
  }

  static Charter charter(Task task, Metric metric, int candidates, Charter.ErrorCosts costs) {
    return new Charter(
        "test",
        "Test",
        "",
        "",
        "owner",
        task,
        DataSource.ofFile("test.csv"),
        new Charter.Target("y", task == Task.BINARY ? "bad" : null),
        new Charter.Columns(List.of(), List.of(), List.of(), List.of()),
        new Charter.Success(new Charter.MetricThreshold(metric, 0.7), List.of()),
        costs,
        List.of(),
        new Charter.ServingObjective(50, 10),
        new Charter.Budget(Duration.ofMinutes(5), candidates, BigDecimal.TEN, Duration.ofDays(1)),
        new Charter.MonitoringPlan(Duration.ofHours(1)),
        new Charter.Suitability(true, true, true, false, "none"),
        new Charter.Regulatory(false, false, false, false),
        42,
        SplitPlan.STANDARD,
        FeaturePlan.AUTOMATIC,
        null);
  }

  private static void addColumn(
      String name, List<String> cells, List<ColumnRecipe> columns, List<double[]> features) {
    double[] numbers = new double[cells.size()];
    try {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(cells.get(i));
      }
    } catch (NumberFormatException text) {
      TextRecipe recipe = new TextRecipe(name, cells.stream().distinct().sorted().toList());
      columns.add(recipe);
      recipe
          .levels()
          .forEach(
              level ->
                  features.add(
                      cells.stream().mapToDouble(cell -> cell.equals(level) ? 1 : 0).toArray()));
      return;
    }
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double variance =
        Arrays.stream(numbers).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    NumberRecipe recipe = number(name, mean, Math.sqrt(variance));
    columns.add(recipe);
    features.add(Arrays.stream(numbers).map(recipe.steps()::apply).toArray());
  }

  private static NumberRecipe number(String name, double mean, double scale) {
    return TestModels.number(
        name, false, new NumberStep.Fill(mean), new NumberStep.Scale(mean, scale));
  }

  /** Stratified: the rows of each class in random order take turns. */
  private static int[] folds(double[] y, int classes, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] order = random.longs(y.length).toArray();
    int[] rows =
        IntStream.range(0, y.length)
            .boxed()
            .sorted(
                (a, b) -> {
                  int byClass = classes == 0 ? 0 : Double.compare(y[a], y[b]);
                  return byClass != 0 ? byClass : Long.compare(order[a], order[b]);
                })
            .mapToInt(Integer::intValue)
            .toArray();
    int[] folds = new int[y.length];
    for (int i = 0; i < rows.length; i++) {
      folds[rows[i]] = i % count;
    }
    return folds;
  }
}
