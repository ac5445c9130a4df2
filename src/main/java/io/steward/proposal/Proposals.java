package io.steward.proposal;

import io.steward.artifact.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an evaluation proposes, as later rounds of the run find it.
 *
 * @param round how often the run had gone back when it was evaluated
 * @param snapshot the data that the evaluated model was made from: what newly collected data is
 *     held against
 * @param proposals the weightiest first
 */
public record Proposals(int round, Digest snapshot, List<Proposal> proposals) {
  public Proposals {
    proposals = List.copyOf(proposals);
  }

  /** Those for one stage. */
  public List<Proposal> of(Proposal.Stage stage) {
    return proposals.stream().filter(proposal -> proposal.stage() == stage).toList();
  }

  /** The first of a kind. */
  public Optional<Proposal> first(Proposal.Kind kind) {
    return proposals.stream().filter(proposal -> proposal.kind() == kind).findFirst();
  }

  /**
   * These, and after them what earlier rounds proposed to do about features and training and these
   * say nothing of: a column that is left out cannot be found wanting again, and must not come back
   * for that.
   */
  public Proposals after(Proposals earlier) {
    List<Proposal> all = new ArrayList<>(proposals);
    for (Proposal before : earlier.proposals()) {
      boolean stays =
          before.stage() == Proposal.Stage.FEATURES || before.stage() == Proposal.Stage.TRAINING;
      boolean repeated =
          all.stream()
              .anyMatch(
                  now ->
                      now.kind() == before.kind()
                          && now.columns().equals(before.columns())
                          && now.rows().equals(before.rows()));
      if (stays && !repeated) {
        all.add(before);
      }
    }
    return new Proposals(round, snapshot, all);
  }
}
