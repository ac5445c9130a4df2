package io.steward.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A table in a DuckDB of its own that may open this one file and nothing else. What a statement is,
 * DuckDB's own parser says before it is run: it turns SELECTs into JSON and refuses all others.
 */
final class DuckDbIsolatedTable implements IsolatedTable {
  private static final Dialect DIALECT = new DuckDbDialect();

  private final DuckDbInstance instance;

  DuckDbIsolatedTable(EngineSettings settings, URI parquet, String name, Duration timeout) {
    EngineSettings limited =
        new EngineSettings(
            settings.workFolder(),
            settings.threads(),
            settings.memoryMegabytes(),
            settings.spillMegabytes(),
            timeout);
    String file = DIALECT.text(Path.of(parquet).toString());
    this.instance =
        DuckDbInstance.isolated(
            limited,
            "CREATE VIEW " + DIALECT.name(name) + " AS SELECT * FROM read_parquet(" + file + ")",
            file);
  }

  @Override
  public List<Row> select(String sql) {
    String text = sql.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    String parse = "SELECT CAST(json_serialize_sql(" + DIALECT.text(text) + ") AS VARCHAR) AS tree";
    String tree =
        instance.run(parse, result -> DuckDbEngine.rows(result, 1)).getFirst().requiredText("tree");
    JsonNode parsed = Json.read(tree.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    if (parsed.path("error").asBoolean(true) || parsed.path("statements").size() != 1) {
      throw new DataException(
          "not-a-select",
          "Only one SELECT statement is allowed"
              + (parsed.path("error").asBoolean()
                  ? ": " + parsed.path("error_message").asText("it cannot be parsed")
                  : ", but there are " + parsed.path("statements").size() + ".")
              + " Write the rule as a query that gives one number.",
          null);
    }
    return instance.run(text, result -> DuckDbEngine.rows(result, MOST_ROWS));
  }

  @Override
  public void close() {
    instance.close();
  }
}
