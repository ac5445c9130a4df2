package io.steward.training;

import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.TrainingData;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traces the curves of the leaders: the selected candidate and the best ones of other kinds. What
 * the candidates' own training has found is not trained again. Depends on nothing but its
 * arguments, so it is safe to repeat; how much is spent is bounded by {@link CurveEffort}. Safe for
 * use by many threads.
 */
public final class CurveTracer {
  /** How many candidates are looked at. */
  public static final int LEADERS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(CurveTracer.class);

  private final int threads;

  /**
   * @param threads how many fits may be made at once, at least 1
   */
  public CurveTracer(int threads) {
    this.threads = threads;
  }

  /**
   * The selected candidate, then the best of each other kind by score; at most {@value #LEADERS}.
   */
  public static List<CandidateResult> leaders(Selection selection) {
    List<CandidateResult> leaders = new ArrayList<>(List.of(selection.best()));
    Set<String> kinds = new TreeSet<>(Set.of(selection.best().algorithm()));
    for (CandidateResult candidate : selection.leaderboard()) {
      if (candidate.usable() && leaders.size() < LEADERS && kinds.add(candidate.algorithm())) {
        leaders.add(candidate);
      }
    }
    return leaders;
  }

  /**
   * The curves. Whatever goes wrong with a candidate is said in its place, and is no exception:
   * curves explain a choice, they do not make it.
   *
   * @param leaders with their out-of-fold predictions
   * @throws TrainingCancelledException within a second of cancellation being requested
   */
  public LeaderCurves trace(LearningTask task, List<Member> leaders, Cancellation cancellation) {
    FeatureMatrix matrix = task.matrix();
    CurveEffort effort = CurveEffort.of(matrix.rows(), matrix.features());
    Metric metric = task.charter().success().primary().metric();
    List<CandidateCurves> curves = new ArrayList<>();
    for (Member leader : leaders) {
      curves.add(traced(task, leader, effort, cancellation));
    }
    return new LeaderCurves(metric, effort.inWords(matrix.rows(), matrix.features()), curves);
  }

  private CandidateCurves traced(
      LearningTask task, Member leader, CurveEffort effort, Cancellation cancellation) {
    CandidateResult result = leader.result();
    if (result.algorithm().equals(Algorithms.ENSEMBLE)) {
      return none(result, "An ensemble is made of other candidates and has no curves of its own.");
    }
    FeatureMatrix matrix = task.matrix();
    try {
      TrainingData data =
          new TrainingData(matrix.x(), matrix.y(), task.classes().size(), matrix.featureNames());
      CrossValidation folds = new CrossValidation(task.charter(), data, matrix, threads);
      return new CandidateCurveTracer(task, leader, folds, effort, threads, cancellation).trace();
    } catch (TrainingCancelledException e) {
      throw e;
    } catch (UnsuitableDataException e) {
      return none(result, "There are no curves: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return none(result, "There are no curves: they need more memory than there is.");
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The curves of {} cannot be traced", result.id(), e);
      return none(result, "There are no curves: " + e);
    }
  }

  private static CandidateCurves none(CandidateResult result, String why) {
    return new CandidateCurves(
        result.id(), result.algorithm(), List.of(), null, MoreRows.UNKNOWN, List.of(why));
  }
}
