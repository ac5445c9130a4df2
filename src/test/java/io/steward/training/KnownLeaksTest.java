package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.data.Charters;
import io.steward.data.DataFixture;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.features.ColumnRecipe;
import io.steward.features.RecipeFitter;
import io.steward.training.LearnabilityReport.Leak;
import io.steward.training.LearnabilityReport.LeakageFinding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownLeaksTest {
  @TempDir Path folder;

  @Test
  void shouldNameIdsAndWhatIsKnownAfterTheOutcome() {
    StringBuilder csv = new StringBuilder("number,declared,reason,x,y\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i)
          .append(",n")
          .append(i)
          .append(i % 2 == 0 ? ",r," : ",s,")
          .append(i % 7)
          .append(',')
          .append(i % 2);
      csv.append('\n');
    }
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(
                List.of("declared"),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of("reason")));
    try (DataFixture data = new DataFixture(folder, 1)) {
      Snapshot snapshot = data.collect(csv.toString());

      assertThat(KnownLeaks.of(charter, data.profile(snapshot), 0, 80))
          .extracting(LeakageFinding::kind, LeakageFinding::column)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(Leak.KNOWN_AFTER, "reason"),
              org.assertj.core.groups.Tuple.tuple(Leak.ID_LIKE, "number"));
      TrainingPart part = new Splitter(data.store, data.engine).trainingPart(charter, snapshot);
      assertThat(
              new RecipeFitter(data.store, data.engine).fit(charter, part, snapshot, 0).columns())
          .extracting(ColumnRecipe::column)
          .containsExactly("number", "x");
    }
  }

  @Test
  void shouldCountTrainingRowsWithTheFeaturesOfAHoldoutRow() {
    // Each x is there with both outcomes, which are split apart from each other.
    StringBuilder csv = new StringBuilder("id,x,y\n");
    for (int i = 0; i < 400; i++) {
      csv.append(i).append(",v").append(i / 2).append(',').append(i % 2).append('\n');
    }
    Charter charter =
        Charters.of(
            Charter.Task.BINARY,
            "data.csv",
            "y",
            "1",
            new Charter.Columns(List.of("id"), List.of(), List.of(), List.of()));
    try (DataFixture data = new DataFixture(folder, 1)) {
      Snapshot snapshot = data.collect(csv.toString());
      long same = new Splitter(data.store, data.engine).sameFeaturesOnBothSides(charter, snapshot);

      // 80 holdout rows; the partner of each lies in the training part four times out of five.
      assertThat(same).isBetween(50L, 78L);
      assertThat(KnownLeaks.of(charter, data.profile(snapshot), same, 320))
          .extracting(LeakageFinding::kind)
          .contains(Leak.DUPLICATES_ACROSS_SPLIT);
    }
  }
}
