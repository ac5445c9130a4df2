package io.steward.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a live model about the rows of a file. */
@Command(
    name = "predict",
    description = {
      "Ask a live model: CSV in, CSV out, the same rows in the same order.",
      "Example: ./steward predict credit-risk examples/credit-risk/german_credit.csv --to out.csv"
    })
final class PredictCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's name.")
  private String model;

  @Parameters(index = "1", paramLabel = "FILE", description = "A CSV file with a header.")
  private Path file;

  @Option(names = "--to", paramLabel = "FILE", description = "Where to write (default: here).")
  private @Nullable Path to;

  @Override
  public void run() {
    try (Predictor predictor = new Predictor(connection.modelServer())) {
      CsvTable answered = predictor.predict(model, CsvTable.read(file));
      if (to != null) {
        write(answered, to);
        output.line("Wrote " + answered.rows().size() + " rows to " + to + ".");
      } else if (!output.json()) {
        print(answered, output.out());
      }
      output.value(answered.rows().stream().map(row -> named(answered.header(), row)).toList());
    }
  }

  private static void write(CsvTable table, Path target) {
    try (Writer writer = Files.newBufferedWriter(target)) {
      table.write(writer);
    } catch (IOException e) {
      throw CliFailure.failed("Cannot write " + target + ": " + e.getMessage() + ".");
    }
  }

  private static void print(CsvTable table, PrintWriter out) {
    try {
      table.write(out);
    } catch (IOException e) {
      throw CliFailure.failed("Cannot write the answer: " + e.getMessage() + ".");
    }
  }

  private static Map<String, String> named(List<String> header, List<String> row) {
    return IntStream.range(0, header.size())
        .boxed()
        .collect(java.util.stream.Collectors.toMap(header::get, row::get));
  }
}
