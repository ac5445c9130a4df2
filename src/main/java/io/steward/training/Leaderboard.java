package io.steward.training;

import io.steward.charter.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All candidates of a selection, the best first, and why each was chosen or not. What forms, pages,
 * the command line and programs see of a training is made from this.
 *
 * @param metric the charter's primary metric, which all scores are in
 * @param why why the selected one was selected, in a sentence or two
 */
public record Leaderboard(Metric metric, String why, List<Place> places) {
  public Leaderboard {
    places = List.copyOf(places);
  }

  /** What became of a candidate. */
  public enum Standing {
    SELECTED,
    /** It could have been selected, and was not. */
    NOT_SELECTED,
    /** It was clearly behind after some folds, and stopped; its score is of those folds. */
    DROPPED_EARLY,
    /** It may not be selected: it failed, or its export is not the model. */
    NOT_USABLE
  }

  /**
   * A candidate on the board. What does not exist because it is not usable, or was not trained to
   * the end, is null.
   *
   * @param rank from 1
   * @param score the mean of the metric over the folds of cross-validation
   * @param standardError of that mean
   * @param trainMillis wall time of everything that was done for the candidate, in milliseconds
   * @param onnxBytes the size of {@code model.onnx} in bytes
   * @param rowMicros median wall time of scoring one row with ONNX, in microseconds
   * @param note why it was selected, was not selected or cannot be used
   */
  public record Place(
      int rank,
      String id,
      String algorithm,
      Map<String, Double> hyperparameters,
      Standing standing,
      @Nullable Double score,
      @Nullable Double standardError,
      long trainMillis,
      @Nullable Integer onnxBytes,
      @Nullable Double rowMicros,
      String note) {
    public Place {
      hyperparameters = Map.copyOf(hyperparameters);
    }
  }

  /** The board of a selection. */
  public static Leaderboard of(Selection selection) {
    LeaderboardNotes notes = new LeaderboardNotes(selection);
    List<Place> places = new ArrayList<>();
    for (CandidateResult candidate : selection.leaderboard()) {
      Standing standing = standing(candidate, selection);
      boolean usable = candidate.usable();
      boolean scored = standing != Standing.NOT_USABLE;
      places.add(
          new Place(
              places.size() + 1,
              candidate.id(),
              candidate.algorithm(),
              candidate.hyperparameters(),
              standing,
              scored ? candidate.score() : null,
              scored ? candidate.standardError() : null,
              candidate.trainMillis(),
              usable ? candidate.onnxBytes() : null,
              usable ? candidate.rowMicros() : null,
              notes.of(candidate)));
    }
    return new Leaderboard(selection.best().metric(), selection.why(), places);
  }

  private static Standing standing(CandidateResult candidate, Selection selection) {
    if (candidate.id().equals(selection.best().id())) {
      return Standing.SELECTED;
    }
    if (candidate.usable()) {
      return Standing.NOT_SELECTED;
    }
    return candidate.foldScores().isEmpty() ? Standing.NOT_USABLE : Standing.DROPPED_EARLY;
  }

  /** All places for people. */
  public List<LeaderboardLine> lines() {
    return places.stream().map(LeaderboardLine::of).toList();
  }

  /**
   * The first places for people. The selected one is among them: where it stands further down, it
   * takes the last line.
   *
   * @param most how many lines at most, at least 1
   */
  public List<LeaderboardLine> lines(int most) {
    if (places.size() <= most) {
      return lines();
    }
    List<Place> first = new ArrayList<>(places.subList(0, most));
    if (first.stream().noneMatch(place -> place.standing() == Standing.SELECTED)) {
      places.stream()
          .filter(place -> place.standing() == Standing.SELECTED)
          .findFirst()
          .ifPresent(place -> first.set(most - 1, place));
    }
    return first.stream().map(LeaderboardLine::of).toList();
  }
}
