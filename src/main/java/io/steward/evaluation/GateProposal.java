package io.steward.evaluation;

import io.steward.charter.Charter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what stands out in an evaluation, and what the next round could do about it. */
record GateProposal(
    Charter charter,
    MetricResult primary,
    List<MetricResult> secondaryMissed,
    FairnessReport fairness,
    SegmentReport segments,
    RobustnessReport robustness,
    ChampionComparison comparison,
    double overfitGap,
    List<String> unsaid) {
  /** A gap or drop of this size deserves a sentence: 5 points, or 5 % of the value. */
  static final double NOTABLE = 0.05;

  /** The proposal; says so if nothing stands out. */
  String words() {
    List<String> sentences = new ArrayList<>();
    primary(sentences);
    sentences.addAll(unsaid);
    secondary(sentences);
    fairness(sentences);
    segments(sentences);
    if (overfitGap > NOTABLE) {
      sentences.add(
          say(
              "In cross-validation %s was %s better than on the holdout, which points to"
                  + " overfitting: use fewer or coarser features, or simpler candidates.",
              name(), amount(overfitGap)));
    }
    RobustnessReport.@Nullable Scenario worst = robustness.worst();
    if (worst != null && Scale.number(worst.drop()) > NOTABLE) {
      sentences.add(
          say(
              "The model is fragile (%s: %s worse): clip outliers, add missing-value indicators or"
                  + " merge rare levels.",
              worst.description(), amount(Scale.number(worst.drop()))));
    }
    if (comparison.outcome() == ChampionComparison.Outcome.WORSE) {
      sentences.add("It is worse than the live model: keep that one unless there is a reason.");
    }
    for (GroupComparison group : comparison.worseGroups()) {
      sentences.add(
          say(
              "It is worse than the live model for %s (%d rows): who is in it would lose by the"
                  + " change. Collect more rows of this group, or keep the live model.",
              group.words(), group.rows()));
    }
    return sentences.isEmpty()
        ? "Nothing stands out against the model."
        : String.join(" ", sentences);
  }

  private void primary(List<String> sentences) {
    Double value = primary.value();
    Double threshold = primary.threshold();
    switch (primary.verdict()) {
      case MISSED -> {
        sentences.add(
            say(
                "%s is %.4g and misses the signed threshold of %.4g.",
                name(), Scale.number(value), Scale.number(threshold)));
        if (overfitGap <= NOTABLE && segments.weak().isEmpty() && segments.found().isEmpty()) {
          sentences.add(
              "It was no better in cross-validation, so the inputs carry too little: try richer"
                  + " features, then collect more or other data.");
        }
      }
      case UNDECIDED ->
          sentences.add(
              say("Whether %s reaches its threshold cannot be said: %s", name(), primary.note()));
      case REACHED, INFORMATIVE -> {
        // Nothing to do about it.
      }
    }
  }

  private void secondary(List<String> sentences) {
    for (MetricResult result : secondaryMissed) {
      Double value = result.value();
      sentences.add(
          value == null || result.verdict() == Verdict.UNDECIDED
              ? say("%s cannot be judged: %s", result.metric().written(), result.note())
              : say(
                  "%s is %.4g and misses its threshold of %.4g.",
                  result.metric().written(), value, Scale.number(result.threshold())));
    }
  }

  private void fairness(List<String> sentences) {
    for (AttributeFairness attribute : fairness.attributes()) {
      for (FairnessJudgement judgement : attribute.judgements()) {
        String metric = judgement.metric().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        switch (judgement.verdict()) {
          case VIOLATED ->
              sentences.add(
                  say(
                      "Fairness by '%s' is violated (%s): %s Look for features that stand in for"
                          + " it, or collect more rows of the group that fares worse.",
                      attribute.column(), metric, judgement.reason()));
          case CANNOT_BE_SAID ->
              sentences.add(
                  say(
                      "Fairness by '%s' (%s) cannot be judged. %s Collect more rows of these"
                          + " groups, or have the validator decide.",
                      attribute.column(), metric, judgement.reason()));
          case KEPT -> {
            // Nothing to do about it.
          }
        }
      }
    }
  }

  private void segments(List<String> sentences) {
    if (!segments.weak().isEmpty()) {
      SegmentResult weakest = segments.weak().getFirst();
      sentences.add(
          say(
              "The weakest segment is '%s' of column '%s' (%d rows): %s is %.4g there. Collect more"
                  + " such rows, or features that tell them apart.",
              weakest.segment(),
              weakest.column(),
              weakest.rows(),
              name(),
              Scale.number(weakest.value())));
    }
    if (!segments.found().isEmpty()) {
      WeakSegment surest = segments.found().getFirst();
      sentences.add(surest.finding() + " " + surest.proposal());
    }
  }

  private String name() {
    return charter.success().primary().metric().written();
  }

  private String amount(double drop) {
    return Scale.words(primary.metric(), drop);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
