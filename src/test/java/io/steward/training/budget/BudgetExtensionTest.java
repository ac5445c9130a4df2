package io.steward.training.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetExtensionTest {

  @Test
  void shouldReadWhatTheFormSays() {
    var reading = BudgetExtension.read("PT15M", "2.50", "3", Set.of(Resource.TIME, Resource.MONEY));

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.extension())
        .isEqualTo(new BudgetExtension(Duration.ofMinutes(15), new BigDecimal("2.5"), 3));
  }

  @Test
  void shouldGrantNothingWhereNothingIsWritten() {
    var reading = BudgetExtension.read("PT15M", "", " ", Set.of(Resource.TIME));

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.extension())
        .isEqualTo(new BudgetExtension(Duration.ofMinutes(15), BigDecimal.ZERO, 0));
  }

  @Test
  void shouldAskForMoreOfEverythingThatIsUsedUp() {
    var reading =
        BudgetExtension.read(
            "", "1", "0", Set.of(Resource.TIME, Resource.MONEY, Resource.CANDIDATES));

    assertThat(reading.faults())
        .containsExactly(
            "The budget's time is used up: grant more of it, or stop.",
            "The budget's candidates is used up: grant more of it, or stop.");
  }

  @Test
  void shouldAskForSomethingWhenNothingIsGranted() {
    assertThat(BudgetExtension.read("", "0", "", Set.of()).faults())
        .containsExactly("Grant additional time, money or candidates, or stop.");
  }

  @Test
  void shouldFindAllFaultsAtOnce() {
    assertThat(BudgetExtension.read("soon", "much", "1.5", Set.of(Resource.TIME)).faults())
        .hasSize(3)
        .anySatisfy(fault -> assertThat(fault).contains("'soon'").contains("PT15M"))
        .anySatisfy(fault -> assertThat(fault).contains("'much'"))
        .anySatisfy(fault -> assertThat(fault).contains("'1.5'"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT-5M, 1, 1",
    "P8D, 1, 1",
    "PT5M, -1, 1",
    "PT5M, 1e999999999, 1",
    "PT5M, 1000001, 1",
    "PT5M, 1, 201",
    "PT5M, 1, -1",
    "PT5M, NaN, 1"
  })
  void shouldRefuseWhatIsOutOfRange(String time, String money, String candidates) {
    assertThat(BudgetExtension.read(time, money, candidates, Set.of()).faults()).hasSize(1);
  }
}
