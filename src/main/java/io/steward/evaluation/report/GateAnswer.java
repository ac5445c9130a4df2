package io.steward.evaluation.report;

import io.steward.artifact.Digest;
import java.util.List;

/**
 * What the evaluation gate said, and who judged after it, as the ledger has it.
 *
 * @param outcome pass, features, data, problem, review or reject
 * @param reason the matched rule's, in a sentence
 * @param rule which table in which version, and which of its rules matched; empty where the ledger
 *     does not say
 * @param proposal what to do on the way back, in sentences; may be empty
 * @param riskTier high, limited or minimal
 * @param loops how often the run had gone back before
 * @param inputs the digest of what the gate decided on
 * @param judgements of validators, oldest first; empty where none was asked
 */
public record GateAnswer(
    String outcome,
    String reason,
    String rule,
    String proposal,
    String riskTier,
    int loops,
    Digest inputs,
    List<Judgement> judgements) {

  public GateAnswer {
    judgements = List.copyOf(judgements);
  }

  /**
   * A person's judgement of the evaluation.
   *
   * @param decision pass, features, data, problem or reject
   */
  public record Judgement(String by, String decision, String comment) {}

  /** What holds in the end: the last person's judgement, or the gate's own where none was asked. */
  public String last() {
    return judgements.isEmpty() ? outcome : judgements.getLast().decision();
  }
}
