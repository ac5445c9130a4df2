package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.data.AssociationReport.Association;
import io.steward.data.AssociationReport.Measure;
import io.steward.data.ColumnProfile.DateFacts;
import io.steward.data.ColumnProfile.Gap;
import io.steward.data.ColumnProfile.ValueCount;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssociationsTest {
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

  private static Association pair(DataProfile profile, String first, String second) {
    return profile.associations().pairs().stream()
        .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
        .findFirst()
        .orElseThrow();
  }

  // Expected values: scipy 1.x on german_credit.csv: pearsonr, spearmanr, chi2_contingency without
  // Yates' correction put into Bergsma's formula, and the sums of squares of a one-way layout.
  @Test
  void shouldAgreeWithScipyOnTheCreditData() {
    DataProfile profile = data.profile(data.credit());

    Association numbers = pair(profile, "duration", "credit_amount");
    assertThat(numbers.measure()).isEqualTo(Measure.CORRELATION);
    assertThat(numbers.value()).isCloseTo(0.6249841983009835, within(1e-12));
    assertThat(numbers.spearman()).isCloseTo(0.6247090778062971, within(1e-12));
    assertThat(pair(profile, "property_magnitude", "housing").value())
        .isCloseTo(0.5510116404863402, within(1e-12));
    assertThat(pair(profile, "purpose", "credit_amount").value())
        .isCloseTo(0.36023188554791574, within(1e-12));
    assertThat(profile.associations().sampled()).isFalse();
    assertThat(profile.associations().rows()).isEqualTo(1000);
  }

  @Test
  void shouldCountOutliersAsNumpyDoes() {
    ColumnProfile amount = data.profile(data.credit()).column("credit_amount").orElseThrow();

    assertThat(Objects.requireNonNull(amount.numbers()).outliers())
        .isEqualTo(new ColumnProfile.Outliers(-2544.625, 7882.375, 0, 72));
  }

  @Test
  void shouldLookAtASampleOfManyRowsThatIsTheSameAtAnyNumberOfThreads() {
    StringBuilder csv = new StringBuilder("x,z,t,y\n");
    for (int i = 0; i < 60_000; i++) {
      csv.append(i % 977).append(',').append(i * 31 % 977).append(",t").append(i % 7);
      csv.append(',').append(i % 2).append('\n');
    }
    DataProfile profile = data.profile(data.collect(csv.toString()));
    try (DataFixture other = new DataFixture(folder.resolve("other"), 1)) {
      assertThat(other.profile(other.collect(csv.toString()))).isEqualTo(profile);
    }

    assertThat(profile.associations().sampled()).isTrue();
    assertThat(profile.associations().rows()).isBetween(19_000L, 21_000L);
  }

  @Test
  void shouldDescribeDatesAndTheirGaps() {
    DataProfile profile =
        data.profile(
            data.collect("day,y\n2026-01-01,1\n2026-01-02T08:00,1\n2026-01-10,1\n2026-03-01,0\n"));

    DateFacts dates = Objects.requireNonNull(profile.column("day").orElseThrow().dates());
    assertThat(dates.days()).isEqualTo(4);
    assertThat(dates.gaps())
        .containsExactly(
            new Gap("2026-01-10", "2026-03-01", 49), new Gap("2026-01-02", "2026-01-10", 7));
    assertThat(dates.months())
        .containsExactly(new ValueCount("2026-01", 3), new ValueCount("2026-03", 1));
  }

  @Test
  void shouldCallAColumnNearlyConstantFromNinetyNinePercentOn() {
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 200; i++) {
      csv.append(i < 2 ? "x" : "z").append(',').append(i < 3 ? "x" : "z").append(",1\n");
    }
    DataProfile profile = data.profile(data.collect(csv.toString()));

    assertThat(profile.column("a").orElseThrow().nearConstant()).isTrue();
    assertThat(profile.column("b").orElseThrow().nearConstant()).isFalse();
  }
}
