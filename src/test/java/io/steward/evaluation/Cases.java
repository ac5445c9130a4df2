package io.steward.evaluation;

import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Budget;
import io.steward.charter.Charter.Columns;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.FairnessLimit;
import io.steward.charter.Charter.MetricThreshold;
import io.steward.charter.Charter.MonitoringPlan;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Regulatory;
import io.steward.charter.Charter.ServingObjective;
import io.steward.charter.Charter.Success;
import io.steward.charter.Charter.Suitability;
import io.steward.charter.Charter.Target;
import io.steward.charter.Charter.Task;
import io.steward.charter.DataSource;
import io.steward.charter.FeaturePlan;
import io.steward.charter.Metric;
import io.steward.charter.SplitPlan;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small lending world to evaluate in: whether a loan goes bad depends on {@code duration} and
 * {@code purpose}; {@code amount} is noise, {@code sex} and {@code age} are protected.
 */
final class Cases {
  private Cases() {}

  static Charter charter(Task task, Metric primary, double threshold) {
    return charter(task, List.of(new MetricThreshold(primary, threshold)), List.of());
  }

  /** A charter whose first threshold is the primary one. */
  static Charter charter(Task task, List<MetricThreshold> thresholds, List<FairnessLimit> limits) {
    return new Charter(
        "lending",
        "Lending",
        "Loans go bad",
        "Whether to lend",
        "owner",
        task,
        DataSource.ofFile("loans.csv"),
        new Target("bad", task == Task.BINARY ? "yes" : null),
        new Columns(
            List.of("id"),
            List.of(),
            List.of(
                new ProtectedAttribute("sex", Map.of(), List.of(), false),
                new ProtectedAttribute("age", Map.of(), List.of(25.0), false)),
            List.of("purpose")),
        new Success(thresholds.getFirst(), thresholds.subList(1, thresholds.size())),
        new ErrorCosts(1, 5),
        limits,
        new ServingObjective(50, 10),
        new Budget(Duration.ofMinutes(5), 10, BigDecimal.TEN, Duration.ofDays(30)),
        new MonitoringPlan(Duration.ofDays(1)),
        new Suitability(true, true, true, false, "none"),
        new Regulatory(true, true, true, false),
        42,
        SplitPlan.STANDARD,
        FeaturePlan.AUTOMATIC,
        null);
  }

  static RawTable loans(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] id = new double[rows];
    double[] duration = new double[rows];
    double[] amount = new double[rows];
    double[] age = new double[rows];
    String[] purpose = new String[rows];
    String[] sex = new String[rows];
    String[] bad = new String[rows];
    for (int row = 0; row < rows; row++) {
      id[row] = row;
      duration[row] = random.nextInt(4, 61);
      amount[row] = Math.rint(1000 * Math.exp(random.nextGaussian()));
      age[row] = random.nextInt(19, 70);
      purpose[row] = List.of("car", "radio", "education", "business").get(random.nextInt(4));
      sex[row] = random.nextInt(3) == 0 ? "female" : "male";
      bad[row] = random.nextDouble() < risk(duration[row], purpose[row]) ? "yes" : "no";
    }
    return new RawTable(
        List.of(
            new ColumnSchema("id", ColumnKind.NUMBER),
            new ColumnSchema("duration", ColumnKind.NUMBER),
            new ColumnSchema("amount", ColumnKind.NUMBER),
            new ColumnSchema("age", ColumnKind.NUMBER),
            new ColumnSchema("purpose", ColumnKind.TEXT),
            new ColumnSchema("sex", ColumnKind.TEXT),
            new ColumnSchema("bad", ColumnKind.TEXT)),
        List.of(id, duration, amount, age, purpose, sex, bad));
  }

  /** The true chance that a loan goes bad; a missing duration counts as 30. */
  static double risk(double duration, String purpose) {
    double months = Double.isNaN(duration) ? 30 : duration;
    double score = 0.1 * (months - 35) + (purpose.equals("education") ? 1.5 : 0);
    return 1 / (1 + Math.exp(-score));
  }

  /** A model that knows the true risk. */
  static final RowScorer KNOWING =
      rows -> {
        double[] duration = rows.numbers("duration");
        String[] purpose = rows.texts("purpose");
        double[] positive = new double[rows.rows()];
        for (int row = 0; row < positive.length; row++) {
          positive[row] = risk(duration[row], purpose[row]);
        }
        return binary(positive, 0.5);
      };

  /** A model that looks at what does not matter. */
  static final RowScorer IGNORANT =
      rows ->
          binary(
              Arrays.stream(rows.numbers("amount"))
                  .map(amount -> Double.isNaN(amount) ? 0.5 : amount / (1000 + Math.abs(amount)))
                  .toArray(),
              0.5);

  /** The columns that the models of these cases may look at. */
  static AskedModel asked(RowScorer scorer) {
    return new AskedModel(scorer, List.of("duration", "amount", "purpose"));
  }

  static Predictions binary(double[] positive, double threshold) {
    return new Predictions(
        Arrays.stream(positive).mapToObj(p -> p >= threshold ? "yes" : "no").toArray(String[]::new),
        Arrays.stream(positive).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new),
        new double[0]);
  }

  static Scored scored(RawTable rows, RowScorer scorer) {
    double[] truth =
        Arrays.stream(rows.texts("bad")).mapToDouble(bad -> bad.equals("yes") ? 1 : 0).toArray();
    return new Scored(rows, truth, scorer.score(rows), List.of("no", "yes"), 0.5);
  }

  /** A regression on the same rows: the truth is the duration with noise. */
  static Scored regression(int rows, long seed) {
    RawTable table = loans(rows, seed);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = table.numbers("duration");
    double[] truth =
        Arrays.stream(values).map(value -> 100 * value + 300 * random.nextGaussian()).toArray();
    Predictions predictions =
        new Predictions(
            new String[0],
            new double[0][],
            Arrays.stream(values).map(value -> 100 * value).toArray());
    return new Scored(table, truth, predictions, List.of(), 0.5);
  }

  /** Three classes, told apart by the duration more often than not. */
  static Scored multiclass(int rows, long seed) {
    RawTable table = loans(rows, seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> classes = List.of("long", "middle", "short");
    double[] truth = new double[rows];
    String[] labels = new String[rows];
    double[][] probabilities = new double[rows][];
    for (int row = 0; row < rows; row++) {
      double duration = table.numbers("duration")[row];
      int index = duration > 40 ? 0 : duration > 20 ? 1 : 2;
      probabilities[row] = new double[] {0.15, 0.15, 0.15};
      probabilities[row][index] = 0.7;
      labels[row] = classes.get(index);
      truth[row] = random.nextDouble() < 0.7 ? index : random.nextInt(3);
    }
    Predictions predictions = new Predictions(labels, probabilities, new double[0]);
    return new Scored(table, truth, predictions, classes, 0.5);
  }

  /** Evidence for the gate without explanation and learning curves. */
  static GateEvidence evidence(
      Charter charter,
      HoldoutEvaluation evaluation,
      FairnessReport fairness,
      SegmentReport segments,
      RobustnessReport robustness,
      ChampionComparison comparison,
      double crossValidation) {
    return new GateEvidence(
        charter,
        List.of(
            new ColumnSchema("duration", ColumnKind.NUMBER),
            new ColumnSchema("amount", ColumnKind.NUMBER),
            new ColumnSchema("purpose", ColumnKind.TEXT)),
        evaluation,
        fairness,
        segments,
        robustness,
        new ExplanationReport(
            charter.success().primary().metric(),
            null,
            0,
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of()),
        comparison,
        crossValidation,
        null);
  }
}
