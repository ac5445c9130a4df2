package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.charter.FeaturePlan.Transform;
import io.steward.charter.SplitPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationRulesTest {
  private static final String CSV =
      "n,t,d,y\n" + "1,a,2024-01-01,1\n2,b,2024-01-02,0\n".repeat(10) + "3,c,2024-01-03,0\n";

  @TempDir Path folder;

  @Test
  void shouldFindEverythingThatCannotBeDoneWithTheData() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter =
          charter(
              new Charter.Columns(
                  List.of(), List.of(), List.of(), List.of(), "t", List.of("g"), List.of("late")),
              new FeaturePlan(
                  Map.of(
                      "n",
                          new ColumnPlan(
                              Missing.CONSTANT, "x", null, null, null, null, Encoding.TARGET),
                      "d",
                          new ColumnPlan(
                              Missing.MODE, null, null, null, null, null, Encoding.ONE_HOT),
                      "u", new ColumnPlan(null, null, null, null, null, null, Encoding.DROP)),
                  List.of(List.of("n", "d")),
                  FeaturePlan.AUTOMATIC.selection()));
      Snapshot snapshot = data.collect(CSV);

      List<String> messages =
          PreparationRules.faults(charter, snapshot).stream()
              .map(PreparationRules.Fault::message)
              .toList();

      assertThat(messages).hasSize(9);
      assertThat(String.join("\n", messages))
          .contains("columns.time: column 't' holds texts")
          .contains("'g'", "columns.group")
          .contains("'late'", "columns.known-after")
          .contains("features.columns.n.encode: column 'n' holds numbers, and target is for texts")
          .contains("features.columns.n.constant")
          .contains("features.columns.d.encode", "one-hot is for texts")
          .contains("features.columns.d.missing")
          .contains("'u'", "features.columns.u")
          .contains("features.interactions[0]: column 'd' holds dates");
      assertThat(data.check(charter, snapshot).findings())
          .filteredOn(finding -> finding.severity() == Severity.BLOCKING)
          .extracting(DataFinding::message)
          .containsAll(messages);
    }
  }

  @Test
  void shouldFindNothingWhereEverythingFits() {
    try (DataFixture data = new DataFixture(folder, 1)) {
      Charter charter =
          charter(
              new Charter.Columns(
                  List.of(), List.of(), List.of(), List.of(), "d", List.of(), List.of()),
              new FeaturePlan(
                  Map.of(
                      "n",
                          new ColumnPlan(
                              Missing.MEAN,
                              null,
                              true,
                              Outliers.WINSORISE,
                              Transform.POWER,
                              null,
                              null),
                      "t",
                          new ColumnPlan(
                              Missing.MODE, null, null, null, null, null, Encoding.TARGET),
                      "d", new ColumnPlan(null, null, null, null, null, null, Encoding.DATE_PARTS)),
                  List.of(List.of("n", "n")),
                  FeaturePlan.AUTOMATIC.selection()));

      assertThat(PreparationRules.faults(charter, data.collect(CSV))).isEmpty();
    }
  }

  private static Charter charter(Charter.Columns columns, FeaturePlan features) {
    return Charters.with(
        Charters.of(Charter.Task.BINARY, "data.csv", "y", "1", columns),
        SplitPlan.STANDARD,
        features);
  }
}
