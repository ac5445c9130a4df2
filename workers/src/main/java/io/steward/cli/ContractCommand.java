package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the data contract of a model, or hands in a new version of it. */
@Command(
    name = "contract",
    description = {
      "Show the data contract of a model (ODCS 3.1, YAML), or hand in a new version.",
      "Example: ./steward contract credit-risk > contract.yaml"
    })
final class ContractCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Parameters(paramLabel = "MODEL", description = "The model's name, as in its charter.")
  private String model;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Which version to show (default: the latest).")
  private @Nullable Integer version;

  @Option(
      names = "--set",
      paramLabel = "FILE",
      description = "A contract that becomes the next version; one with faults is refused.")
  private @Nullable Path set;

  @Override
  public void run() {
    Path file = set;
    if (file != null && version != null) {
      throw CliFailure.usage("Use --set or --version, not both: versions are never changed.");
    }
    if (file != null) {
      JsonNode made = connection.api().setContract(model, file);
      output.value(made);
      output.line(
          "Version "
              + made.path("version").asText()
              + " of the data contract of "
              + model
              + " is "
              + made.path("text").asText()
              + ".");
      return;
    }
    JsonNode found = connection.api().contract(model, version);
    output.value(found);
    output.line(
        "# Version "
            + found.path("contract").path("version").asText()
            + " of "
            + found.path("versions").asText()
            + ", by "
            + found.path("contract").path("by").asText());
    output.line(found.path("text").asText().stripTrailing());
  }
}
