package io.steward.benchmarks;

import io.steward.data.contract.ContractReader;
import io.steward.data.contract.ContractResult;
import io.steward.data.contract.DataContract;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Twenty rules on the first nine columns of the made tables, as a contract and as plain SQL. */
final class BenchContract {
  private static final List<String> FEW =
      IntStream.range(0, 12).mapToObj(i -> "level " + i).toList();

  /** The columns that the rules are about. */
  private static final List<String> RULED = Tables.names(10).subList(0, 9);

  private BenchContract() {}

  /** The same rules as conditions that each row must keep, for the bare scans. */
  static List<String> conditions() {
    String few = FEW.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", "));
    return List.of(
        "normal_0 IS NOT NULL",
        "normal_0 >= -10",
        "normal_0 <= 10",
        "whole_1 IS NOT NULL",
        "whole_1 >= 0",
        "whole_1 <= 99",
        "skewed_2 >= 0",
        "few_3 IS NOT NULL",
        "few_3 IN (" + few + ")",
        "many_4 IS NOT NULL",
        "regexp_full_match(many_4, 'item [0-9]+')",
        "normal_5 >= -10",
        "whole_6 IS NOT NULL",
        "whole_6 >= 0",
        "whole_6 <= 99",
        "skewed_7 >= 0",
        "few_8 IS NOT NULL",
        "few_8 IN (" + few + ")",
        "NOT (whole_1 > 50 AND skewed_2 < 0)",
        "NOT (few_3 = 'level 1' AND normal_0 > 10)");
  }

  /** The rules as a data contract. */
  static DataContract contract(String table, int columns) {
    String few = FEW.stream().collect(Collectors.joining(", "));
    String others =
        Tables.names(columns).stream()
            .filter(name -> !RULED.contains(name))
            .map(name -> "      - {name: " + name + "}")
            .collect(Collectors.joining("\n"));
    String yaml =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: made
        name: made
        version: 1.0.0
        status: active
        schema:
          - name: %1$s
            logicalType: object
            properties:
              - {name: normal_0, required: true, logicalTypeOptions: {minimum: -10, maximum: 10}}
              - {name: whole_1, required: true, logicalTypeOptions: {minimum: 0, maximum: 99}}
              - {name: skewed_2, logicalTypeOptions: {minimum: 0}}
              - name: few_3
                required: true
                quality: [{name: few_3-values, metric: invalidValues, arguments: {validValues: [%2$s]}, mustBe: 0}]
              - {name: many_4, required: true, logicalTypeOptions: {pattern: "^item [0-9]+$"}}
              - {name: normal_5, logicalTypeOptions: {minimum: -10}}
              - {name: whole_6, required: true, logicalTypeOptions: {minimum: 0, maximum: 99}}
              - {name: skewed_7, logicalTypeOptions: {minimum: 0}}
              - name: few_8
                required: true
                quality: [{name: few_8-values, metric: invalidValues, arguments: {validValues: [%2$s]}, mustBe: 0}]
        %3$s
            quality:
              - {name: cross-1, type: sql, query: "SELECT count(*) FROM ${table} WHERE whole_1 > 50 AND skewed_2 < 0", mustBe: 0}
              - {name: cross-2, type: sql, query: "SELECT count(*) FROM ${table} WHERE few_3 = 'level 1' AND normal_0 > 10", mustBe: 0}
        """
            .formatted(table, few, others);
    return switch (ContractReader.read(yaml)) {
      case ContractResult.Valid valid -> valid.contract();
      case ContractResult.Faulty faulty ->
          throw new BenchmarkException("The benchmark's contract has faults: " + faulty.faults());
    };
  }
}
