package io.steward.charter;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.steward.artifact.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The published schema, applied by a library that knows nothing of the reader. */
final class CharterSchema {
  private CharterSchema() {}

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(CharterReader.class.getResourceAsStream("charter.schema.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> messages(Object document) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());
    return schema.validate(Json.text(document), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
