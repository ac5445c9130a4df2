package io.steward.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values from SciPy 1.17. */
class TwoSampleTestsTest {
  private static final double CHI_SQUARE = 0.001376204507433915;
  private static final double RANKS = 0.0030441896311911723;
  private static final double FISHER = 0.0010761783370770448;

  @Test
  void shouldAgreeWithSciPyOnChiSquare() {
    // chi2_contingency([[30, 50, 20], [20, 30, 40]], correction=False).pvalue
    assertThat(TwoSampleTests.orderedCells(new long[] {30, 50, 20}, new long[] {20, 30, 40}))
        .isCloseTo(CHI_SQUARE, within(1e-9));
  }

  @Test
  void shouldAgreeWithSciPyOnRanks() {
    // mannwhitneyu([0]*30 + [1]*50 + [2]*20, [0]*20 + [1]*30 + [2]*40, method="asymptotic").pvalue
    assertThat(TwoSampleTests.ranks(new long[] {30, 50, 20}, new long[] {20, 30, 40}))
        .isCloseTo(RANKS, within(1e-9));
  }

  @Test
  void shouldAgreeWithSciPyOnMissingValues() {
    // fisher_exact([[4, 46], [5, 795]], alternative="greater").pvalue
    assertThat(TwoSampleTests.moreOften(5, 800, 4, 50)).isCloseTo(FISHER, within(1e-9));
  }

  @Test
  void shouldTakeRareLevelsForChanceAndNewOnesForDrift() {
    // One live row with a level of its own: it had the chance 50/850 to be drawn there.
    assertThat(TwoSampleTests.newLevels(new long[] {800, 0}, new long[] {49, 1}))
        .isCloseTo(50 / 850.0, within(1e-12));
    assertThat(TwoSampleTests.newLevels(new long[] {800, 0}, new long[] {46, 4}))
        .isCloseTo(50.0 * 49 * 48 * 47 / (850.0 * 849 * 848 * 847), within(1e-12));
    assertThat(TwoSampleTests.newLevels(new long[] {800}, new long[] {50})).isEqualTo(1);
  }

  @Test
  void shouldSayNothingWhenCellsAreTooThin() {
    assertThat(TwoSampleTests.orderedCells(new long[] {800, 1}, new long[] {50, 1})).isEqualTo(1);
    assertThat(TwoSampleTests.orderedCells(new long[0], new long[0])).isEqualTo(1);
    assertThat(TwoSampleTests.ranks(new long[] {800}, new long[] {50})).isEqualTo(1);
  }
}
