package io.steward.cli;

import io.steward.charter.CharterProposal;
import io.steward.charter.ColumnFacts;
import io.steward.data.ColumnFactsReader;
import io.steward.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a charter to start from, for somebody's own data. */
@Command(
    name = "init",
    description = {
      "Look at a CSV file and write a charter to start from, each default explained in a comment.",
      "Example: ./steward init loans.csv --target defaulted --positive yes"
    })
final class InitCommand implements Runnable {
  @Mixin private Output output;

  @Parameters(paramLabel = "DATA.csv", description = "The data.")
  private Path data;

  @Option(names = "--target", required = true, paramLabel = "COLUMN", description = "What to predict.")
  private String target;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "The class whose probability is predicted (default: the rarer of two).")
  private @Nullable String positive;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to write it (default: charter.yaml beside the data).")
  private @Nullable Path to;

  @Option(names = "--force", description = "Write over an existing file.")
  private boolean force;

  @Override
  public void run() {
    Path file = to == null ? data.toAbsolutePath().resolveSibling("charter.yaml") : to;
    if (Files.exists(file) && !force) {
      throw CliFailure.failed(
          file + " is there already. Name another file with --to, or write over it with --force.");
    }
    try {
      List<ColumnFacts> facts = ColumnFactsReader.read(data);
      Files.writeString(file, CharterProposal.propose(data, facts, target, positive));
    } catch (DataException | IllegalArgumentException e) {
      throw CliFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CliFailure.failed("Cannot write " + file + ": " + e.getMessage());
    }
    output.value(Map.of("charter", file.toString()));
    output.line("Wrote " + file + ".");
    output.line("Fill in what is marked EDIT, then: ./steward demo " + file);
  }
}
