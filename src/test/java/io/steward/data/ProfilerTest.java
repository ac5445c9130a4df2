package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.artifact.Json;
import io.steward.data.ColumnProfile.NumberFacts;
import io.steward.data.ColumnProfile.ValueCount;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
  @TempDir static Path folder;
  static DataFixture data;

  @BeforeAll
  static void start() {
    data = new DataFixture(folder, 2);
  }

  @AfterAll
  static void stop() {
    data.close();
  }

  // Expected values: pandas 3.1.1 on german_credit.csv: describe(), std(ddof=1), quantile()
  // (linear),
  // nunique(), value_counts(), duplicated(); numpy.histogram(age, bins=20, range=(19, 75)).
  @Test
  void shouldAgreeWithPandasOnTheCreditData() {
    DataProfile profile = data.profile(data.credit());

    assertThat(profile.rows()).isEqualTo(1000);
    assertThat(profile.duplicateRows()).isZero();
    ColumnProfile amount = profile.column("credit_amount").orElseThrow();
    NumberFacts facts = Objects.requireNonNull(amount.numbers());
    assertThat(amount.distinct()).isEqualTo(921);
    assertThat(facts.minimum()).isEqualTo(250);
    assertThat(facts.maximum()).isEqualTo(18424);
    assertThat(facts.mean()).isCloseTo(3271.258, within(1e-9));
    assertThat(facts.deviation()).isCloseTo(2822.7368759604406, within(1e-8));
    double[] quantiles = {425.83, 708.95, 1365.5, 2319.5, 3972.25, 9162.7, 14180.39};
    for (int i = 0; i < quantiles.length; i++) {
      assertThat(facts.quantiles().get(i).value()).isCloseTo(quantiles[i], within(1e-9));
    }
    NumberFacts age = Objects.requireNonNull(profile.column("age").orElseThrow().numbers());
    assertThat(age.mean()).isCloseTo(35.546, within(1e-12));
    assertThat(age.deviation()).isCloseTo(11.375468574317512, within(1e-11));
    assertThat(age.histogram().stream().map(ColumnProfile.Bin::rows))
        .containsExactly(
            30L, 119L, 142L, 120L, 72L, 105L, 92L, 63L, 56L, 33L, 43L, 29L, 25L, 17L, 9L, 17L, 15L,
            6L, 1L, 6L);
    assertThat(profile.column("purpose").orElseThrow().topValues())
        .startsWith(new ValueCount("radio/tv", 280), new ValueCount("new car", 234))
        .contains(new ValueCount("domestic appliance", 12), new ValueCount("other", 12))
        .hasSize(10);
    assertThat(profile.column("class").orElseThrow().topValues())
        .containsExactly(new ValueCount("good", 700), new ValueCount("bad", 300));
  }

  @Test
  void shouldDescribeColumnsWithoutOrWithOneValue() {
    DataProfile profile =
        data.profile(data.collect("none,one,n,y\n,a,5,1\n,a,5,2\n,,,3\n,a,5,1\n"));

    ColumnProfile none = profile.column("none").orElseThrow();
    assertThat(none.allMissing()).isTrue();
    assertThat(none.missing()).isEqualTo(4);
    assertThat(none.texts()).isNull();
    assertThat(profile.column("one").orElseThrow().constant()).isTrue();
    NumberFacts n = Objects.requireNonNull(profile.column("n").orElseThrow().numbers());
    assertThat(n.deviation()).isZero();
    assertThat(n.mean()).isEqualTo(5);
    assertThat(n.histogram()).containsExactly(new ColumnProfile.Bin(5, 5, 3));
    assertThat(profile.duplicateRows()).isEqualTo(1);
  }

  @Test
  void shouldNotOverflowOnExtremeNumbers() {
    DataProfile profile = data.profile(data.collect("x,y\n1.7e308,1\n-1.7e308,2\n0,3\n1e-300,4\n"));

    NumberFacts x = Objects.requireNonNull(profile.column("x").orElseThrow().numbers());
    assertThat(x.mean()).isCloseTo(0, within(1e295));
    assertThat(x.deviation()).isFinite().isPositive();
    assertThat(x.histogram().stream().mapToLong(ColumnProfile.Bin::rows).sum()).isEqualTo(4);
  }

  @Test
  void shouldSurviveJson() {
    DataProfile profile = data.profile(data.credit());

    assertThat(Json.read(Json.bytes(profile), DataProfile.class)).isEqualTo(profile);
  }

  @Test
  void shouldReadFactsForACharterWithoutAStore() {
    var facts = new ColumnFactsReader(data.engine).read(DataFixture.GERMAN_CREDIT);

    assertThat(facts).hasSize(21);
    assertThat(facts.get(20).name()).isEqualTo("class");
    assertThat(facts.get(20).topValues()).isEqualTo(List.of("good", "bad"));
    assertThat(facts.get(4).distinct()).isEqualTo(921);
    assertThat(facts.get(4).rows()).isEqualTo(1000);
  }
}
