package io.steward.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Json;
import io.steward.evaluation.LevelDistribution;
import io.steward.evaluation.NumberDistribution;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A world like the credit data: numbers of several shapes, texts with rare levels, gaps. */
class DriftAssessorTest {
  private static final List<ColumnSchema> INPUTS =
      List.of(
          new ColumnSchema("normal", ColumnKind.NUMBER),
          new ColumnSchema("skewed", ColumnKind.NUMBER),
          new ColumnSchema("discrete", ColumnKind.NUMBER),
          new ColumnSchema("mostly-zero", ColumnKind.NUMBER),
          new ColumnSchema("gaps", ColumnKind.NUMBER),
          new ColumnSchema("constant", ColumnKind.NUMBER),
          new ColumnSchema("even", ColumnKind.TEXT),
          new ColumnSchema("rare", ColumnKind.TEXT),
          new ColumnSchema("many", ColumnKind.TEXT),
          new ColumnSchema("free", ColumnKind.TEXT));

  /** How the world is changed. */
  private enum Shift {
    NONE,
    NUMBER,
    SPREAD,
    LEVELS,
    UNSEEN,
    MISSING,
    PREDICTION
  }

  @ParameterizedTest
  @CsvSource({"50, 200", "500, 200", "5000, 80"})
  void shouldAlarmInAtMostOneOfTwentyWhenNothingChanged(int rows, int simulations) {
    SplittableRandom random = new SplittableRandom(rows);
    int alarms = 0;
    for (int simulation = 0; simulation < simulations; simulation++) {
      ReferenceProfile reference = reference(800, 200, random);
      HealthReport report = DriftAssessor.assess(reference, served(rows, Shift.NONE, random));
      alarms += report.verdict() == HealthReport.Verdict.HEALTHY ? 0 : 1;
    }
    assertThat(alarms / (double) simulations).isLessThanOrEqualTo(0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, normal",
    "SPREAD, normal",
    "LEVELS, even",
    "UNSEEN, rare",
    "MISSING, normal",
    "PREDICTION, (prediction)"
  })
  void shouldFindAPlantedShift(Shift shift, String column) {
    SplittableRandom random = new SplittableRandom(7);
    int found = 0;
    for (int simulation = 0; simulation < 40; simulation++) {
      ReferenceProfile reference = reference(800, 200, random);
      HealthReport report = DriftAssessor.assess(reference, served(500, shift, random));
      boolean named =
          report.columns().stream()
              .anyMatch(
                  drift ->
                      drift.column().equals(column)
                          && drift.verdict() == ColumnDrift.Verdict.DRIFTED);
      found += named && report.verdict() == HealthReport.Verdict.DRIFTED ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(38);
  }

  @Test
  void shouldNotAlarmOnAlmostNothingWhenThereAreVeryManyRows() {
    SplittableRandom random = new SplittableRandom(3);
    ReferenceProfile reference = reference(50_000, 50_000, random);
    List<RequestLogEntry> served = new ArrayList<>();
    for (int row = 0; row < 50_000; row++) {
      served.add(entry(random, Shift.NONE, 0.03));
    }
    HealthReport report = DriftAssessor.assess(reference, served);
    assertThat(report.verdict()).isEqualTo(HealthReport.Verdict.HEALTHY);
    assertThat(report.columns())
        .filteredOn(drift -> drift.column().equals("normal"))
        .extracting(ColumnDrift::verdict)
        .containsExactly(ColumnDrift.Verdict.SMALL_CHANGE);
  }

  @Test
  void shouldSayNothingWhenThereAreTooFewRows() {
    SplittableRandom random = new SplittableRandom(3);
    ReferenceProfile reference = reference(800, 200, random);
    for (int rows : new int[] {0, 1, 49}) {
      HealthReport report = DriftAssessor.assess(reference, served(rows, Shift.UNSEEN, random));
      assertThat(report.verdict()).isEqualTo(HealthReport.Verdict.TOO_FEW_ROWS);
      assertThat(report.summary()).contains("Only " + rows).contains("50");
      assertThat(report.driftedColumns()).isZero();
      assertThat(Json.read(Json.bytes(report), HealthReport.class)).isEqualTo(report);
    }
  }

  @Test
  void shouldFindACallerWhoLeavesAColumnOut() {
    SplittableRandom random = new SplittableRandom(3);
    List<RequestLogEntry> served =
        served(60, Shift.NONE, random).stream()
            .map(
                entry -> {
                  Map<String, @Nullable Object> inputs = new HashMap<>(entry.inputs());
                  inputs.remove("even");
                  return new RequestLogEntry(
                      entry.at(), entry.model(), entry.version(), inputs, entry.outputs());
                })
            .toList();
    HealthReport report = DriftAssessor.assess(reference(800, 200, random), served);
    assertThat(report.columns())
        .filteredOn(drift -> drift.verdict() == ColumnDrift.Verdict.DRIFTED)
        .extracting(ColumnDrift::column)
        .containsExactly("even");
  }

  @Test
  void shouldHoldLabelsAgainstTheReferenceWhenThereAreManyClasses() {
    SplittableRandom random = new SplittableRandom(3);
    ReferenceProfile numbers = reference(800, 200, random);
    String[] labels = new String[200];
    java.util.Arrays.setAll(labels, row -> row % 2 == 0 ? "a" : "b");
    ReferenceProfile reference =
        new ReferenceProfile(800, numbers.columns(), LevelDistribution.of(labels));
    List<RequestLogEntry> served =
        served(100, Shift.NONE, random).stream()
            .map(
                entry ->
                    new RequestLogEntry(
                        entry.at(), "m", 1, entry.inputs(), Map.of(RequestLogEntry.LABEL, "a")))
            .toList();
    assertThat(DriftAssessor.assess(reference, served).columns().getLast())
        .satisfies(
            drift -> {
              assertThat(drift.column()).isEqualTo(DriftAssessor.PREDICTION);
              assertThat(drift.verdict()).isEqualTo(ColumnDrift.Verdict.DRIFTED);
            });
  }

  @Test
  void shouldGiveTheSameResultAfterJson() {
    SplittableRandom random = new SplittableRandom(3);
    ReferenceProfile reference = reference(800, 200, random);
    ReferenceProfile read = Json.read(Json.bytes(reference), ReferenceProfile.class);
    assertThat(read).isEqualTo(reference);
    List<RequestLogEntry> served = served(200, Shift.NUMBER, random);
    List<RequestLogEntry> logged =
        served.stream().map(entry -> Json.read(Json.bytes(entry), RequestLogEntry.class)).toList();
    HealthReport report = DriftAssessor.assess(reference, served);
    assertThat(DriftAssessor.assess(read, logged)).isEqualTo(report);
    assertThat(Json.read(Json.bytes(report), HealthReport.class)).isEqualTo(report);
  }

  private static ReferenceProfile reference(int rows, int predicted, SplittableRandom random) {
    List<RequestLogEntry> entries = served(rows, Shift.NONE, random);
    ServedColumns columns = new ServedColumns(entries);
    List<Object> values = new ArrayList<>();
    for (ColumnSchema input : INPUTS) {
      values.add(
          input.kind() == ColumnKind.NUMBER
              ? columns.numbers(input.name())
              : columns.texts(input.name()));
    }
    double[] predictions =
        new ServedColumns(served(predicted, Shift.NONE, random)).predictedNumbers();
    return ReferenceProfile.of(
        INPUTS, new RawTable(INPUTS, values), NumberDistribution.of(predictions));
  }

  private static List<RequestLogEntry> served(int rows, Shift shift, SplittableRandom random) {
    List<RequestLogEntry> entries = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      entries.add(entry(random, shift, shift == Shift.NUMBER ? 0.4 : 0));
    }
    return entries;
  }

  private static RequestLogEntry entry(SplittableRandom random, Shift shift, double move) {
    Map<String, @Nullable Object> inputs = new HashMap<>();
    double normal = random.nextGaussian() * (shift == Shift.SPREAD ? 1.8 : 1) + move;
    boolean lost = shift == Shift.MISSING && random.nextInt(10) == 0;
    inputs.put("normal", lost ? null : normal);
    inputs.put("skewed", Math.exp(random.nextGaussian()));
    inputs.put("discrete", (double) random.nextInt(1, 5));
    inputs.put("mostly-zero", random.nextInt(10) < 9 ? 0.0 : random.nextDouble());
    inputs.put("gaps", random.nextInt(5) == 0 ? null : random.nextDouble());
    inputs.put("constant", 1.0);
    inputs.put("even", "level " + random.nextInt(shift == Shift.LEVELS ? 3 : 4));
    double place = random.nextDouble();
    boolean strange = shift == Shift.UNSEEN && random.nextInt(12) == 0;
    inputs.put(
        "rare",
        strange
            ? "new"
            : place < 0.9 ? "usual" : place < 0.98 ? "second" : place < 0.998 ? "third" : "fourth");
    // Of 300 levels a reference of 800 rows lacks some by chance.
    inputs.put("many", "level " + (int) (300 * random.nextDouble() * random.nextDouble()));
    inputs.put("free", "text " + random.nextInt(1_000_000));
    double probability = random.nextDouble() * (shift == Shift.PREDICTION ? 0.7 : 1);
    return new RequestLogEntry(
        Instant.EPOCH, "m", 1, inputs, Map.of(RequestLogEntry.PROBABILITY, probability));
  }
}
