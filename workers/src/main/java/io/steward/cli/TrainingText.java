package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.training.Leaderboard;
import io.steward.training.LeaderboardLine;
import java.util.ArrayList;
import java.util.List;

/** What came of the training of a run, in words. */
final class TrainingText {
  private final Output output;

  TrainingText(Output output) {
    this.output = output;
  }

  void leaderboard(JsonNode answer) {
    Leaderboard board = Json.read(Json.bytes(answer), Leaderboard.class);
    output.line("");
    output.line("Leaderboard");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            " ",
            "#",
            "candidate",
            board.metric().written() + " ± standard error",
            "training",
            "size",
            "one row",
            "note"));
    for (LeaderboardLine line : board.lines()) {
      rows.add(
          List.of(
              " ",
              Integer.toString(line.rank()),
              line.id(),
              line.score(),
              line.time(),
              line.size(),
              line.latency(),
              line.note()));
    }
    output.table(rows);
    output.line("  " + board.why());
  }
}
