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
      "Look at a data file (CSV, TSV, JSON lines or Parquet, also packed with gzip) and write a"
          + " charter to start from, each default explained in a comment.",
      "Example: ./steward init loans.csv --target defaulted --positive yes"
    })
final class InitCommand implements Runnable {
  @Mixin private Output output;

  @Parameters(paramLabel = "DATA", description = "The data.")
  private Path data;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "COLUMN",
      description = "What to predict.")
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
      Files.writeString(file, CharterProposal.propose(source(file), facts(), target, positive));
    } catch (DataException | IllegalArgumentException e) {
      throw CliFailure.failed(e.getMessage());
    } catch (IOException e) {
      throw CliFailure.failed("Cannot write " + file + ": " + e.getMessage());
    }
    output.value(Map.of("charter", file.toString()));
    output.line("Wrote " + file + ".");
    output.line("Edit what is marked " + CharterProposal.EDIT + ", then: ./steward demo " + file);
  }

  private List<ColumnFacts> facts() throws IOException {
    try (ShortEngine engine = ShortEngine.start()) {
      return new ColumnFactsReader(engine.engine()).read(data);
    }
  }

  /**
   * How the charter names the data: by its path from the charter's folder where that is possible.
   */
  private String source(Path charter) {
    Path folder = charter.toAbsolutePath().getParent();
    Path absolute = data.toAbsolutePath().normalize();
    return folder == null
        ? absolute.toString()
        : folder.normalize().relativize(absolute).toString();
  }
}
