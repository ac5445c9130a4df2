package io.steward.evaluation.report;

import io.steward.evaluation.ChampionComparison;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.evaluation.HoldoutWarning;
import io.steward.evaluation.MetricResult;
import io.steward.evaluation.RobustnessReport;
import io.steward.evaluation.SegmentReport;
import io.steward.evaluation.Verdict;
import io.steward.evaluation.WeakSegment;
import io.steward.evaluation.Worth;
import io.steward.evaluation.report.EvaluationReport.Results;
import io.steward.evaluation.report.ReportVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what an evaluation comes to: outcome, reasons, what cannot be said, and warnings. */
final class VerdictWriter {
  private static final int MOST_FOUND = 3;
  private static final int MOST_UNSAID = 15;

  private final List<String> reasons = new ArrayList<>();
  private final List<String> unsaid = new ArrayList<>();

  /** What cannot be said of single groups and segments: after all else. */
  private final List<String> details = new ArrayList<>();

  private final List<String> warnings = new ArrayList<>();

  private VerdictWriter() {}

  static ReportVerdict write(Results results, int opening, @Nullable GateAnswer gate) {
    VerdictWriter writer = new VerdictWriter();
    if (gate != null) {
      writer.gate(gate);
    }
    writer.metrics(results.holdout());
    writer.worth(results.holdout().worth());
    writer.fairness(results.fairness());
    writer.segments(results.segments());
    writer.robustness(results.robustness());
    writer.champion(results.champion());
    if (results.explanation() != null) {
      writer.unsaid.addAll(results.explanation().notes());
    }
    writer.opening(opening);
    writer.unsaid.addAll(writer.details);
    Outcome outcome = outcome(gate);
    return new ReportVerdict(
        outcome, headline(outcome, gate), writer.reasons, cut(writer.unsaid), writer.warnings);
  }

  private static List<String> cut(List<String> lines) {
    if (lines.size() <= MOST_UNSAID) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MOST_UNSAID - 1));
    cut.add(
        "%d more things cannot be said; the tables give the reason of each."
            .formatted(lines.size() - cut.size()));
    return cut;
  }

  private static Outcome outcome(@Nullable GateAnswer gate) {
    return gate == null
        ? Outcome.NOT_DECIDED
        : switch (gate.last()) {
          case "pass" -> Outcome.PASSED;
          case "reject" -> Outcome.REJECTED;
          case "features", "data", "problem" -> Outcome.GOES_BACK;
          default -> Outcome.TO_BE_REVIEWED;
        };
  }

  private static String headline(Outcome outcome, @Nullable GateAnswer gate) {
    String who =
        gate == null || gate.judgements().isEmpty()
            ? "the evaluation gate"
            : gate.judgements().getLast().by();
    return switch (outcome) {
      case PASSED -> "Passed by " + who + ": the model goes on to the approval.";
      case GOES_BACK ->
          "Not passed: %s sends the run back to the %s."
              .formatted(who, stage(gate == null ? "" : gate.last()));
      case REJECTED -> "Rejected by " + who + ": the run ends without this model.";
      case TO_BE_REVIEWED -> "Not passed by itself: a validator must judge this evaluation.";
      case NOT_DECIDED -> "Not decided: the evaluation gate has not answered yet.";
    };
  }

  private static String stage(String outcome) {
    return outcome.equals("problem") ? "problem definition" : outcome;
  }

  private void gate(GateAnswer gate) {
    reasons.add(
        "The gate says%s: %s"
            .formatted(gate.rule().isEmpty() ? "" : " (" + gate.rule() + ")", gate.reason()));
    for (GateAnswer.Judgement judgement : gate.judgements()) {
      String comment = judgement.comment().strip();
      reasons.add(
          "%s decided: %s%s"
              .formatted(
                  judgement.by(),
                  judgement.decision(),
                  comment.isEmpty() ? "." : ". “" + comment + "”"));
    }
  }

  private void metrics(HoldoutEvaluation holdout) {
    for (MetricResult result : holdout.metrics()) {
      Double threshold = result.threshold();
      if (threshold == null) {
        continue;
      }
      String name = result.metric().written();
      String bar = Words.bar(result.metric(), threshold);
      if (result.verdict() == Verdict.UNDECIDED) {
        unsaid.add(Words.because("Whether " + name + " is " + bar, result.note()));
        continue;
      }
      reasons.add(
          "%s is %s (95 %% interval %s); signed is %s: %s."
              .formatted(
                  name,
                  Words.number(result.value()),
                  Words.interval(result.lower(), result.upper()),
                  bar,
                  Words.written(result.verdict())));
      if (!result.note().isEmpty()) {
        warnings.add(name + ": " + result.note());
      }
    }
    warnings.addAll(holdout.notes());
  }

  private void worth(@Nullable Worth worth) {
    if (worth != null) {
      (worth.verdict().contains(Words.UNSAID) ? unsaid : reasons).add(worth.verdict());
    }
  }

  private void fairness(@Nullable FairnessReport fairness) {
    if (fairness == null) {
      unsaid.add(notDone("whether groups are treated alike"));
    } else {
      FairnessVerdict.write(fairness, reasons, unsaid, details, warnings);
    }
  }

  private void segments(@Nullable SegmentReport segments) {
    if (segments == null) {
      unsaid.add(notDone("where the model is weaker"));
      return;
    }
    segments.weak().stream()
        .limit(MOST_FOUND)
        .forEach(
            segment ->
                reasons.add(
                    "%s is worse beyond chance where %s is %s: %s (95 %% interval %s), on %s rows."
                        .formatted(
                            segments.metric().written(),
                            segment.column(),
                            segment.segment(),
                            Words.number(segment.value()),
                            Words.interval(segment.lower(), segment.upper()),
                            Words.count(segment.rows()))));
    segments.found().stream().limit(MOST_FOUND).map(WeakSegment::finding).forEach(reasons::add);
    segments.segments().stream()
        .filter(segment -> segment.value() == null)
        .forEach(
            segment ->
                details.add(
                    Words.because(
                        "How good the model is where %s is %s"
                            .formatted(segment.column(), segment.segment()),
                        segment.note())));
    for (String note : segments.notes()) {
      (note.contains("cannot be") ? unsaid : warnings).add(note);
    }
  }

  private void robustness(@Nullable RobustnessReport robustness) {
    if (robustness == null) {
      unsaid.add(notDone("what disturbed inputs cost"));
    } else if (robustness.worstDrop() == null) {
      unsaid.add(Words.because("What disturbed inputs cost", robustness.note()));
    } else {
      reasons.add(robustness.note());
    }
  }

  private void champion(@Nullable ChampionComparison champion) {
    if (champion == null) {
      unsaid.add(notDone("whether the model is better than the live one"));
      return;
    }
    (champion.note().contains(Words.UNSAID) ? unsaid : reasons).add(champion.note());
    champion.groups().stream()
        .filter(group -> !group.note().isEmpty())
        .forEach(
            group ->
                details.add(
                    Words.because(
                        "Whether group '%s' of '%s' fares worse than with the live model"
                            .formatted(group.group(), group.column()),
                        group.note())));
  }

  private void opening(int opening) {
    String warning = HoldoutWarning.of(opening);
    if (!warning.isEmpty()) {
      warnings.addFirst(warning);
    }
  }

  private static String notDone(String what) {
    return what.substring(0, 1).toUpperCase(Locale.ROOT)
        + what.substring(1)
        + " cannot be said, because the step has not been done.";
  }
}
