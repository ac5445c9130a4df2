package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.evaluation.BiasReport.GroupBias;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BiasAssessorTest {
  @TempDir Path folder;

  private BiasReport assess(DataFixture data, Charter charter, Snapshot snapshot) {
    TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
    return new BiasAssessor(data.store, data.engine).assess(charter, part);
  }

  @Test
  void shouldMeasureImbalanceOutcomesAndMissingValuesByGroup() {
    StringBuilder csv = new StringBuilder("id,sex,age,pay,y\n");
    for (int i = 0; i < 1000; i++) {
      boolean woman = i % 4 == 0;
      boolean positive = woman ? i % 40 == 0 : i % 4 == 1;
      String pay = woman && i % 8 == 0 ? "" : String.valueOf(i);
      csv.append(i).append(woman ? ",f," : ",m,").append(20 + i % 50);
      csv.append(',').append(pay).append(positive ? ",1\n" : ",0\n");
    }
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(
                List.of("id"),
                List.of(),
                List.of(
                    new Charter.ProtectedAttribute(
                        "sex", Map.of("women", List.of("f")), List.of(), false),
                    new Charter.ProtectedAttribute("age", Map.of(), List.of(30.0, 40.0), false)),
                List.of()));
    try (DataFixture data = new DataFixture(folder, 2)) {
      BiasReport report = assess(data, charter, data.collect(csv.toString()));

      GroupBias women = report.attributes().getFirst().groups().get(1);
      assertThat(women.group()).isEqualTo("women");
      assertThat(women.rows()).isBetween(170L, 230L);
      double rows = women.rows();
      assertThat(women.classImbalance()).isCloseTo((800 - 2 * rows) / 800, within(1e-12));
      assertThat(women.positiveShare()).isCloseTo(0.1, within(0.03));
      assertThat(women.difference()).isCloseTo(1.0 / 3 - 0.1, within(0.05));
      assertThat(women.missing()).isEqualTo("pay");
      assertThat(women.missingDifference()).isCloseTo(0.5, within(0.06));
      assertThat(report.attributes().get(1).groups())
          .extracting(GroupBias::group)
          .containsExactly("below 30", "30 to below 40", "40 and above");
      assertThat(report.attributes().get(1).groups().stream().mapToLong(GroupBias::rows).sum())
          .isEqualTo(800);
    }
  }

  @Test
  void shouldSayNothingOfASmallGroup() {
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "german_credit.csv",
            "class",
            "bad",
            new Charter.Columns(
                List.of(),
                List.of(),
                List.of(
                    new Charter.ProtectedAttribute("purpose", Map.of(), List.of(), false),
                    new Charter.ProtectedAttribute("credit_amount", Map.of(), List.of(), false)),
                List.of()));
    try (DataFixture data = new DataFixture(folder, 2)) {
      BiasReport report = assess(data, charter, data.credit());

      assertThat(report.attributes().getFirst().groups())
          .filteredOn(group -> group.group().equals("retraining"))
          .singleElement()
          .satisfies(group -> assertThat(group.classImbalance()).isNull())
          .satisfies(group -> assertThat(group.note()).contains("fewer than"));
      assertThat(report.attributes().get(1).fault()).contains("cut-points");
    }
  }
}
