package io.steward.workers.evaluation;

import io.steward.proposal.Proposal;
import io.steward.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Proposals as forms show them. */
final class ProposalTexts {
  /** Variables stay small, and nobody reads more. The artifact has them all. */
  private static final int MOST_SHOWN = 12;

  private static final int COMMENT_WIDTH = 90;

  private ProposalTexts() {}

  /**
   * One row of the table.
   *
   * @param stage who is to act on it
   */
  public record Line(String stage, String subject, String words) {}

  static List<Line> lines(Proposals proposals) {
    return proposals.proposals().stream()
        .limit(MOST_SHOWN)
        .map(
            proposal ->
                new Line(
                    proposal.stage().name().toLowerCase(Locale.ROOT),
                    proposal.subject(),
                    proposal.words()))
        .toList();
  }

  /**
   * The reason and what concerns the problem and the data, as comments at the head of a charter:
   * YAML ignores them, and the digest of the charter does not change by them. Each line ends with a
   * line break; "" if there is nothing to say.
   */
  static String notes(String reason, Proposals proposals) {
    if (reason.isBlank()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    wrap("The evaluation sent this run back: " + reason, "# ", "# ", lines);
    for (Proposal.Stage stage : List.of(Proposal.Stage.PROBLEM, Proposal.Stage.DATA)) {
      for (Proposal proposal : proposals.of(stage)) {
        wrap(proposal.words(), "# - ", "#   ", lines);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static void wrap(String words, String first, String further, List<String> lines) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.strip().split("\\s+")) {
      if (!empty && line.length() + word.length() >= COMMENT_WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(further);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
  }
}
