package io.steward.data.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.data.Severity;
import io.steward.data.contract.ContractRule.LogicalType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractReaderTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: loans
      version: 1.0.0
      status: active
      team: {name: Lending}
      schema:
        - name: loans
          quality:
            - {metric: rowCount, mustBeGreaterThan: 100, severity: critical}
            - {name: repaid, type: sql, query: "SELECT count(*) FROM ${table} WHERE paid > amount", mustBe: 0}
            - {type: text, description: Nobody is in it twice.}
          properties:
            - name: amount
              physicalName: credit_amount
              logicalType: number
              required: true
              logicalTypeOptions: {minimum: 0, exclusiveMaximum: 1e6}
            - name: purpose
              logicalType: string
              classification: confidential
              logicalTypeOptions: {minLength: 2, maxLength: 30, pattern: "[a-z ]+"}
              quality:
                - {metric: invalidValues, arguments: {validValues: [car, no, 007]}, mustBeLessThan: 5, unit: percent, severity: warning}
            - {name: day, logicalType: date}
      slaProperties:
        - {property: freshness, value: 30, unit: d, element: loans.day}
        - {property: retention, value: 3, unit: y}
      """;

  @Test
  void shouldReadEveryKindOfRule() {
    DataContract contract = ((ContractResult.Valid) ContractReader.read(CONTRACT)).contract();

    assertThat(contract.columns()).containsExactly("credit_amount", "purpose", "day");
    assertThat(contract.confidential()).containsExactly("purpose");
    assertThat(contract.agreed()).isTrue();
    assertThat(contract.rules())
        .extracting(ContractRule::id)
        .containsExactly(
            "credit_amount-type",
            "credit_amount-required",
            "credit_amount-range",
            "purpose-type",
            "purpose-length",
            "purpose-pattern",
            "purpose-invalidValues",
            "day-type",
            "rowCount",
            "repaid",
            "text",
            "day-freshness");
    assertThat(contract.rules().get(0).check())
        .isEqualTo(new ContractRule.HasType("credit_amount", LogicalType.NUMBER));
    assertThat(contract.rules().get(8).severity()).isEqualTo(Severity.BLOCKING);
    assertThat(contract.rules().get(6).severity()).isEqualTo(Severity.WARNING);
    ContractRule.Values allowed = (ContractRule.Values) contract.rules().get(6).check();
    assertThat(allowed.condition()).isEqualTo(new ContractRule.OneOf(List.of("car", "no", "7")));
    assertThat(allowed.bound().words()).isEqualTo("< 5 %");
    assertThat(contract.rules().get(9).severity()).isEqualTo(Severity.REVIEW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: DataContract           | kind: Contract                    | kind",
        "apiVersion: v3.1.0           | apiVersion: v2.2.2                | apiVersion",
        "id: loans                    | ident: loans                      | id",
        "logicalType: number          | logicalType: money                | schema[0].properties[0].logicalType",
        "logicalType: date            | logicalTyp: date                  | schema[0].properties[2].logicalTyp",
        "exclusiveMaximum: 1e6        | exclusiveMaximum: 1e6, maximum: 1 | schema[0].properties[0].logicalTypeOptions.exclusiveMaximum",
        "minLength: 2                 | minLength: two                    | schema[0].properties[1].logicalTypeOptions.minLength",
        "metric: rowCount             | metric: rows                      | schema[0].quality[0].metric",
        "mustBeGreaterThan: 100       | mustBeMore: 100                   | schema[0].quality[0].mustBeMore",
        "mustBeLessThan: 5            | mustBeBetween: [5, 1]             | schema[0].properties[1].quality[0].mustBeBetween",
        "validValues: [car, no, 007]  | values: [car]                     | schema[0].properties[1].quality[0].arguments",
        "unit: d, element: loans.day  | unit: weeks, element: day         | slaProperties[0].value",
        "name: purpose                | name: credit_amount               | schema[0].properties[1].name",
      })
  void shouldSayWhereAFaultIs(String right, String wrong, String path) {
    String text = CONTRACT.replace(right, wrong);
    assertThat(text).isNotEqualTo(CONTRACT);

    List<ContractFault> faults = ((ContractResult.Faulty) ContractReader.read(text)).faults();

    assertThat(faults).extracting(ContractFault::path).contains(path);
  }

  @Test
  void shouldReportAllFaultsAtOnce() {
    String text =
        CONTRACT
            .replace("kind: DataContract", "kind: Contract")
            .replace("logicalType: date", "logicalType: day")
            .replace("metric: rowCount", "metric: rows");

    assertThat(((ContractResult.Faulty) ContractReader.read(text)).faults()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"'[1, 2]'", "'a: [b'", "'a: 1\na: 2'", "''", "'- '"})
  void shouldExplainATextThatIsNoContract(String text) {
    assertThat(ContractReader.read(text)).isInstanceOf(ContractResult.Faulty.class);
  }
}
