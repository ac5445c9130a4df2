package io.steward.evaluation;

import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposal.Kind;
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
import org.jspecify.annotations.Nullable;

/** What could be done about a model as a whole: its data, its training, or its criterion. */
final class ModelProposals {
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
  private final List<Proposal> found = new ArrayList<>();

  private ModelProposals(GateEvidence evidence) {
    this.evidence = evidence;
    this.primary = evidence.evaluation().primary();
  }

  static List<Proposal> of(GateEvidence evidence) {
    ModelProposals proposals = new ModelProposals(evidence);
    if (proposals.primary.verdict() == Verdict.MISSED) {
      proposals.collect();
      proposals.changeCriterion();
    }
    proposals.weighClass();
    proposals.calibrate();
    return proposals.found;
  }

  private void collect() {
    CandidateCurves curves = curves();
    MoreRows more = curves == null ? MoreRows.UNKNOWN : curves.moreRows();
    Map<String, Double> figures = Figures.shortfall(primary);
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
              metric + " is below its bar and the learning curve still rises: collect more rows.",
              figures);
      case MAY_HELP, UNKNOWN ->
          add(
              Kind.COLLECT_MORE,
              "all rows",
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
    Map<String, Double> figures = Figures.shortfall(primary);
    Double best = primary.metric().higherIsBetter() ? primary.upper() : primary.lower();
    if (best != null) {
      figures.put("bestOfTheInterval", best);
    }
    add(
        Kind.CHANGE_CRITERION,
        primary.metric().written(),
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
          String.format(
              Locale.ROOT,
              "Only %.1f %% of the rows are '%s', and too few of them are found: let them weigh"
                  + " %.3g times as much in training.",
              100 * positives / all,
              positive,
              weight),
          Figures.of("weight", weight, "share", positives / all));
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
          String.format(
              Locale.ROOT,
              "The probabilities need calibration: on the holdout they are off by %.3f on average,"
                  + " after the calibration that cross-validation chose. Look whether the holdout"
                  + " is of another time or kind than the training rows.",
              error),
          Figures.of("calibrationError", error));
    }
  }

  private @Nullable CandidateCurves curves() {
    LeaderCurves curves = evidence.curves();
    return curves == null || curves.candidates().isEmpty() ? null : curves.candidates().getFirst();
  }

  private void add(Kind kind, String subject, String words, Map<String, Double> figures) {
    found.add(new Proposal(kind, subject, List.of(), List.of(), words, figures));
  }
}
