package io.steward.charter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.steward.artifact.Json;
import io.steward.charter.CharterResult.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleChartersTest {
  @ParameterizedTest
  @ValueSource(strings = {"credit-risk", "churn", "house-prices"})
  void shouldReadWithoutFaultAndNameColumnsOfTheData(String example) throws IOException {
    Path folder = Examples.folder(example);
    CharterResult result = CharterReader.read(Files.readString(folder.resolve("charter.yaml")));

    assertThat(result).isInstanceOf(Valid.class);
    Charter charter = ((Valid) result).charter();
    assertThat(charter.name()).isEqualTo(example);
    try (var lines = Files.lines(folder.resolve(charter.source().file()), StandardCharsets.UTF_8)) {
      List<String> columns =
          Arrays.asList(lines.findFirst().orElseThrow().replace("\"", "").split(","));
      assertThat(columns).contains(charter.target().column());
      assertThat(columns).containsAll(charter.columns().segment());
      charter
          .columns()
          .protectedAttributes()
          .forEach(a -> assertThat(columns).contains(a.column()));
    }
    assertThat(folder.resolve("ATTRIBUTION.md")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"credit-risk", "churn", "house-prices"})
  void shouldSurviveItsCanonicalFormAndFitTheSchema(String example) throws IOException {
    String yaml = Files.readString(Examples.folder(example).resolve("charter.yaml"));
    Valid valid = (Valid) CharterReader.read(yaml);

    Charter again = Json.read(Json.bytes(valid.charter()), Charter.class);

    assertThat(again).isEqualTo(valid.charter());
    assertThat(Json.digest(again)).isEqualTo(valid.digest());
    assertThat(CharterSchema.messages(new YAMLMapper().readValue(yaml, Map.class))).isEmpty();
  }
}
