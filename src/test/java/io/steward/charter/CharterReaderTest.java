package io.steward.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.steward.artifact.Json;
import io.steward.charter.Charter.Task;
import io.steward.charter.CharterResult.Faulty;
import io.steward.charter.CharterResult.Valid;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharterReaderTest {
  static final String SMALL =
      """
      name: credit-risk
      title: Credit risk
      problem: Loans are not paid back.
      decision: Whom to look at.
      owner: owner
      task: binary
      source:
        file: data.csv
      target:
        column: class
        positive: bad
      success:
        primary:
          metric: auc
          threshold: 0.7
      """;

  private static Charter valid(String yaml) {
    CharterResult result = CharterReader.read(yaml);
    assertThat(result).isInstanceOf(Valid.class);
    return ((Valid) result).charter();
  }

  private static Map<String, String> faults(String yaml) {
    CharterResult result = CharterReader.read(yaml);
    assertThat(result).isInstanceOf(Faulty.class);
    Map<String, String> faults = new LinkedHashMap<>();
    ((Faulty) result).faults().forEach(fault -> faults.put(fault.path(), fault.message()));
    return faults;
  }

  @Test
  void shouldUseTheDocumentedDefaultsWhenOnlyTheNecessaryIsThere() {
    Charter charter = valid(SMALL);

    assertThat(charter.task()).isEqualTo(Task.BINARY);
    assertThat(charter.costs()).isEqualTo(CharterDefaults.COSTS);
    assertThat(charter.serving()).isEqualTo(CharterDefaults.SERVING);
    assertThat(charter.budget()).isEqualTo(CharterDefaults.BUDGET);
    assertThat(charter.monitoring()).isEqualTo(CharterDefaults.MONITORING);
    assertThat(charter.suitability()).isEqualTo(CharterDefaults.SUITABILITY);
    assertThat(charter.regulatory()).isEqualTo(CharterDefaults.REGULATORY);
    assertThat(charter.seed()).isEqualTo(CharterDefaults.SEED);
    assertThat(charter.columns().protectedAttributes()).isEmpty();
    assertThat(charter.split()).isEqualTo(SplitPlan.STANDARD);
    assertThat(charter.features()).isEqualTo(FeaturePlan.AUTOMATIC);
    assertThat(charter.fairness()).isEmpty();
    assertThat(charter.success().secondary()).isEmpty();
  }

  @Test
  void shouldReadWhatIsDecidedAboutSplitAndFeatures() {
    Charter charter =
        valid(
            SMALL
                + """
                columns: {time: day, group: [customer], known-after: [reason]}
                split: {holdout: 0.3}
                features:
                  columns:
                    amount: {missing: mean, indicator: false, outliers: none, transform: log}
                    day: {encode: date-parts}
                  interactions: [[amount, duration]]
                  selection: {mutual-information: 0.01, keep: 20}
                """);

    assertThat(charter.split()).isEqualTo(new SplitPlan(SplitPlan.By.GROUP, 0.3));
    assertThat(charter.columns().knownAfter()).containsExactly("reason");
    assertThat(charter.features().column("amount"))
        .isEqualTo(
            new FeaturePlan.ColumnPlan(
                FeaturePlan.Missing.MEAN,
                null,
                false,
                FeaturePlan.Outliers.NONE,
                FeaturePlan.Transform.LOG,
                null,
                null));
    assertThat(charter.features().interactions()).containsExactly(List.of("amount", "duration"));
    assertThat(charter.features().selection())
        .isEqualTo(new FeaturePlan.SelectionPlan(null, null, 0.01, 20));
  }

  @Test
  void shouldReportWhatCannotBeDecidedAboutSplitAndFeatures() {
    Map<String, String> faults =
        faults(
            SMALL
                + """
                columns: {group: [customer], known-after: [reason], id: [reason]}
                split: {by: time, holdout: 0.9}
                features:
                  columns:
                    customer: {encode: target}
                    class: {missing: mean}
                    amount: {missing: constant, transform: logarithm}
                  interactions: [[amount, reason], [amount]]
                """);

    assertThat(faults)
        .containsOnlyKeys(
            "columns.known-after[0]",
            "split.by",
            "split.holdout",
            "features.columns.customer",
            "features.columns.class",
            "features.columns.amount.constant",
            "features.columns.amount.transform",
            "features.interactions[0]",
            "features.interactions[1]");
    assertThat(faults.get("features.columns.amount.transform")).contains("none, log, power");
  }

  @Test
  void shouldGiveOneDigestHoweverTheSameIsWritten() {
    String other =
        "# a comment\nseed: 42\ncosts: {false-negative: 1.0}\nfairness:\n" + SMALL + "budget: {}\n";

    assertThat(CharterReader.read(other)).isInstanceOf(Valid.class);
    assertThat(((Valid) CharterReader.read(other)).digest())
        .isEqualTo(((Valid) CharterReader.read(SMALL)).digest());
    assertThat(((Valid) CharterReader.read(SMALL + "seed: 43\n")).digest())
        .isNotEqualTo(((Valid) CharterReader.read(SMALL)).digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{file: a.csv, url: 'https://x/y'} | source.url | Keep one",
        "{object: 's3:/b/k'} | source.object | s3://bucket/key",
        "{url: 'http://x/y'} | source.url | https",
        "{url: 'https://me:secret@x/y'} | source.url | Remove it",
        "{url: 'https://x/y#z'} | source.url | after #",
        "{query: {connection: W, sql: SELECT 1}} | source.query.connection | hyphens",
        "{query: {connection: w, sql: DROP TABLE x}} | source.query.sql | SELECT or WITH",
        "{query: {connection: w, sql: SELECT 1, password: x}} | source.query.password | no such key",
        "{query: {connection: w, sql: SELECT 1}, format: csv} | source.query | no format",
        "{file: a, format: xlsx} | source.format | csv, tsv, jsonl, parquet",
        "{file: a, compression: zip} | source.compression | gzip, none",
        "{file: a, format: jsonl, csv: {quote: \"'\"}} | source.csv | CSV and TSV only",
        "{file: a, csv: {delimiter: x}} | source.csv.delimiter | not one of",
        "{file: a, csv: {encoding: cp850}} | source.csv.encoding | WINDOWS-1252",
        "{file: a, csv: {decimal: x}} | source.csv.decimal | not one of",
        "{file: a, csv: {dates: iso}} | source.csv.dates | day-first",
        "{file: a, append-only: 2} | source.append-only | true or false"
      })
  void shouldSayWhatIsWrongWithASource(String source, String path, String words) {
    Map<String, String> faults = faults(withSource(source));

    assertThat(faults).hasEntrySatisfying(path, fault -> assertThat(fault).contains(words));
    assertThat(faults.toString()).doesNotContain("secret");
  }

  @Test
  void shouldReadASourceOfEachKind() {
    DataSource object = valid(withSource("{object: s3://landing/in/a.csv.gz}")).source();
    DataSource url =
        valid(withSource("{url: 'https://Data.example/x/a.csv?key=1', append-only: true}"))
            .source();
    DataSource query =
        valid(withSource("{query: {connection: warehouse, sql: select * from t order by id}}"))
            .source();
    DataSource form =
        valid(
                withSource(
                    "{file: a.txt, format: csv, compression: gzip, csv: {delimiter: tab, quote:"
                        + " \"'\", encoding: iso-8859-1, decimal: ',', dates: month-first}}"))
            .source();

    assertThat(object.location())
        .isEqualTo(new DataSource.Location.StoredObject("landing", "in/a.csv.gz"));
    assertThat(object.name()).isEqualTo("a.csv.gz");
    assertThat(url.words()).isEqualTo("https://data.example/x/a.csv");
    assertThat(url.name()).isEqualTo("a.csv");
    assertThat(url.appendOnly()).isTrue();
    assertThat(query.location()).isInstanceOf(DataSource.Location.Rows.class);
    assertThat(query.words()).isEqualTo("a query on the connection warehouse");
    assertThat(form.csvForm())
        .isEqualTo(
            new DataSource.CsvForm("\t", "'", "ISO-8859-1", ",", DataSource.DateOrder.MONTH_FIRST));
    assertThat(form.compression()).isEqualTo(DataSource.Compression.GZIP);
  }

  private static String withSource(String source) {
    return SMALL.replace("source:\n  file: data.csv\n", "source: " + source + "\n");
  }

  @Test
  void shouldReportEveryFaultAtOnceWithItsPath() {
    Map<String, String> faults =
        faults(
            """
            name: Credit Risk
            titel: Credit risk
            decision: Whom to look at.
            owner: owner
            task: binry
            source:
              file: data.csv
            target:
              column: class
            columns:
              id: customer
              protected:
                - column: age
                  cut-points: [60, 25]
            success:
              primary:
                metric: auk
                threshold: high
              secondary:
                - {metric: recall, threshold: 1.4}
            costs:
              false-negative: -5
            fairness:
              - column: agee
                metric: demographic-parity-ratio
                limit: 0.8
            budget:
              training-time: 5 minutes
              candidates: 0
            regulatory:
              personal-data: maybe
            """);

    assertThat(faults.keySet())
        .containsExactlyInAnyOrder(
            "name",
            "title",
            "titel",
            "problem",
            "task",
            "target.positive",
            "columns.id",
            "columns.protected[0].cut-points[1]",
            "success.primary.metric",
            "success.primary.threshold",
            "success.secondary[0].threshold",
            "costs.false-negative",
            "fairness[0].column",
            "budget.training-time",
            "budget.candidates",
            "regulatory.personal-data");
    assertThat(faults)
        .contains(
            entry("titel", "There is no such key. Did you mean 'title'?"),
            entry(
                "task",
                "'binry' is not one of binary, multiclass, regression. Did you mean 'binary'?"));
    assertThat(faults.get("success.primary.metric")).endsWith("Did you mean 'auc'?");
    assertThat(faults.get("fairness[0].column")).endsWith("Did you mean 'age'?");
    assertThat(faults.get("budget.training-time")).contains("'5 minutes'").contains("PT5M");
  }

  @Test
  void shouldSayOnceWhatIsMissingAltogether() {
    assertThat(faults("seed: 1").keySet())
        .containsExactlyInAnyOrder(
            "name", "title", "problem", "decision", "owner", "task", "source", "target", "success");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what is replaced         | by what                                   | path
          positive: bad              | Positive: bad                             | target.Positive
          task: binary               | task: regression                          | target.positive
          task: binary               | task: regression                          | success.primary.metric
          metric: auc                | metric: rmse                              | success.primary.metric
          threshold: 0.7             | threshold: 1.1                            | success.primary.threshold
          threshold: 0.7             | threshold: .nan                           | success.primary.threshold
          threshold: 0.7             | threshold: '0.7'                          | success.primary.threshold
          file: data.csv             | file: [data.csv]                          | source.file
          owner: owner               | owner: the owner                          | owner
          title: Credit risk         | title: ''                                 | title
          """)
  void shouldFindAWrongValue(String what, String by, String path) {
    assertThat(SMALL).contains(what);
    assertThat(faults(SMALL.replace(what, by))).containsKey(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          columns: {id: [a], ignore: [a]}                              | columns.ignore[0]
          columns: {segment: [class]}                                  | columns.segment[0]
          columns: {segment: [a], protected: [{column: a}]}            | columns.segment[0]
          columns: {id: [{}]}                                          | columns.id[0]
          columns: [a]                                                 | columns
          columns: {id: [a], immutable: [a]}                           | columns.immutable[0]
          columns: {immutable: [a, a]}                                 | columns.immutable[1]
          columns: {protected: [{column: a, groups: {g: []}}]}         | columns.protected[0].groups.g
          columns: {protected: [{column: a, groups: {g: [x], h: [x]}}]} | columns.protected[0].groups.h
          columns: {protected: [{column: a, groups: {g: [x]}, cut-points: [1]}]} | columns.protected[0]
          columns: {protected: [{column: a, cut-points: [1, 1]}]}      | columns.protected[0].cut-points[1]
          columns: {protected: [{groups: {}}]}                         | columns.protected[0].column
          columns: {protected: [age]}                                  | columns.protected[0]
          costs: {false-positive: 0}                                   | costs.false-positive
          serving: {p95-millis: 0}                                     | serving.p95-millis
          serving: {requests-per-second: 1.5}                          | serving.requests-per-second
          budget: {training-time: PT0S}                                | budget.training-time
          budget: {training-time: P7D, deadline: P1D}                  | budget.deadline
          budget: {money: -1}                                          | budget.money
          monitoring: {interval: P1Y}                                  | monitoring.interval
          suitability: {outcome-recorded: yes}                         | suitability.outcome-recorded
          seed: -1                                                     | seed
          fairness: [{column: a, metric: demographic-parity-ratio, limit: 0.8}] | fairness[0].column
          """)
  void shouldFindAWrongPart(String part, String path) {
    assertThat(faults(SMALL + part + "\n").keySet()).containsExactly(path);
  }

  @Test
  void shouldRefuseLimitsAndCostsWhereThereIsNoPositiveClass() {
    String regression =
        SMALL
            .replace("task: binary", "task: regression")
            .replace("  positive: bad\n", "")
            .replace("metric: auc", "metric: r2");
    assertThat(valid(regression).target().positive()).isNull();

    assertThat(
            faults(
                    regression
                        + """
                        columns: {protected: [{column: a}]}
                        costs: {false-negative: 5}
                        fairness: [{column: a, metric: equal-opportunity-difference, limit: 0.2}]
                        """)
                .keySet())
        .containsExactlyInAnyOrder("costs", "fairness");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "true,true",
    "True,True",
    "Yes,Yes",
    "no,no",
    "on,on",
    "'\"0\"',0",
    "1.0,1.0",
    "007,007",
    "1_000,1_000",
    "1e3,1e3",
    "0x1F,0x1F"
  })
  void shouldTakeAClassAsItIsWritten(String written, String meant) {
    assertThat(valid(SMALL.replace("positive: bad", "positive: " + written)).target().positive())
        .isEqualTo(meant);
  }

  @Test
  void shouldReadDurationsAndAmounts() {
    Charter charter =
        valid(SMALL + "budget: {training-time: PT90S, deadline: P2D, money: 25.50}\n");

    assertThat(charter.budget().trainingTime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(charter.budget().deadline()).isEqualTo(Duration.ofDays(2));
    assertThat(charter.budget().money()).isEqualByComparingTo("25.5");
  }

  @Test
  void shouldKeepTheDigestWhenTheBudgetSaysToAskAsItWouldAnyway() {
    Valid silent = (Valid) CharterReader.read(SMALL);
    Valid asking = (Valid) CharterReader.read(SMALL + "budget: {when-used-up: ask}\n");
    Valid stopping = (Valid) CharterReader.read(SMALL + "budget: {when-used-up: stop}\n");

    assertThat(asking.digest()).isEqualTo(silent.digest());
    assertThat(Json.text(silent.charter())).doesNotContain("stopsWhenUsedUp");
    assertThat(stopping.digest()).isNotEqualTo(silent.digest());
    assertThat(stopping.charter().budget().stopsWhenUsedUp()).isTrue();
    assertThat(Json.read(Json.bytes(stopping.charter()), Charter.class))
        .isEqualTo(stopping.charter());
    assertThat(Json.read(Json.bytes(silent.charter()), Charter.class)).isEqualTo(silent.charter());
  }

  @Test
  void shouldSayWhereTheYamlBreaks() {
    Map<String, String> faults = faults(SMALL + "columns: [a, b\n");

    assertThat(faults).containsOnlyKeys("");
    assertThat(faults.get("")).contains("line 1").contains("column").doesNotContain("Exception");
  }

  @Test
  void shouldSayThatAKeyIsThereTwice() {
    assertThat(faults(SMALL + "name: other\n").get("")).contains("name").contains("twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "# only a comment",
        "just a text",
        "- a\n- list",
        "\t\tname: x",
        "a: b: c",
        "%&/()=",
        "\u0000",
        "name: !!javax.script.ScriptEngineManager []",
        "a: &a [x]\nb: *a",
        "---\na: 1\n---\nb: 2",
        "{",
        "? ",
        "name: \"\\q\""
      })
  void shouldNeverThrow(String yaml) {
    assertThat(faults(yaml)).isNotEmpty();
    assertThat(faults(yaml).values())
        .allSatisfy(message -> assertThat(message).isNotBlank().doesNotContain("Exception"));
  }

  @Test
  void shouldNotBeOverwhelmed() {
    assertThat(faults("[".repeat(100_000)).get("")).isNotBlank();
    assertThat(faults("x".repeat(CharterReader.MAX_LENGTH + 1)).get("")).contains("256 KB");
    assertThat(CharterReader.read("\uFEFF" + SMALL)).isInstanceOf(Valid.class);
    assertThat(CharterReader.read(SMALL.replace("\n", "\r\n"))).isInstanceOf(Valid.class);
  }

  @Test
  void shouldKnowEveryMetricByItsWrittenForm() {
    List<String> written = Arrays.stream(Metric.values()).map(Metric::written).toList();

    assertThat(written)
        .allSatisfy(name -> assertThat(Metric.parse(name).written()).isEqualTo(name));
  }

  @Test
  void shouldReadTheContractAndWhatIsKnownAfterTheOutcome() {
    Charter charter =
        valid(SMALL + "contract: loans.yaml\ncolumns: {known-after: [closing_reason]}\n");

    assertThat(charter.contract()).isEqualTo("loans.yaml");
    assertThat(charter.columns().knownAfter()).containsExactly("closing_reason");
    assertThat(Json.read(Json.bytes(charter), Charter.class)).isEqualTo(charter);
  }

  @Test
  void shouldKeepTheCanonicalFormOfACharterThatUsesNeither() {
    assertThat(Json.text(valid(SMALL)))
        .doesNotContain("contract", "knownAfter", "immutable", "maxDrop");
  }

  @Test
  void shouldRefuseAColumnThatIsAFeatureForSegmentsAndKnownAfterTheOutcome() {
    assertThat(faults(SMALL + "columns: {segment: [a], known-after: [a]}\n"))
        .containsKey("columns.known-after[0]");
  }

  @Test
  void shouldReadTheRuleOfThumbAndKeepTheDigestOfCharters() {
    Charter plain = valid(SMALL);
    assertThat(Json.text(plain)).doesNotContain("\"rule\"");
    Charter charter =
        valid(
            SMALL
                + """
                suitability:
                  rule-of-thumb: Monthly contracts leave.
                  rule: {column: contract, values: [Month-to-month, 1]}
                """);
    ThumbRule rule = java.util.Objects.requireNonNull(charter.suitability().rule());
    assertThat(rule.values()).containsExactly("Month-to-month", "1");
    assertThat(rule.words()).isEqualTo("contract one of Month-to-month, 1");
    assertThat(Json.read(Json.bytes(charter), Charter.class)).isEqualTo(charter);
    assertThat(Json.text(rule)).doesNotContain("below").doesNotContain("constant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: {}",
        "rule: {column: a}",
        "rule: {values: [b]}",
        "rule: {column: a, values: [b], below: 3}",
        "rule: {column: a, below: 3, above: 1}",
        "rule: {column: a, below: 3, constant: 1}",
        "rule: {column: class, below: 3}",
        "rule: {constant: 3}"
      })
  void shouldRefuseARuleThatDoesNotSuitTheTask(String rule) {
    assertThat(faults(SMALL + "suitability: {rule-of-thumb: words, " + rule + "}"))
        .containsOnlyKeys("suitability.rule");
  }

  @Test
  void shouldRefuseARuleThatTheWordsDeny() {
    assertThat(faults(SMALL + "suitability: {rule: {column: a, below: 3}}"))
        .containsOnlyKeys("suitability.rule-of-thumb");
    assertThat(faults(SMALL + "suitability: {rule-of-thumb: w, rule: {column: a, below: x}}"))
        .containsKey("suitability.rule.below");
    assertThat(faults(SMALL + "suitability: {rule-of-thumb: w, rule: {column: a, blow: 1}}"))
        .containsKey("suitability.rule.blow");
  }

  @Test
  void shouldReadTheRuleOfARegressionAndRefuseOneForManyClasses() {
    String regression =
        SMALL
            .replace("task: binary", "task: regression")
            .replace("  positive: bad\n", "")
            .replace("auc", "rmse");
    valid(regression + "suitability: {rule-of-thumb: w, rule: {column: last_price}}");
    valid(regression + "suitability: {rule-of-thumb: w, rule: {constant: 12.5}}");
    assertThat(
            faults(
                regression
                    + "suitability: {rule-of-thumb: w, rule: {column: a, constant: 1, below: 2}}"))
        .containsOnlyKeys("suitability.rule");
    String multiclass =
        SMALL
            .replace("task: binary", "task: multiclass")
            .replace("  positive: bad\n", "")
            .replace("auc", "f1");
    assertThat(faults(multiclass + "suitability: {rule-of-thumb: w, rule: {constant: 1}}"))
        .containsOnlyKeys("suitability.rule");
  }
}
