package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.features.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Plans what is tried. Round 0 is a portfolio of configurations that do well across data sets, the
 * kinds of algorithm taking turns so that a small budget still sees each; every later round draws
 * other configurations, so that a way back from a later stage tries something new.
 */
public final class CandidatePlanner {

  /**
   * The plan of a wave. Depends on the charter's task, seed and budget, on the shape of the matrix,
   * not on its numbers, and on the results so far.
   *
   * @param round 0 for the first
   * @param results of the waves before in this round, in the order of their plans
   * @return without candidates when the search is over
   */
  public CandidatePlan plan(
      Charter charter, FeatureMatrix matrix, int round, List<CandidateResult> results) {
    int folds = Arrays.stream(matrix.folds()).max().orElse(-1) + 1;
    if (!results.isEmpty()) {
      return new CandidatePlan(List.of(), folds, round, 1, List.of());
    }
    List<Configuration> configurations = configurations(charter, matrix, round);
    List<Candidate> candidates = new ArrayList<>();
    int most = Math.min(charter.budget().candidates(), configurations.size());
    for (int i = 0; i < most; i++) {
      Configuration configuration = configurations.get(i);
      String id =
          String.format(Locale.ROOT, "r%d-%02d-%s", round, i + 1, configuration.algorithm());
      candidates.add(
          new Candidate(
              id,
              configuration.algorithm(),
              configuration.hyperparameters(),
              seed(charter.seed(), id)));
    }
    return new CandidatePlan(candidates, folds, round, 0, List.of());
  }

  private static List<Configuration> configurations(
      Charter charter, FeatureMatrix matrix, int round) {
    int rows = matrix.rows();
    int features = matrix.features();
    List<Configuration> offered = Portfolio.defaults(charter.task(), rows, features);
    Set<Configuration> seen = new HashSet<>(offered);
    for (int r = 1; r <= round; r++) {
      long seed = seed(charter.seed(), "round " + r);
      offered = Portfolio.drawn(charter.task(), rows, features, seed, seen);
      seen.addAll(offered);
    }
    return offered;
  }

  /** A seed for a name: not negative and below 2^53, so that every reader of JSON gets it whole. */
  static long seed(long seed, String name) {
    return Long.parseUnsignedLong(Digest.of(seed + ":" + name).hex().substring(0, 16), 16) >>> 11;
  }
}
