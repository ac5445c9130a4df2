package io.steward.training;

import io.steward.charter.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the selected model and the best candidates of other kinds get better with more rows, and how
 * they depend on their most important setting. All scores are of cross-validation, before
 * calibration.
 *
 * @param metric the charter's primary metric, which all scores are in
 * @param bound how much was spent at most, in a sentence
 * @param candidates the selected one first
 */
public record LeaderCurves(Metric metric, String bound, List<CandidateCurves> candidates) {
  public LeaderCurves {
    candidates = List.copyOf(candidates);
  }

  /**
   * What the curves of the selected candidate say; where it has none, those of the best candidate
   * that has.
   */
  public String note() {
    CandidateCurves selected = candidates.getFirst();
    String words = String.join(" ", selected.words());
    if (!selected.learning().isEmpty()) {
      return words;
    }
    return candidates.stream()
        .filter(candidate -> !candidate.learning().isEmpty())
        .findFirst()
        .map(other -> "%s %s: %s".formatted(words, other.id(), String.join(" ", other.words())))
        .orElse(words);
  }

  /** Whether more rows would make a candidate better. */
  public enum MoreRows {
    HELP,
    MAY_HELP,
    FLAT,
    /** There are too few points to tell. */
    UNKNOWN
  }

  /**
   * The curves of one candidate.
   *
   * @param learning fewest rows first; empty if there is none
   * @param validation null if there is none
   * @param words what the curves say, or why there are none, in sentences
   */
  public record CandidateCurves(
      String id,
      String algorithm,
      List<LearningPoint> learning,
      @Nullable ValidationCurve validation,
      MoreRows moreRows,
      List<String> words) {
    public CandidateCurves {
      learning = List.copyOf(learning);
      words = List.copyOf(words);
    }
  }

  /**
   * A point of a learning curve.
   *
   * @param percent the share of the training rows that was learnt from, in percent
   * @param rows the mean number of rows that a fold's model learnt from
   * @param foldScores one a fold, the same folds at all points
   * @param mean of the fold scores
   * @param standardError of that mean
   */
  public record LearningPoint(
      int percent, long rows, List<Double> foldScores, double mean, double standardError) {
    public LearningPoint {
      foldScores = List.copyOf(foldScores);
    }
  }

  /**
   * How the score depends on one hyperparameter, all others as they were chosen.
   *
   * @param chosen its value in the candidate
   * @param percent the share of the training rows that was learnt from, in percent
   * @param points ascending by the setting; the chosen one is among them
   */
  public record ValidationCurve(
      String hyperparameter, double chosen, int percent, List<ValidationPoint> points) {
    public ValidationCurve {
      points = List.copyOf(points);
    }
  }
}
