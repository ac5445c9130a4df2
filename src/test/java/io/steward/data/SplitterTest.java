package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan;
import io.steward.charter.SplitPlan;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitterTest {
  private static final HoldoutOpening OPENING =
      new HoldoutOpening(
          RunId.parse("run-1"), Digest.of("model"), "evaluation", Digest.of("basis"));

  @TempDir static Path folder;
  static DataFixture data;
  static HoldoutKey key;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
    key = HoldoutKey.loadOrCreate(folder.resolve("secrets/holdout.key"));
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  // Expected values: Python 3.11 hashlib.md5 over "42|" and the encoded row, sorted within each
  // class;
  // the first 20 % are the holdout, the others get fold i % 5 in that order.
  @Test
  void shouldAssignTheRowsThatAnIndependentProgramAssigns() {
    Snapshot snapshot = data.credit();
    Split split = split(Charters.credit(), snapshot);
    RawTable training = training(split, snapshot);

    double[] rows = training.numbers(Snapshot.ROW);
    double[] folds = training.numbers(Split.FOLD);
    double checksum = 0;
    for (int i = 0; i < rows.length; i++) {
      checksum += rows[i] * folds[i];
    }
    assertThat(split.trainingRows()).isEqualTo(800);
    assertThat(split.holdoutRows()).isEqualTo(200);
    assertThat(split.classes()).containsExactly("good", "bad");
    assertThat(Arrays.stream(rows).sum()).isEqualTo(999 * 1000 / 2 - 100_511);
    assertThat(rows).isSorted().doesNotContain(4, 6, 8, 12, 13, 16, 22, 29, 30, 32);
    assertThat(checksum).isEqualTo(812_307);
  }

  @Test
  void shouldKeepTheSharesOfClassesWithinOneRowOnBothSidesAndInEachFold() {
    Snapshot snapshot = data.collect(randomCsv(1, 997, 3));
    Charter charter = multiclass();
    Split split = split(charter, snapshot);
    RawTable training = training(split, snapshot);
    RawTable holdout = vault(key, new ArrayList<>()).open(split, snapshot, OPENING);

    assertThat(training.rows() + holdout.rows()).isEqualTo(997);
    for (String name : split.classes()) {
      long held = count(holdout, name, -1);
      long trained = count(training, name, -1);
      assertThat(Math.abs(held - 0.2 * (held + trained))).isLessThanOrEqualTo(1);
      for (int fold = 0; fold < split.folds(); fold++) {
        long inFold = count(training, name, fold);
        assertThat(Math.abs(inFold - trained / 5.0)).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void shouldKeepEqualRowsTogetherAndLoseNone() {
    // 40 different rows, each about ten times, with ids that differ.
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("id,a,b,y\n");
    for (int i = 0; i < 400; i++) {
      int kind = random.nextInt(40);
      csv.append("r").append(i).append(",").append(kind / 3.0).append(",t|\\").append(kind % 7);
      csv.append(",").append(kind % 2).append("\n");
    }
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(List.of("id"), List.of(), List.of(), List.of()));
    Snapshot snapshot = data.collect(csv.toString());
    Split split = split(charter, snapshot);
    RawTable training = training(split, snapshot);
    RawTable holdout = vault(key, new ArrayList<>()).open(split, snapshot, OPENING);

    Set<String> trained = keys(training);
    assertThat(keys(holdout)).isNotEmpty().noneMatch(trained::contains);
    assertThat(training.rows() + holdout.rows()).isEqualTo(400);
    Set<String> ids = new HashSet<>(List.of(training.texts("id")));
    assertThat(holdout.texts("id")).noneMatch(ids::contains);
  }

  @Test
  void shouldGiveTheSameDigestsAtAnyNumberOfThreads() {
    String csv = randomCsv(3, 2000, 2);
    Set<String> splits = new HashSet<>();
    for (int threads : new int[] {1, 2, 4}) {
      try (DataFixture other = new DataFixture(folder.resolve("t" + threads), threads)) {
        Snapshot snapshot = other.collect(csv);
        Split split =
            new Splitter(other.store, other.engine)
                .split(multiclass(), snapshot, HoldoutVault.sealer(other.store, key));
        splits.add(Json.text(split));
      }
    }

    assertThat(splits).hasSize(1);
  }

  @Test
  void shouldGiveTheTrainingPartBeforehandWithoutTheHoldout() {
    Snapshot snapshot = data.credit();

    TrainingPart part =
        new Splitter(data.store, data.engine).trainingPart(Charters.credit(), snapshot);

    assertThat(part).isEqualTo(split(Charters.credit(), snapshot).trainingPart());
  }

  @Test
  void shouldLeaveOutRowsWithoutTargetAndSplitRegression() {
    StringBuilder csv = new StringBuilder("a,y\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i).append(",").append(i % 10 == 0 ? "" : String.valueOf(i / 2.0)).append("\n");
    }
    Charter charter =
        Charters.of(Charter.Task.REGRESSION, "data.csv", "y", null, Charters.NO_ROLES);

    Split split = split(charter, data.collect(csv.toString()));

    assertThat(split.trainingRows()).isEqualTo(72);
    assertThat(split.holdoutRows()).isEqualTo(18);
    assertThat(split.classes()).isEmpty();
  }

  @Test
  void shouldKeepGroupsOnOneSideAndInOneFold() {
    Random random = new Random(4);
    StringBuilder csv = new StringBuilder("customer,branch,a,y\n");
    for (int i = 0; i < 2000; i++) {
      int customer = (int) Math.abs(60 * random.nextGaussian());
      String name = customer == 0 ? "" : "c" + customer;
      csv.append(name).append(',').append(customer == 0 ? "" : customer % 3).append(',');
      csv.append(random.nextGaussian()).append(',').append(random.nextInt(4) == 0 ? 1 : 0);
      csv.append('\n');
    }
    Charter charter =
        Charters.with(
            Charters.of(
                Charter.Task.BINARY,
                "data.csv",
                "y",
                "1",
                new Charter.Columns(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    List.of("customer", "branch"),
                    List.of())),
            new SplitPlan(SplitPlan.By.GROUP, 0.3),
            FeaturePlan.AUTOMATIC);
    Snapshot snapshot = data.collect(csv.toString());
    Split split = split(charter, snapshot);
    RawTable training = training(split, snapshot);
    RawTable holdout = vault(key, new ArrayList<>()).open(split, snapshot, OPENING);

    assertThat(training.rows() + holdout.rows()).isEqualTo(2000);
    assertThat(holdout.rows()).isBetween(500, 700);
    java.util.Map<String, Double> foldOf = new java.util.HashMap<>();
    int[] sizes = new int[5];
    for (int i = 0; i < training.rows(); i++) {
      double fold = training.numbers(Split.FOLD)[i];
      sizes[(int) fold]++;
      String customer = training.texts("customer")[i];
      if (!customer.isEmpty()) {
        assertThat(foldOf.computeIfAbsent(customer, c -> fold)).isEqualTo(fold);
      }
    }
    assertThat(holdout.texts("customer"))
        .filteredOn(name -> !name.isEmpty())
        .isNotEmpty()
        .noneMatch(foldOf::containsKey);
    assertThat(Arrays.stream(sizes).min().orElse(0)).isGreaterThan(200);
    // Rows without a customer are not one group.
    assertThat(training.texts("customer")).contains("");
    assertThat(holdout.texts("customer")).contains("");
  }

  @Test
  void shouldSealTheNewestRowsAndFillTheFoldsInTime() {
    Random random = new Random(9);
    StringBuilder csv = new StringBuilder("day,a,y\n");
    for (int i = 0; i < 1000; i++) {
      String day = java.time.LocalDate.of(2020, 1, 1).plusDays(random.nextInt(300)).toString();
      csv.append(random.nextInt(50) == 0 ? "" : day).append(',').append(random.nextGaussian());
      csv.append(',').append(random.nextInt(2)).append('\n');
    }
    Snapshot snapshot = data.collect(csv.toString());
    Split split = split(inTime(), snapshot);
    RawTable training = training(split, snapshot);
    RawTable holdout = vault(key, new ArrayList<>()).open(split, snapshot, OPENING);

    assertThat(split.by()).isEqualTo(SplitPlan.By.TIME);
    assertThat(split.trainingPart().inTime()).isTrue();
    assertThat(holdout.rows()).isBetween(190, 210);
    String oldestSealed = Arrays.stream(holdout.texts("day")).min(String::compareTo).orElseThrow();
    assertThat(oldestSealed).isNotEmpty();
    String[] newest = {"", "", "", "", ""};
    String[] oldest = {"z", "z", "z", "z", "z"};
    for (int i = 0; i < training.rows(); i++) {
      String day = training.texts("day")[i];
      int fold = (int) training.numbers(Split.FOLD)[i];
      assertThat(day).isLessThan(oldestSealed);
      newest[fold] = day.compareTo(newest[fold]) > 0 ? day : newest[fold];
      oldest[fold] = day.compareTo(oldest[fold]) < 0 ? day : oldest[fold];
    }
    for (int fold = 1; fold < 5; fold++) {
      assertThat(newest[fold - 1]).isLessThan(oldest[fold]);
    }
  }

  @Test
  void shouldSayWhyWhenTimeLeavesOneSideWithoutAClass() {
    StringBuilder csv = new StringBuilder("day,a,y\n");
    for (int i = 0; i < 100; i++) {
      csv.append("2020-01-").append(10 + i % 20).append(',').append(i).append(',');
      csv.append(i % 20 < 5 ? 1 : 0).append('\n');
    }
    Snapshot snapshot = data.collect(csv.toString());

    assertThatThrownBy(() -> split(inTime(), snapshot))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("class '1'")
        .hasMessageContaining("longer time");
  }

  private static Charter inTime() {
    return Charters.with(
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(
                List.of(), List.of(), List.of(), List.of(), "day", List.of(), List.of())),
        new SplitPlan(SplitPlan.By.TIME, 0.2),
        FeaturePlan.AUTOMATIC);
  }

  @Test
  void shouldSayWhyWhenItCannotSplit() {
    Snapshot oneRow = data.collect("a,y\n1,1\n2,0\n3,0\n");
    Snapshot same = data.collect("a,y\n" + "1,1\n".repeat(30) + "2,0\n".repeat(30));

    assertThatThrownBy(() -> split(Charters.binary("y", "1"), oneRow))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("class '1'");
    assertThatThrownBy(() -> split(Charters.binary("y", "1"), same))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("duplicates");
    assertThatThrownBy(() -> split(Charters.binary("z", "1"), same))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("'z'", "found: a, y");
  }

  @Test
  void shouldRecordAnOpeningBeforeAnyRowIsReturned() {
    Snapshot snapshot = data.credit();
    data.store.put(Json.bytes(snapshot), "application/json");
    Split split = split(Charters.credit(), snapshot);
    List<HoldoutOpening> openings = new ArrayList<>();

    RawTable holdout = vault(key, openings).open(split, OPENING);

    assertThat(openings).containsExactly(OPENING);
    assertThat(holdout.rows()).isEqualTo(200);
    assertThat(holdout.columns()).isEqualTo(snapshot.columns());
    HoldoutVault refusing =
        new HoldoutVault(
            data.store,
            data.engine,
            key,
            (s, o) -> {
              throw new IllegalStateException("ledger is full");
            });
    assertThatThrownBy(() -> refusing.open(split, OPENING)).hasMessage("ledger is full");
  }

  @Test
  void shouldNotOpenWithAnotherKey() {
    Snapshot snapshot = data.credit();
    Split split = split(Charters.credit(), snapshot);
    List<HoldoutOpening> openings = new ArrayList<>();
    HoldoutKey other = HoldoutKey.loadOrCreate(folder.resolve("other.key"));
    byte[] sealed = data.store.get(split.sealedHoldout());

    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("PAR1")
        .doesNotContain("radio/tv");
    assertThatThrownBy(() -> vault(other, openings).open(split, snapshot, OPENING))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("another key");
    assertThat(openings).isEmpty();
  }

  @Test
  void shouldKeepTheKeyToItsOwner() throws Exception {
    Path file = folder.resolve("mine.key");
    HoldoutKey made = HoldoutKey.loadOrCreate(file);
    Path content = java.nio.file.Files.write(folder.resolve("content"), new byte[] {1, 2, 3});
    made.cipher().seal(content, folder.resolve("sealed"));

    assertThat(java.nio.file.Files.getPosixFilePermissions(file)).hasSize(2);
    HoldoutKey.loadOrCreate(file).cipher().open(folder.resolve("sealed"), folder.resolve("opened"));
    assertThat(folder.resolve("opened")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(made.toString()).isEqualTo("HoldoutKey[hidden]");
    assertThatThrownBy(() -> HoldoutKey.load(folder.resolve("none.key")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.key");
    java.nio.file.Files.writeString(folder.resolve("bad.key"), "secret!");
    assertThatThrownBy(() -> HoldoutKey.load(folder.resolve("bad.key")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("64 hex digits")
        .hasMessageNotContaining("secret!");
  }

  private static Split split(Charter charter, Snapshot snapshot) {
    return new Splitter(data.store, data.engine)
        .split(charter, snapshot, HoldoutVault.sealer(data.store, key));
  }

  private static HoldoutVault vault(HoldoutKey key, List<HoldoutOpening> openings) {
    return new HoldoutVault(data.store, data.engine, key, (split, o) -> openings.add(o));
  }

  private static RawTable training(Split split, Snapshot snapshot) {
    List<ColumnSchema> columns = new ArrayList<>(snapshot.columns());
    columns.add(new ColumnSchema(Snapshot.ROW, ColumnKind.NUMBER));
    columns.add(new ColumnSchema(Split.FOLD, ColumnKind.NUMBER));
    return RawTables.load(data.engine, data.store, split.training(), columns);
  }

  private static Charter multiclass() {
    return Charters.of(Charter.Task.MULTICLASS, "data.csv", "y", null, Charters.NO_ROLES);
  }

  private static String randomCsv(long seed, int rows, int classes) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 0; i < rows; i++) {
      csv.append(random.nextGaussian()).append(",t").append(i).append(",k");
      csv.append(Math.min(random.nextInt(classes), random.nextInt(classes))).append("\n");
    }
    return csv.toString();
  }

  private static long count(RawTable table, String name, int fold) {
    long count = 0;
    for (int i = 0; i < table.rows(); i++) {
      boolean inFold = fold < 0 || table.numbers(Split.FOLD)[i] == fold;
      count += inFold && table.texts("y")[i].equals(name) ? 1 : 0;
    }
    return count;
  }

  private static Set<String> keys(RawTable table) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < table.rows(); i++) {
      keys.add(table.numbers("a")[i] + table.texts("b")[i] + table.numbers("y")[i]);
    }
    return keys;
  }
}
