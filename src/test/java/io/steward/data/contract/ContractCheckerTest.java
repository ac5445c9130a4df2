package io.steward.data.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.contract.RuleResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCheckerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String LOANS =
      """
      id,name,amount,paid,kind,day,y
      1,Ann,100,50,car,2026-01-01,1
      2,Bob,200,250,car,2026-01-02,0
      2,Cid,300.5,10,boat,2026-02-10,1
      4,,-5,20,car,2026-02-20T10:00,0
      5,Eve,,400,7,2026-02-28,1
      """;

  /** Results by the id of their rule. */
  private record Results(List<RuleResult> all) {
    RuleResult get(String id) {
      return all.stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow();
    }
  }

  @TempDir Path folder;
  private DataFixture data;

  @BeforeEach
  void open() {
    data = new DataFixture(folder, 2);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static String contract(String properties, String quality) {
    return """
    apiVersion: v3.1.0
    kind: DataContract
    id: loans
    version: 1.0.0
    status: active
    schema:
      - name: loans
        properties: [%s]
        quality: [%s]
    slaProperties:
      - {property: freshness, value: 2, unit: d, element: loans.day}
    """
        .formatted(properties, quality);
  }

  private Results check(String properties, String quality, Set<String> masked) {
    DataContract contract =
        switch (ContractReader.read(contract(properties, quality))) {
          case ContractResult.Valid(DataContract valid) -> valid;
          case ContractResult.Faulty(List<ContractFault> faults) ->
              throw new AssertionError(faults.toString());
        };
    Snapshot snapshot = data.collect(LOANS);
    return new Results(
        new ContractChecker(data.store, data.engine, Duration.ofSeconds(2))
            .check(contract, snapshot, data.profile(snapshot), masked, NOW));
  }

  @Test
  void shouldCountAndShowRowsThatBreakARule() {
    Results results =
        check(
            """
            {name: id, logicalType: integer, unique: true},
            {name: name, required: true, logicalTypeOptions: {minLength: 3, pattern: "[A-D].*"}},
            {name: amount, logicalType: integer, logicalTypeOptions: {minimum: 0}},
            {name: kind, quality: [{metric: invalidValues, arguments: {validValues: [car, boat]}, mustBe: 0}]},
            {name: day, logicalType: date, logicalTypeOptions: {maximum: "2026-02-20"}},
            {name: colour}
            """,
            """
            {name: rows, metric: rowCount, mustBeBetween: [1, 5]},
            {name: pairs, metric: duplicateValues, arguments: {properties: [id, kind]}, mustBe: 0},
            {name: overpaid, type: sql, query: "SELECT count(*) FROM ${table} WHERE paid > amount", mustBe: 0},
            {name: spread, type: sql, query: "SELECT max(amount) - min(amount) FROM loans", mustBeLessThan: 300}
            """,
            Set.of());

    assertThat(results.get("id-unique").violatingRows()).isEqualTo(1);
    assertThat(results.get("id-unique").examples())
        .containsExactly(new RuleResult.Example(3, Map.of("id", "2.0")));
    assertThat(results.get("name-required").examples())
        .containsExactly(new RuleResult.Example(4, Map.of("name", "")));
    assertThat(results.get("name-length").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(results.get("name-pattern").violatingRows()).isEqualTo(1);
    assertThat(results.get("amount-type").violatingRows()).isEqualTo(1);
    assertThat(results.get("amount-range").examples().getFirst().row()).isEqualTo(4);
    assertThat(results.get("kind-invalidValues").violatingRows()).isEqualTo(1);
    assertThat(results.get("day-range").violatingRows()).isEqualTo(1);
    assertThat(results.get("rows").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(results.get("pairs").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(results.get("overpaid").violatingRows()).isEqualTo(2);
    assertThat(results.get("overpaid").examples().getFirst())
        .isEqualTo(new RuleResult.Example(2, Map.of("amount", "200.0", "paid", "250.0")));
    assertThat(results.get("spread").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(results.get("spread").detail()).contains("305.5");
    assertThat(results.get("day-freshness").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(results.get(RuleResults.OTHER_COLUMNS).detail()).contains("paid, y");
  }

  @Test
  void shouldFailOfARuleOnAColumnThatIsNotThere() {
    Results results = check("{name: colour, logicalType: string, required: true}", "", Set.of());

    assertThat(results.get("colour-required").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(results.get("colour-required").detail()).contains("'colour'").contains("data.csv");
  }

  @Test
  void shouldMaskValuesOfProtectedAndConfidentialColumns() {
    Results results =
        check(
            """
            {name: name, classification: confidential, logicalTypeOptions: {maxLength: 2}},
            {name: kind, logicalTypeOptions: {maxLength: 2}}
            """,
            """
            {name: who, type: sql, query: "SELECT count(*) FROM ${table} WHERE name = 'Eve' AND day > '2026'", mustBe: 0}
            """,
            Set.of("kind"));

    assertThat(results.get("name-length").examples())
        .allSatisfy(row -> assertThat(row.values()).containsValue(RuleResult.MASK));
    assertThat(results.get("kind-length").examples())
        .allSatisfy(row -> assertThat(row.values()).containsValue(RuleResult.MASK));
    assertThat(results.get("who").examples().getFirst().values())
        .isEqualTo(Map.of("name", RuleResult.MASK, "day", "2026-02-28"));
  }

  @Test
  void shouldCheckTheOtherRulesWhenOnePatternIsNoRegularExpression() {
    Results results =
        check(
            """
            {name: name, logicalTypeOptions: {pattern: "[A-"}},
            {name: kind, logicalTypeOptions: {pattern: "[a-z]+"}}
            """,
            "",
            Set.of());

    assertThat(results.get("name-pattern").outcome()).isEqualTo(Outcome.COULD_NOT_BE_CHECKED);
    assertThat(results.get("kind-pattern").violatingRows()).isEqualTo(1);
  }

  @Test
  void shouldSayWhenTheDataIsTooOld() {
    DataContract contract =
        ((ContractResult.Valid) ContractReader.read(contract("{name: day}", ""))).contract();
    Snapshot snapshot = data.collect(LOANS);

    List<RuleResult> results =
        new ContractChecker(data.store, data.engine, Duration.ofSeconds(2))
            .check(
                contract,
                snapshot,
                data.profile(snapshot),
                Set.of(),
                Instant.parse("2026-03-04T00:00:00Z"));

    assertThat(results.getFirst().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(results.getFirst().detail()).contains("2026-02-28");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY loans TO 'out.csv'",
        "PRAGMA database_list",
        "ATTACH 'other.db'",
        "SET threads = 1",
        "INSTALL httpfs",
        "SELECT 1; DROP VIEW loans",
        "SELECT 1; SELECT 2",
        "CREATE TABLE t AS SELECT 1",
        "SELECT count(*) FROM read_text('SECRET')",
        "SELECT count(*) FROM read_csv('SECRET')",
        "SELECT count(*) FROM 'SECRET'",
        "SELECT count(*) FROM glob('FOLDER*')",
        "SELECT count(*) FROM read_parquet('FOLDER*.parquet')",
        "SELECT count(*) FROM range(1000000000000) AS a",
        "SELECT 'text'",
        "SELECT 1, 2",
        "DELETE FROM loans",
        "no SQL at all",
      })
  void shouldNotRunAQueryThatReachesBeyondTheTable(String query) throws Exception {
    Path secret = data.engine.workFolder().resolve("secret.parquet");
    data.engine.materialise("SELECT 1 AS a", secret.toUri());
    String written =
        query
            .replace("SECRET", secret.toString())
            .replace("FOLDER", data.engine.workFolder() + "/");

    Results results =
        check("", "{name: attempt, type: sql, query: \"" + written + "\", mustBe: 0}", Set.of());

    assertThat(results.get("attempt").outcome()).isEqualTo(Outcome.COULD_NOT_BE_CHECKED);
    assertThat(results.get("attempt").detail()).isNotBlank().doesNotContain("Exception:");
    assertThat(Files.exists(folder.resolve("out.csv"))).isFalse();
  }

  @Test
  void shouldStopAQueryThatTakesTooLong() {
    Snapshot snapshot = data.collect(LOANS);
    try (var workspace = new io.steward.data.Workspace(data.store, data.engine);
        var table =
            data.engine.isolate(
                workspace.fetch(snapshot.parquet()), "loans", Duration.ofSeconds(1))) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                  io.steward.data.DataException.class,
                  () ->
                      table.select(
                          "SELECT sum(a.range * b.range % 7) FROM range(100000000) a,"
                              + " range(100000) b")))
          .satisfies(fault -> assertThat(fault.code()).isEqualTo("query-timeout"));
    }
  }

  @Test
  void shouldKeepEveryRuleOfItsOwnProposal() {
    Snapshot snapshot = data.credit();
    var profile = data.profile(snapshot);
    String yaml = ContractProposal.propose(Charters.credit(), snapshot, profile);
    DataContract contract =
        switch (ContractReader.read(yaml)) {
          case ContractResult.Valid(DataContract valid) -> valid;
          case ContractResult.Faulty(List<ContractFault> faults) ->
              throw new AssertionError(yaml + faults);
        };

    List<RuleResult> results =
        new ContractChecker(data.store, data.engine, Duration.ofSeconds(2))
            .check(contract, snapshot, profile, Set.of(), NOW);

    assertThat(contract.agreed()).isFalse();
    assertThat(contract.rules()).hasSizeGreaterThan(50);
    assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.PASSED));
  }

  @Test
  void shouldGiveTheSameResultsFromTheProfileAndFromAScan() {
    // Sixty different texts are more than the profile lists, so the second table is scanned.
    StringBuilder few = new StringBuilder("t,n,y\n");
    StringBuilder many = new StringBuilder("t,n,y\n");
    for (int i = 0; i < 300; i++) {
      few.append("t").append(i % 40).append(',').append(i % 40).append(",1\n");
      many.append("t").append(i % 40).append(',').append(i % 40).append(",1\n");
    }
    for (int i = 0; i < 60; i++) {
      many.append("u").append(i).append(",").append(100 + i).append(",1\n");
    }
    String yaml =
        contract(
            """
            {name: t, quality: [{metric: invalidValues, arguments: {validValues: [t1, t2]}, mustBe: 0}]},
            {name: n, quality: [{metric: invalidValues, arguments: {validValues: [1, 2]}, mustBe: 0}]}
            """,
            "");
    DataContract contract = ((ContractResult.Valid) ContractReader.read(yaml)).contract();

    List<Long> fromProfile = violations(contract, few.toString());
    List<Long> fromScan = violations(contract, many.toString());

    assertThat(fromProfile).containsExactly(284L, 284L);
    assertThat(fromScan).containsExactly(344L, 344L);
  }

  private List<Long> violations(DataContract contract, String csv) {
    Snapshot snapshot = data.collect(csv);
    return new ContractChecker(data.store, data.engine, Duration.ofSeconds(2))
        .check(contract, snapshot, data.profile(snapshot), Set.of(), NOW).stream()
            .filter(result -> result.violatingRows() != null)
            .map(RuleResult::violatingRows)
            .toList();
  }
}
