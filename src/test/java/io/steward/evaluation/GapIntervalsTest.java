package io.steward.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GapIntervalsTest {
  /** Tukey's studentised range at 5 % for three groups and known variances is 3.314. */
  private static final double OF_THREE = 3.314 / Math.sqrt(2) / 1.96;

  @Test
  void shouldBeThatOfTheTwoGroupsWhenThereAreNoOthers() {
    GroupFigure low = figure(40, 200);
    GroupFigure high = figure(60, 200);
    Interval plain = Intervals.difference(0.3, high.interval(), 0.2, low.interval());
    assertThat(of(List.of(low, high), false)).isEqualTo(plain);
  }

  @Test
  void shouldReachFurtherTowardsNoGapWhenAThirdGroupIsLikeBoth() {
    List<GroupFigure> three = List.of(figure(95, 500), figure(100, 500), figure(105, 500));
    Interval plain = plain(three);
    Interval chosen = of(three, false);
    double gap = 0.02;
    assertThat((gap - chosen.lower()) / (gap - plain.lower())).isCloseTo(OF_THREE, within(0.02));
    assertThat(chosen.upper()).isEqualTo(plain.upper());
  }

  @Test
  void shouldStayWhenTheExtremesStandApartFromAllOthers() {
    List<GroupFigure> three = List.of(figure(100, 1000), figure(300, 1000), figure(500, 1000));
    assertThat(of(three, false)).isEqualTo(plain(three));
  }

  @Test
  void shouldReachUpwardsWhenTheGapIsARatio() {
    List<GroupFigure> three = List.of(figure(95, 500), figure(100, 500), figure(105, 500));
    Interval plain =
        Objects.requireNonNull(
            Intervals.ratio(0.19, three.getFirst().interval(), 0.21, three.getLast().interval()));
    Interval chosen = of(three, true);
    assertThat(chosen.lower()).isEqualTo(plain.lower());
    assertThat(chosen.upper()).isGreaterThan(plain.upper());
  }

  @Test
  void shouldHoldNoGapInNineteenOfTwentySimulationsOfFiveLikeGroups() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    int plainlyHeld = 0;
    for (int simulation = 0; simulation < 400; simulation++) {
      List<GroupFigure> figures = new ArrayList<>();
      for (int group = 0; group < 5; group++) {
        int hits = 0;
        for (int row = 0; row < 150; row++) {
          hits += random.nextDouble() < 0.4 ? 1 : 0;
        }
        figures.add(figure(hits, 150));
      }
      figures.sort(java.util.Comparator.comparingDouble(f -> Scale.number(f.value())));
      held += of(figures, false).lower() <= 0 ? 1 : 0;
      plainlyHeld += plain(figures).lower() <= 0 ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(0.92, 0.98);
    // What the interval of the two groups alone would do.
    assertThat(plainlyHeld / 400.0).isLessThan(0.8);
  }

  @Test
  void shouldBeNoneWhenAnExtremeHasNone() {
    GroupFigure unsure = new GroupFigure(GroupMeasure.PRIMARY, 0.1, null, "");
    assertThat(GapIntervals.of(List.of(unsure, figure(60, 200)), false, GapIntervals.LEVEL))
        .isNull();
  }

  private static Interval of(List<GroupFigure> figures, boolean ratio) {
    return Objects.requireNonNull(GapIntervals.of(figures, ratio, GapIntervals.LEVEL));
  }

  private static Interval plain(List<GroupFigure> figures) {
    GroupFigure low = figures.getFirst();
    GroupFigure high = figures.getLast();
    return Objects.requireNonNull(
        Intervals.difference(
            Scale.number(high.value()),
            high.interval(),
            Scale.number(low.value()),
            low.interval()));
  }

  private static GroupFigure figure(double hits, double rows) {
    return new GroupFigure(
        GroupMeasure.SELECTION_RATE, hits / rows, Intervals.share(hits, rows), "");
  }
}
