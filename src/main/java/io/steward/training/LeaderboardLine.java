package io.steward.training;

import io.steward.training.Leaderboard.Place;

/**
 * A place on the leaderboard as forms, pages and the command line show it. What does not exist
 * because the candidate is not usable is a dash.
 *
 * @param score the metric ± its standard error
 * @param time of everything that was done for the candidate, with its unit
 * @param size of {@code model.onnx}, with its unit
 * @param latency of one row, with its unit
 * @param settings the hyperparameters
 * @param note why it was selected, was not selected or cannot be used
 */
public record LeaderboardLine(
    int rank,
    String algorithm,
    String id,
    String score,
    String time,
    String size,
    String latency,
    String settings,
    String note) {
  private static final String NONE = "–";

  static LeaderboardLine of(Place place) {
    Double score = place.score();
    Double error = place.standardError();
    Integer bytes = place.onnxBytes();
    Double micros = place.rowMicros();
    return new LeaderboardLine(
        place.rank(),
        place.algorithm(),
        place.id(),
        score == null || error == null ? NONE : Figures.score(score) + " ± " + Figures.score(error),
        Figures.time(place.trainMillis()),
        bytes == null ? NONE : Figures.size(bytes),
        micros == null ? NONE : Figures.latency(micros),
        Figures.settings(place.hyperparameters()),
        place.note());
  }
}
