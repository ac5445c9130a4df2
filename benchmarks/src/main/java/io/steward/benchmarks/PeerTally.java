package io.steward.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How ours stands to a peer over all tables. */
final class PeerTally {
  private final List<PairedScores> tables = new ArrayList<>();

  void add(PairedScores scores) {
    tables.add(scores);
  }

  /** On how many tables ours is at least as good, and how large its loss is beside the peer's. */
  List<Figure> figures(String peer) {
    List<Figure> figures = new ArrayList<>();
    if (tables.stream().allMatch(scores -> scores.asGood() != null)) {
      figures.add(
          Figure.bounded(
              "tables of " + tables.size() + " on which it is at least as good as " + peer,
              tables.stream().filter(scores -> Boolean.TRUE.equals(scores.asGood())).count(),
              "tables",
              new Goal(Goal.Kind.VALUE_AT_LEAST, tables.size())));
    }
    figures.add(
        Figure.bounded(
            "loss (1 - AUC, log-loss, RMSE) over that of " + peer + ", geometric mean",
            Math.exp(tables.stream().mapToDouble(PairedScores::logRatio).average().orElseThrow()),
            "×",
            new Goal(Goal.Kind.VALUE_AT_MOST, 1)));
    return figures;
  }
}
