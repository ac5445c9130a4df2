package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import io.steward.training.LeaderCurves;
import io.steward.training.Leaderboard;
import io.steward.training.LeaderboardLine;
import io.steward.training.Provenance;
import java.util.ArrayList;
import java.util.List;

/** What came of the training of a run, in words. */
final class TrainingText {
  private final Output output;

  TrainingText(Output output) {
    this.output = output;
  }

  /** Prints what is there of {@code leaderboard}, {@code curves} and {@code provenance}. */
  void print(JsonNode run) {
    if (run.has("leaderboard")) {
      leaderboard(Json.read(Json.bytes(run.get("leaderboard")), Leaderboard.class));
    }
    if (run.has("curves")) {
      curves(Json.read(Json.bytes(run.get("curves")), LeaderCurves.class));
    }
    if (run.has("provenance")) {
      made(Json.read(Json.bytes(run.get("provenance")), Provenance.class));
    }
  }

  private void made(Provenance provenance) {
    output.line("");
    output.line("How the model was made");
    output.line(
        "  code " + provenance.making().codeVersion() + ", seed " + provenance.making().seed());
    provenance.making().wavesInWords().forEach(wave -> output.line("  " + wave));
    provenance.machines().forEach(made -> output.line("  Java " + made.machine().inWords()));
  }

  private void curves(LeaderCurves curves) {
    output.line("");
    output.line("Curves of the leaders");
    for (LeaderCurves.CandidateCurves candidate : curves.candidates()) {
      output.line("  " + candidate.id() + ": " + String.join(" ", candidate.words()));
    }
  }

  private void leaderboard(Leaderboard board) {
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
