package io.steward.evaluation;

import java.util.List;

/**
 * Fairness by every protected attribute of the charter.
 *
 * @param attributes one a protected attribute (or a column that a limit names), in the charter's
 *     order
 * @param crossings by groups of two or more attributes at once; shown, not judged
 */
public record FairnessReport(
    List<AttributeFairness> attributes, List<AttributeFairness> crossings) {
  public FairnessReport {
    attributes = List.copyOf(attributes);
    crossings = crossings == null ? List.of() : List.copyOf(crossings);
  }

  /** How many limits of the charter are broken. */
  public int violated() {
    return count(FairnessJudgement.Verdict.VIOLATED);
  }

  /** How many limits of the charter cannot be judged; they are not passed. */
  public int undecided() {
    return count(FairnessJudgement.Verdict.CANNOT_BE_SAID);
  }

  private int count(FairnessJudgement.Verdict verdict) {
    return (int)
        attributes.stream()
            .flatMap(attribute -> attribute.judgements().stream())
            .filter(judgement -> judgement.verdict() == verdict)
            .count();
  }
}
