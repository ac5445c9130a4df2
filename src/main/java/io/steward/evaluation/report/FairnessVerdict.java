package io.steward.evaluation.report;

import io.steward.evaluation.AttributeFairness;
import io.steward.evaluation.FairnessJudgement;
import io.steward.evaluation.FairnessReport;
import io.steward.evaluation.GroupFairness;
import java.util.List;

/** What is said of fairness in the verdict of a report. */
final class FairnessVerdict {
  private FairnessVerdict() {}

  static void write(
      FairnessReport fairness,
      List<String> reasons,
      List<String> unsaid,
      List<String> details,
      List<String> warnings) {
    if (fairness.attributes().isEmpty()) {
      unsaid.add(
          "Whether groups are treated alike cannot be said, because the charter names no protected"
              + " attribute.");
    }
    for (AttributeFairness attribute : fairness.attributes()) {
      for (FairnessJudgement judgement : attribute.judgements()) {
        String limit =
            "%s by '%s'".formatted(Words.written(judgement.metric()), attribute.column());
        switch (judgement.verdict()) {
          case KEPT ->
              reasons.add("Fairness limit kept, %s: %s".formatted(limit, judgement.reason()));
          case VIOLATED ->
              reasons.add("Fairness limit violated, %s: %s".formatted(limit, judgement.reason()));
          case CANNOT_BE_SAID ->
              unsaid.add(
                  Words.because("Whether the limit is kept, " + limit + ",", judgement.reason()));
        }
      }
      if (attribute.judgements().isEmpty() && !attribute.note().isEmpty()) {
        warnings.add("Fairness by '%s': %s".formatted(attribute.column(), attribute.note()));
      }
      for (GroupFairness group : attribute.groups()) {
        if (!group.note().isEmpty()) {
          boolean silent = group.figures().stream().allMatch(figure -> figure.value() == null);
          details.add(
              (silent ? "How group '%s' of '%s' fares" : "Some figures of group '%s' of '%s'")
                      .formatted(group.group(), attribute.column())
                  + " cannot be said, because it has "
                  + group.note()
                  + ".");
        }
      }
    }
  }
}
