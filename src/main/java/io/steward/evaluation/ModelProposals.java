package io.steward.evaluation;

import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What could be done about a model as a whole: its data, features, training, or criterion. */
final class ModelProposals {
  private static final int MOST_DROPPED = 3;

  /** One column that carries this share of all that the model knows is suspicious. */
  private static final double DOMINATING = 0.9;

  /** Classes this uneven are worth a weight, and no weight is larger than the other. */
  private static final double UNEVEN = 1.5;

  private static final double MOST_WEIGHT = 20;

  /** Probabilities that are off by this much on average are worth a word. */
  private static final double UNCALIBRATED = 0.05;

  private static final Set<Metric> OF_THE_POSITIVE =
      EnumSet.of(Metric.RECALL, Metric.F1, Metric.EXPECTED_COST);

  private static final Set<Metric> OF_PROBABILITIES = EnumSet.of(Metric.BRIER, Metric.LOG_LOSS);

  private final GateEvidence evidence;
  private final MetricResult primary;
  private final double overfitGap;
  private final List<Proposal> found = new ArrayList<>();

  private ModelProposals(GateEvidence evidence) {
    this.evidence = evidence;
    this.primary = evidence.evaluation().primary();
    this.overfitGap = evidence.overfitGap();
  }

  static List<Proposal> of(GateEvidence evidence) {
    ModelProposals proposals = new ModelProposals(evidence);
    boolean overfits = proposals.overfitGap > GateProposal.NOTABLE;
    if (overfits) {
      proposals.dropColumns();
    }
    if (proposals.primary.verdict() == Verdict.MISSED) {
      if (!overfits) {
        proposals.combineColumns();
      }
      proposals.collect();
      proposals.changeCriterion();
    }
    proposals.robustness();
    proposals.weighClass();
    proposals.calibrate();
    return proposals.found;
  }

  private void dropColumns() {
    List<ExplanationReport.Importance> columns = evidence.explanation().importances();
    if (columns.size() < 2) {
      return;
    }
    ExplanationReport.Importance first = columns.getFirst();
    double known =
        Scale.goodness(primary.metric(), Scale.number(primary.value()))
            - Scale.goodness(primary.metric(), Scale.number(primary.baseline()));
    if (known > 0 && first.drop() >= DOMINATING * known) {
      drop(
          first,
          "Column '%s' looks leaky: it carries nearly all that the model knows, which is much less"
              + " on the holdout than in cross-validation. Leave it out.");
      return;
    }
    // The one that matters most stays: something must be learnt from.
    columns.stream()
        .skip(1)
        .filter(column -> column.drop() <= 0)
        .limit(MOST_DROPPED)
        .forEach(
            column ->
                drop(
                    column,
                    "Column '%s' adds nothing on the holdout, and the model does much better in"
                        + " cross-validation than there. Leave the column out."));
  }

  private void drop(ExplanationReport.Importance column, String words) {
    add(
        Kind.DROP_COLUMN,
        column.column(),
        List.of(column.column()),
        words.formatted(column.column()),
        figures("importance", column.drop(), "overfitGap", overfitGap));
  }

  /** The two number columns that matter most, unless their product is a feature already. */
  private void combineColumns() {
    List<String> numbers =
        evidence.explanation().importances().stream()
            .filter(column -> column.drop() > 0 && isNumber(column.column()))
            .map(ExplanationReport.Importance::column)
            .limit(2)
            .toList();
    List<List<String>> there = evidence.charter().features().interactions();
    if (numbers.size() == 2 && !there.contains(numbers) && !there.contains(numbers.reversed())) {
      add(
          Kind.COMBINE_COLUMNS,
          String.join(" × ", numbers),
          numbers,
          "'%s' and '%s' are the numbers that matter most: give their product as a feature."
              .formatted(numbers.getFirst(), numbers.getLast()),
          shortfall());
    }
  }

  private void collect() {
    CandidateCurves curves = curves();
    MoreRows more = curves == null ? MoreRows.UNKNOWN : curves.moreRows();
    Map<String, Double> figures = shortfall();
    if (curves != null && curves.learning().size() > 1) {
      LearningPoint last = curves.learning().getLast();
      LearningPoint before = curves.learning().get(curves.learning().size() - 2);
      figures.put("rowsOfTheCurve", (double) last.rows());
      figures.put(
          "lastGain",
          Scale.goodness(primary.metric(), last.mean())
              - Scale.goodness(primary.metric(), before.mean()));
    }
    String metric = primary.metric().written();
    switch (more) {
      case HELP ->
          add(
              Kind.COLLECT_MORE,
              "all rows",
              List.of(),
              metric + " is below its bar and the learning curve still rises: collect more rows.",
              figures);
      case MAY_HELP, UNKNOWN ->
          add(
              Kind.COLLECT_MORE,
              "all rows",
              List.of(),
              metric
                  + (more == MoreRows.UNKNOWN
                      ? " misses its bar, and whether more rows would help cannot be said"
                      : " misses its bar, and the learning curve may still rise")
                  + ": collect more rows if they are cheap.",
              figures);
      case FLAT ->
          add(
              Kind.COLLECT_COLUMNS,
              "further columns",
              List.of(),
              metric
                  + " misses its bar and the learning curve is flat: more rows of the same kind"
                  + " would not help. Collect columns that say more about the outcome.",
              figures);
    }
  }

  private void changeCriterion() {
    Double value = primary.value();
    Double threshold = primary.threshold();
    if (value == null || threshold == null) {
      return;
    }
    Map<String, Double> figures = shortfall();
    Double best = primary.metric().higherIsBetter() ? primary.upper() : primary.lower();
    if (best != null) {
      figures.put("bestOfTheInterval", best);
    }
    add(
        Kind.CHANGE_CRITERION,
        primary.metric().written(),
        List.of(),
        String.format(
            Locale.ROOT,
            "%s is %.4g; %.4g was signed.%s Ask whether what is reached helps the decision: then"
                + " sign that threshold. If not, predict something else, or leave the unsure cases"
                + " to people.",
            primary.metric().written(),
            value,
            threshold,
            best == null
                ? ""
                : String.format(
                    Locale.ROOT, " At the best end of its 95 %% interval it is %.4g.", best)),
        figures);
  }

  private void robustness() {
    RobustnessReport.@Nullable Scenario worst = evidence.robustness().worst();
    Double drop = worst == null ? null : worst.drop();
    if (worst == null || drop == null || drop <= GateProposal.NOTABLE) {
      return;
    }
    int colon = worst.name().indexOf(':');
    String column = colon < 0 ? "" : worst.name().substring(colon + 1);
    Map<String, Double> figures = figures("drop", drop);
    if (isNumber(column)) {
      add(
          Kind.CLIP_OUTLIERS,
          column,
          List.of(column),
          "The model is fragile (%s): clip the extremes of '%s'."
              .formatted(worst.description(), column),
          figures);
    } else if (worst.name().startsWith("missing")
        && !evidence.explanation().importances().isEmpty()) {
      String first = evidence.explanation().importances().getFirst().column();
      add(
          Kind.MARK_MISSING,
          first,
          List.of(first),
          "The model is fragile (%s): mark missing values of '%s', which it leans on most."
              .formatted(worst.description(), first),
          figures);
    }
  }

  private void weighClass() {
    ConfusionMatrix confusion = evidence.evaluation().confusion();
    boolean missed =
        evidence.evaluation().metrics().stream()
            .anyMatch(
                result ->
                    result.verdict() == Verdict.MISSED
                        && OF_THE_POSITIVE.contains(result.metric()));
    if (evidence.charter().task() != Task.BINARY || confusion == null || !missed) {
      return;
    }
    String positive = evidence.charter().target().positive();
    int index = confusion.classes().indexOf(positive);
    if (positive == null || index < 0) {
      return;
    }
    double all = confusion.counts().stream().flatMap(List::stream).mapToLong(n -> n).sum();
    double positives = confusion.counts().get(index).stream().mapToLong(n -> n).sum();
    double weight = positives == 0 ? 0 : Math.min(MOST_WEIGHT, (all - positives) / positives);
    if (weight >= UNEVEN) {
      add(
          Kind.WEIGH_CLASS,
          positive,
          List.of(),
          String.format(
              Locale.ROOT,
              "Only %.1f %% of the rows are '%s', and too few of them are found: let them weigh"
                  + " %.3g times as much in training.",
              100 * positives / all,
              positive,
              weight),
          figures("weight", weight, "share", positives / all));
    }
  }

  private void calibrate() {
    Double error = evidence.evaluation().calibrationError();
    boolean missed =
        evidence.evaluation().metrics().stream()
            .anyMatch(
                result ->
                    result.verdict() == Verdict.MISSED
                        && OF_PROBABILITIES.contains(result.metric()));
    if (error != null && (missed || error >= UNCALIBRATED)) {
      add(
          Kind.CALIBRATE,
          "probabilities",
          List.of(),
          String.format(
              Locale.ROOT,
              "The probabilities need calibration: on the holdout they are off by %.3f on average,"
                  + " after the calibration that cross-validation chose. Look whether the holdout"
                  + " is of another time or kind than the training rows.",
              error),
          figures("calibrationError", error));
    }
  }

  private @Nullable CandidateCurves curves() {
    LeaderCurves curves = evidence.curves();
    return curves == null || curves.candidates().isEmpty() ? null : curves.candidates().getFirst();
  }

  private boolean isNumber(String column) {
    return evidence.columns().contains(new ColumnSchema(column, ColumnKind.NUMBER));
  }

  private Map<String, Double> shortfall() {
    double value = Scale.number(primary.value());
    double threshold = Scale.number(primary.threshold());
    return figures("value", value, "threshold", threshold);
  }

  private static Map<String, Double> figures(Object... namesAndValues) {
    Map<String, Double> figures = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Double value = Scale.said((double) namesAndValues[i + 1]);
      if (value != null) {
        figures.put((String) namesAndValues[i], value);
      }
    }
    return figures;
  }

  private void add(
      Kind kind, String subject, List<String> columns, String words, Map<String, Double> figures) {
    found.add(new Proposal(kind, subject, columns, List.of(), words, figures));
  }
}
