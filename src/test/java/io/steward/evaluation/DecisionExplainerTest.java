package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.bundle.Predictions;
import io.steward.charter.Charter;
import io.steward.charter.Charter.Columns;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.evaluation.Counterfactual.Change;
import io.steward.schema.RawTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reason codes and what would have to change, for single decisions. */
class DecisionExplainerTest {
  private static final List<String> CLASSES = List.of("no", "yes");

  private final Charter charter = Cases.charter(Task.BINARY, Metric.AUC, 0.7);
  private final RawTable sample = Cases.loans(2000, 9);

  @Test
  void shouldAddUpToTheAnswerWhenReasonsAreGiven() {
    RawTable rows = Cases.loans(10, 1);
    double[] answers = Cases.KNOWING.score(rows).positive();
    List<DecisionExplanation> explained = explainer(charter, Cases.KNOWING).explain(rows, false);
    for (int row = 0; row < 10; row++) {
      DecisionExplanation one = explained.get(row);
      double reasons = one.reasons().stream().mapToDouble(reason -> reason.contribution()).sum();
      assertThat(one.answer()).isCloseTo(answers[row], within(1e-12));
      assertThat(one.base() + reasons + one.others()).isCloseTo(answers[row], within(1e-12));
      assertThat(one.reasons())
          .extracting(DecisionExplanation.Reason::column)
          .doesNotContain("amount");
    }
    assertThat(Json.read(Json.bytes(explained.getFirst()), DecisionExplanation.class))
        .isEqualTo(explained.getFirst());
  }

  @Test
  void shouldSayTheReasonInWords() {
    RawTable row = loan(60, "car");
    DecisionExplanation one = explainer(charter, Cases.KNOWING).explain(row, false).getFirst();
    assertThat(one.label()).isEqualTo("yes");
    assertThat(one.explained()).isEqualTo("the probability of 'yes'");
    assertThat(one.reasons().getFirst().words())
        .startsWith("duration is 60: this raises the probability of 'yes' by 0.");
  }

  @Test
  void shouldExplainARowAlikeWhateverItComesWith() {
    RawTable rows = Cases.loans(10, 1);
    DecisionExplainer explainer = explainer(charter, Cases.KNOWING);
    assertThat(explainer.explain(rows.select(new int[] {7}), true).getFirst())
        .isEqualTo(explainer.explain(rows, true).get(7));
  }

  @Test
  void shouldFindTheSmallestChangeWhenOneIsEnough() {
    Counterfactual nearest =
        explainer(charter, Cases.KNOWING)
            .explain(loan(42, "car"), true)
            .getFirst()
            .counterfactuals()
            .getFirst();
    // The risk is a half at 35 months: 34 is the nearest number of months that turns it.
    assertThat(nearest.changes()).containsExactly(new Change("duration", "42", "34"));
    assertThat(nearest.label()).isEqualTo("no");
    assertThat(nearest.words())
        .isEqualTo(
            "If duration were 34 instead of 42, the answer would be 'no' (probability 0.525).");
  }

  @Test
  void shouldChangeSeveralColumnsWhenOneIsNotEnough() {
    RowScorer both =
        rows -> {
          double[] duration = rows.numbers("duration");
          double[] amount = rows.numbers("amount");
          double[] positive = new double[rows.rows()];
          for (int row = 0; row < positive.length; row++) {
            positive[row] =
                0.4
                    + (duration[row] > 30 ? 0.25 : 0)
                    + (amount[row] > 1000 ? 0.25 : 0)
                    - (rows.texts("purpose")[row].equals("radio") ? 0.01 : 0);
          }
          return Cases.binary(positive, 0.5);
        };
    RawTable row = loan(50, "car").withColumn("amount", new double[] {1500});
    DecisionExplanation one = explainer(charter, both).explain(row, true).getFirst();
    assertThat(one.counterfactuals()).isNotEmpty();
    assertThat(one.counterfactuals().getFirst().changes())
        .extracting(Change::column)
        .containsExactlyInAnyOrder("duration", "amount");
    assertThat(one.counterfactuals().getFirst().changes())
        .contains(new Change("duration", "50", "30"));
  }

  @Test
  void shouldLeaveImmutableAndProtectedColumnsAlone() {
    Columns roles = charter.columns();
    Charter strict =
        charter.withColumns(
            new Columns(
                roles.id(),
                roles.ignore(),
                roles.protectedAttributes(),
                roles.segment(),
                null,
                List.of(),
                List.of(),
                List.of("duration")));
    DecisionExplanation one =
        explainer(strict, Cases.KNOWING).explain(loan(60, "car"), true).getFirst();
    assertThat(one.counterfactuals()).isEmpty();
    assertThat(one.counterfactualNote())
        .startsWith("No change of up to 3 columns")
        .contains("immutable columns are never changed");

    RowScorer unfair =
        rows ->
            Cases.binary(
                Arrays.stream(rows.texts("sex"))
                    .mapToDouble(sex -> sex.equals("male") ? 0.9 : 0.1)
                    .toArray(),
                0.5);
    AskedModel model = new AskedModel(unfair, List.of("duration", "sex"));
    assertThat(
            new DecisionExplainer(charter, CLASSES, model, sample)
                .explain(loan(60, "car"), true)
                .getFirst()
                .counterfactuals())
        .isEmpty();
  }

  @Test
  void shouldVerifyEveryChangeItProposes() {
    RawTable rows = Cases.loans(40, 3);
    List<DecisionExplanation> explained = explainer(charter, Cases.KNOWING).explain(rows, true);
    for (int row = 0; row < 40; row++) {
      for (Counterfactual counterfactual : explained.get(row).counterfactuals()) {
        RawTable then = rows.select(new int[] {row});
        for (Change change : counterfactual.changes()) {
          then =
              change.column().equals("purpose")
                  ? then.withColumn("purpose", new String[] {change.to()})
                  : then.withColumn(
                      change.column(), new double[] {Double.parseDouble(change.to())});
        }
        assertThat(Cases.KNOWING.score(then).labels()[0])
            .isEqualTo(counterfactual.label())
            .isNotEqualTo(explained.get(row).label());
      }
    }
    assertThat(explained).allMatch(one -> !one.counterfactuals().isEmpty());
  }

  @Test
  void shouldExplainTheAnsweredClassWhenThereAreMore() {
    List<String> classes = List.of("long", "middle", "short");
    AskedModel model = new AskedModel(DecisionExplainerTest::three, List.of("duration", "purpose"));
    DecisionExplanation one =
        new DecisionExplainer(charter, classes, model, sample)
            .explain(loan(60, "car"), true)
            .getFirst();
    assertThat(one.explained()).isEqualTo("the probability of 'long'");
    assertThat(one.reasons()).extracting(reason -> reason.column()).containsExactly("duration");
    assertThat(one.counterfactuals()).hasSize(1);
    assertThat(one.counterfactuals().getFirst().changes())
        .containsExactly(new Change("duration", "60", "40"));
  }

  @Test
  void shouldSayWhyNothingCanChangeWhenItIsARegression() {
    AskedModel model =
        new AskedModel(
            rows ->
                new Predictions(
                    new String[0],
                    new double[0][],
                    Arrays.stream(rows.numbers("duration")).map(value -> 100 * value).toArray()),
            List.of("duration"));
    DecisionExplanation one =
        new DecisionExplainer(charter, List.of(), model, sample)
            .explain(loan(60, "car"), true)
            .getFirst();
    assertThat(one.label()).isNull();
    assertThat(one.reasons().getFirst().words())
        .startsWith("duration is 60: this raises the value");
    assertThat(one.counterfactualNote()).contains("because a regression gives no label");
  }

  @Test
  void shouldGiveNoReasonWhenTheModelAnswersTheSameForAll() {
    RowScorer constant =
        rows -> {
          double[] same = new double[rows.rows()];
          Arrays.fill(same, 0.3);
          return Cases.binary(same, 0.5);
        };
    DecisionExplanation one =
        explainer(charter, constant).explain(loan(60, "car"), true).getFirst();
    assertThat(one.reasons()).isEmpty();
    assertThat(one.answer()).isCloseTo(0.3, within(1e-12));
    assertThat(one.counterfactuals()).isEmpty();
    assertThat(one.counterfactualNote()).startsWith("No change");
  }

  @Test
  void shouldExplainWhenEveryValueIsMissing() {
    RawTable row = loan(Double.NaN, "").withColumn("amount", new double[] {Double.NaN});
    DecisionExplanation one = explainer(charter, Cases.KNOWING).explain(row, true).getFirst();
    assertThat(one.reasons()).isNotEmpty();
    assertThat(one.reasons()).allMatch(reason -> reason.words().contains("is (missing)"));
    assertThat(one.counterfactuals().getFirst().changes())
        .allMatch(change -> change.from().equals("(missing)"));
  }

  private DecisionExplainer explainer(Charter of, RowScorer scorer) {
    return new DecisionExplainer(of, CLASSES, Cases.asked(scorer), sample);
  }

  private static RawTable loan(double duration, String purpose) {
    return Cases.loans(1, 1)
        .withColumn("duration", new double[] {duration})
        .withColumn("purpose", new String[] {purpose});
  }

  private static Predictions three(RawTable rows) {
    double[] duration = rows.numbers("duration");
    String[] labels = new String[duration.length];
    double[][] probabilities = new double[duration.length][];
    for (int row = 0; row < duration.length; row++) {
      int index = duration[row] > 40 ? 0 : duration[row] > 20 ? 1 : 2;
      probabilities[row] = new double[] {0.1, 0.1, 0.1};
      probabilities[row][index] = 0.8;
      labels[row] = List.of("long", "middle", "short").get(index);
    }
    return new Predictions(labels, probabilities, new double[0]);
  }
}
