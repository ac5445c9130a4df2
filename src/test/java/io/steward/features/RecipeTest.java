package io.steward.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.TestModels;
import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.data.UnusableDataException;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  @TempDir static Path folder;
  static DataFixture data;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  // Expected values: pandas 3.1.1 on the 800 training rows (see SplitterTest): median(), mean(),
  // std(ddof=0), quantile(); numpy.log(1 + clipped).
  @Test
  void shouldFitWhatPandasFitsOnTheCreditData() {
    Snapshot snapshot = data.credit();
    TrainingPart part = part(data, Charters.credit(), snapshot);

    FeatureRecipe plain = fitter(data).fit(Charters.credit(), part, snapshot, 0);
    FeatureRecipe rich = fitter(data).fit(Charters.credit(), part, snapshot, 1);

    NumberRecipe amount = (NumberRecipe) column(plain, "credit_amount");
    assertThat(step(amount, NumberStep.Fill.class).value()).isEqualTo(2308.5);
    assertThat(step(amount, NumberStep.Scale.class).centre()).isCloseTo(3288.765, within(1e-9));
    assertThat(step(amount, NumberStep.Scale.class).divisor())
        .isCloseTo(2882.6529057059574, within(1e-8));
    assertThat(amount.indicator()).isFalse();
    NumberRecipe richAmount = (NumberRecipe) column(rich, "credit_amount");
    assertThat(step(richAmount, NumberStep.Clip.class).lower()).isCloseTo(425.83, within(1e-9));
    assertThat(step(richAmount, NumberStep.Clip.class).upper()).isCloseTo(14422.34, within(1e-9));
    assertThat(richAmount.steps().step(NumberStep.Log.class)).isPresent();
    assertThat(step(richAmount, NumberStep.Scale.class).centre())
        .isCloseTo(7.7904212039243, within(1e-11));
    assertThat(step(richAmount, NumberStep.Scale.class).divisor())
        .isCloseTo(0.7727304335893671, within(1e-11));
    assertThat(((TextRecipe) column(plain, "purpose")).levels())
        .containsExactly(
            "business",
            "domestic appliance",
            "education",
            "furniture/equipment",
            "new car",
            "other",
            "radio/tv",
            "repairs",
            "retraining",
            "used car");
    assertThat(plain.inputs())
        .extracting(ColumnSchema::name)
        .doesNotContain("class", "age", "personal_status", "foreign_worker")
        .hasSize(17);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAgreeBetweenSqlAndJavaOnRandomTables(long seed) {
    Snapshot snapshot = data.collect(randomCsv(seed));
    Charter charter = Charters.binary("y", "1");
    TrainingPart part = part(data, charter, snapshot);
    FeatureRecipe recipe = fitter(data).fit(charter, part, snapshot, (int) (seed % 2));

    FeatureMatrix matrix = new RecipeApplier(data.store, data.engine).matrix(charter, recipe, part);
    RawTable rows = RawTables.load(data.engine, data.store, part.parquet(), snapshot.columns());
    double[][] java = RecipeApplier.apply(recipe, rows);

    assertThat(matrix.rows()).isEqualTo((int) part.rows());
    for (int row = 0; row < java.length; row++) {
      for (int i = 0; i < java[row].length; i++) {
        double tolerance = 1e-12 * Math.max(1, Math.abs(java[row][i]));
        assertThat(matrix.x()[row][i])
            .as("%s in row %d", matrix.featureNames().get(i), row)
            .isCloseTo(java[row][i], within(tolerance));
      }
    }
    assertThat(matrix.y()).isEqualTo(rows.numbers("y"));
    assertThat(FeatureCheck.check(recipe, matrix).valid()).isTrue();
  }

  @Test
  void shouldTreatValuesThatTrainingNeverShowed() {
    FeatureRecipe recipe =
        FeatureRecipe.of(
            Digest.of("rows"),
            List.of(
                TestModels.number(
                    "n",
                    true,
                    new NumberStep.Fill(5),
                    new NumberStep.Clip(0, 10),
                    new NumberStep.Log(),
                    new NumberStep.Scale(1, 2)),
                new TextRecipe("t", List.of("", "a", "b"))),
            1);
    RawTable rows =
        new RawTable(
            List.of(
                new ColumnSchema("n", ColumnKind.NUMBER), new ColumnSchema("t", ColumnKind.TEXT)),
            List.of(new double[] {Double.NaN, -1e300, 1e300, 0}, new String[] {"", "A", "b", "a"}));

    double[][] x = RecipeApplier.apply(recipe, rows);

    assertThat(recipe.featureNames()).containsExactly("n", "n_missing", "t=", "t=a", "t=b");
    assertThat(x[0]).containsExactly((Math.log(6) - 1) / 2, 1, 1, 0, 0);
    assertThat(x[1]).containsExactly(-0.5, 0, 0, 0, 0);
    assertThat(x[2]).containsExactly((Math.log(11) - 1) / 2, 0, 0, 0, 1);
    assertThat(x[3]).containsExactly(-0.5, 0, 0, 1, 0);
  }

  @Test
  void shouldLeaveOutRareLevelsEmptyAndConstantColumns() {
    StringBuilder csv = new StringBuilder("empty,one,same,rare,key,d,a,y\n");
    for (int i = 0; i < 100; i++) {
      csv.append(",x,3,").append(i % 25 == 0 ? "seldom" : i % 2 == 0 ? "often" : "");
      csv.append(",k").append(i).append(",2024-01-0").append(1 + i % 9).append(",").append(i % 9);
      csv.append(",").append(i % 2).append("\n");
    }
    Snapshot snapshot = data.collect(csv.toString());
    Charter charter = Charters.binary("y", "1");
    FeatureRecipe recipe = fitter(data).fit(charter, part(data, charter, snapshot), snapshot, 0);

    assertThat(recipe.featureNames())
        .containsExactly("rare=", "rare=often", "d:day", "d:weekday", "d:day of year", "a");
    assertThat(recipe.choices()).hasSize(8).allMatch(choice -> !choice.explanation().isBlank());
    assertThat(recipe.choices().stream().filter(ColumnChoice::used))
        .extracting(ColumnChoice::column)
        .containsExactly("rare", "d", "a");
  }

  @Test
  void shouldEncodeByTheTargetWhenThereAreManyLevels() {
    StringBuilder csv = new StringBuilder("t,n,y\n");
    for (int i = 0; i < 1200; i++) {
      csv.append("t").append(i % 60).append(",").append(i).append(",").append(i % 7 % 2);
      csv.append("\n");
    }
    Snapshot snapshot = data.collect(csv.toString());
    Charter charter = Charters.binary("y", "1");

    FeatureRecipe recipe = fitter(data).fit(charter, part(data, charter, snapshot), snapshot, 0);

    assertThat(recipe.featureNames()).containsExactly("t~target", "n");
    assertThat(recipe.choices().getFirst().explanation()).contains("60 different texts");
  }

  @Test
  void shouldSayWhenNothingIsLeft() {
    Snapshot snapshot = data.collect("t,y\n" + "x,1\n".repeat(1) + csvRows());
    Charter charter = Charters.binary("y", "1");
    TrainingPart part = part(data, charter, snapshot);

    assertThatThrownBy(() -> fitter(data).fit(charter, part, snapshot, 0))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("no column that can become a feature");
  }

  @Test
  void shouldFitTheSameRecipeAtAnyNumberOfThreads() {
    String csv = randomCsv(11);
    Set<String> recipes = new HashSet<>();
    for (int threads : new int[] {1, 2, 4}) {
      try (DataFixture other = new DataFixture(folder.resolve("t" + threads), threads)) {
        Snapshot snapshot = other.collect(csv);
        Charter charter = Charters.binary("y", "1");
        TrainingPart part = part(other, charter, snapshot);
        recipes.add(Json.text(fitter(other).fit(charter, part, snapshot, 1)));
      }
    }

    assertThat(recipes).hasSize(1);
  }

  @Test
  void shouldSurviveJson() {
    Snapshot snapshot = data.credit();
    TrainingPart part = part(data, Charters.credit(), snapshot);
    FeatureRecipe recipe = fitter(data).fit(Charters.credit(), part, snapshot, 0);

    assertThat(Json.read(Json.bytes(recipe), FeatureRecipe.class)).isEqualTo(recipe);
    assertThat(Json.text(recipe))
        .contains("\"type\":\"number\"", "\"type\":\"one-hot\"", "\"step\":\"fill\"");
  }

  @Test
  void shouldFindFeaturesThatWouldRuinAModel() {
    FeatureRecipe recipe =
        FeatureRecipe.of(
            Digest.of("rows"),
            List.of(
                TestModels.number("a", false, new NumberStep.Fill(0)),
                TestModels.number("b", false, new NumberStep.Fill(0)),
                TestModels.number("c", false, new NumberStep.Fill(0))),
            0);
    FeatureMatrix matrix =
        new FeatureMatrix(
            new double[][] {{1, Double.NaN, 3}, {1, 2, Double.POSITIVE_INFINITY}},
            new double[] {1, 1},
            new int[] {0, 0},
            recipe.featureNames());

    FeatureReport report = FeatureCheck.check(recipe, matrix);

    assertThat(report.valid()).isFalse();
    assertThat(report.findings().stream().map(f -> f.rule() + " " + f.feature()))
        .containsExactly(
            "outcome-constant ",
            "one-fold ",
            "constant a",
            "not-finite b",
            "not-finite c",
            "more-features-than-rows ");
  }

  private static String csvRows() {
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      csv.append("k").append(i).append(",").append(i % 2).append("\n");
    }
    return csv.toString();
  }

  /** Numbers with gaps, long tails, extremes and few values; texts with gaps and odd characters. */
  private static String randomCsv(long seed) {
    Random random = new Random(seed);
    String[] texts = {"a", "it's", "x\"\"y", "", "é", "a,b", "|\\", " "};
    StringBuilder csv = new StringBuilder("n,tail,wild,few,t,u,y\n");
    for (int i = 0; i < 400; i++) {
      boolean gap = random.nextInt(6) == 0;
      csv.append(gap ? "" : random.nextGaussian() * 10).append(",");
      csv.append(Math.exp(2 * random.nextGaussian())).append(",");
      csv.append(random.nextInt(20) == 0 ? 1e15 * random.nextGaussian() : random.nextDouble());
      csv.append(",").append(random.nextInt(40) == 0 ? "" : random.nextInt(2)).append(",\"");
      csv.append(texts[random.nextInt(texts.length)]).append("\",u").append(random.nextInt(45));
      csv.append(",").append(random.nextInt(2)).append("\n");
    }
    return csv.toString();
  }

  private static TrainingPart part(DataFixture fixture, Charter charter, Snapshot snapshot) {
    return new Splitter(fixture.store, fixture.engine).trainingPart(charter, snapshot);
  }

  private static RecipeFitter fitter(DataFixture fixture) {
    return new RecipeFitter(fixture.store, fixture.engine);
  }

  private static <S extends NumberStep> S step(NumberRecipe recipe, Class<S> kind) {
    return recipe.steps().step(kind).orElseThrow();
  }

  private static ColumnRecipe column(FeatureRecipe recipe, String name) {
    return recipe.columns().stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
