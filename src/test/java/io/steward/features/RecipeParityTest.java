package io.steward.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.LinearModel;
import io.steward.bundle.Link;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same features wherever a recipe is applied: SQL (training), plain Java (monitoring) and the
 * graph (evaluation, serving), for random tables, random decisions of the charter, and rows such as
 * training never saw.
 */
class RecipeParityTest {
  private static final int TABLES = 12;

  @TempDir static Path folder;
  static DataFixture data;
  static final Set<String> met = new TreeSet<>();

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
  }

  /** What the random decisions never come to would be held by nothing. */
  @AfterAll
  static void stop() {
    data.close();
    assertThat(met)
        .contains(
            "NumberRecipe", "TextRecipe", "DateRecipe", "NGramRecipe", "ORDINAL", "TARGET", "Clip")
        .contains("Log", "Power", "Scale", "interaction", "left out", "indicator", "missing as");
  }

  private static void meet(FeatureRecipe recipe) {
    for (ColumnRecipe column : recipe.usedColumns()) {
      met.add(column.getClass().getSimpleName());
      switch (column) {
        case NumberRecipe number -> {
          number.steps().steps().forEach(step -> met.add(step.getClass().getSimpleName()));
          met.add(number.indicator() ? "indicator" : "none");
        }
        case EncodedRecipe encoded -> {
          met.add(encoded.method().name());
          met.add(encoded.missingAs() == null ? "none" : "missing as");
        }
        case TextRecipe _, DateRecipe _, NGramRecipe _ -> {}
      }
    }
    met.add(recipe.interactions().isEmpty() ? "none" : "interaction");
    met.add(recipe.kept().size() < recipe.places().length ? "left out" : "none");
  }

  static IntStream seeds() {
    return IntStream.range(0, TABLES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldMakeTheSameFeaturesWhereverItIsApplied(int seed) {
    Charter charter = charter(seed);
    Snapshot snapshot = data.collect(RandomTable.csv(seed, 500, classes(seed)));
    TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
    FeatureRecipe recipe =
        new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, seed % 2);
    RawTable rows = RawTables.load(data.engine, data.store, part.parquet(), recipe.inputs());

    meet(recipe);
    double[][] java = RecipeApplier.apply(recipe, rows);

    Digest features = new RecipeApplier(data.store, data.engine).transform(recipe, part.parquet());
    List<ColumnSchema> columns =
        IntStream.range(0, recipe.featureNames().size())
            .mapToObj(i -> new ColumnSchema("f" + i, ColumnKind.NUMBER))
            .toList();
    RawTable sql = RawTables.load(data.engine, data.store, features, columns);
    for (int i = 0; i < columns.size(); i++) {
      double[] column = sql.numbers("f" + i);
      for (int row = 0; row < java.length; row++) {
        same(recipe, i, column[row], java[row][i]);
      }
    }
    RawTable served = RandomTable.rows(new Random(seed), 300, true);
    double[][] servedJava = RecipeApplier.apply(recipe, served);
    for (int i = 0; i < recipe.featureNames().size(); i++) {
      try (OnnxScorer scorer = scorer(recipe, i)) {
        graphAgrees(recipe, i, scorer.score(rows).values(), java);
        graphAgrees(recipe, i, scorer.score(served).values(), servedJava);
      }
    }
    assertThat(Json.read(Json.bytes(recipe), FeatureRecipe.class)).isEqualTo(recipe);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldMakeTheSameFeaturesOfOneRowAndOfMany(int seed) {
    Charter charter = charter(seed);
    Snapshot snapshot = data.collect(RandomTable.csv(seed, 300, classes(seed)));
    TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
    FeatureRecipe recipe =
        new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, seed % 2);
    RawTable served = RandomTable.rows(new Random(seed + 1000L), 50, true);
    double[][] many = RecipeApplier.apply(recipe, served);

    try (OnnxScorer scorer = scorer(recipe, 0)) {
      for (int row = 0; row < served.rows(); row++) {
        RawTable one = served.select(new int[] {row});
        assertThat(RecipeApplier.apply(recipe, one)[0]).isEqualTo(many[row]);
        same(recipe, 0, scorer.score(one).values()[0], many[row][0]);
      }
    }
  }

  private static void graphAgrees(
      FeatureRecipe recipe, int feature, double[] graph, double[][] java) {
    for (int row = 0; row < java.length; row++) {
      same(recipe, feature, graph[row], java[row][feature]);
    }
  }

  /** A graph that hands one feature through: it shows what the graph makes of it. */
  private static OnnxScorer scorer(FeatureRecipe recipe, int feature) {
    double[][] weights = new double[1][recipe.featureNames().size()];
    weights[0][feature] = 1;
    LinearModel one = new LinearModel(weights, new double[1], Link.IDENTITY);
    return new OnnxScorer(OnnxWriter.write(recipe, one, OutputSpec.regression()));
  }

  private static void same(FeatureRecipe recipe, int feature, double actual, double expected) {
    double difference = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    // Not isCloseTo: a million of these would take minutes.
    if (!(difference <= 1e-12) && Double.compare(actual, expected) != 0) {
      throw new AssertionError(
          "%s is %s, expected %s".formatted(recipe.featureNames().get(feature), actual, expected));
    }
  }

  private static int classes(int seed) {
    return new int[] {2, 3, 0}[seed % 3];
  }

  private static Charter charter(int seed) {
    Charter.Task task =
        switch (classes(seed)) {
          case 0 -> Charter.Task.REGRESSION;
          case 2 -> Charter.Task.BINARY;
          default -> Charter.Task.MULTICLASS;
        };
    String positive = task == Charter.Task.BINARY ? "k1" : null;
    return Charters.with(
        Charters.of(task, "data.csv", "y", positive, Charters.NO_ROLES),
        RandomPlan.of(new Random(seed)));
  }
}
