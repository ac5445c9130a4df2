package io.steward.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the registered models with their versions and aliases. */
@Command(name = "models", description = "List the registered models, their versions and aliases.")
final class ModelsCommand implements Runnable {
  @Mixin private Output output;
  @Mixin private Connection connection;

  @Override
  public void run() {
    JsonNode models = connection.api().models();
    output.value(models);
    if (models.isEmpty()) {
      output.line("No model yet. A model is registered when a run has been approved.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("MODEL", "VERSION", "ALIASES", "RUN", "BUNDLE"));
    for (JsonNode model : models) {
      for (JsonNode version : model.path("versions")) {
        rows.add(
            List.of(
                model.path("name").asText(),
                version.path("version").asText(),
                aliases(model, version.path("version").asInt()),
                version.path("run").asText(),
                version.path("bundle").asText()));
      }
    }
    output.table(rows);
  }

  private static String aliases(JsonNode model, int version) {
    List<String> names = new ArrayList<>();
    model
        .path("aliases")
        .properties()
        .forEach(
            alias -> {
              if (alias.getValue().asInt() == version) {
                names.add("@" + alias.getKey());
              }
            });
    return String.join(" ", names);
  }
}
