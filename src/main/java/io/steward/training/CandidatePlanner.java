package io.steward.training;

import io.steward.artifact.Digest;
import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.features.FeatureMatrix;
import io.steward.training.algorithm.Algorithms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plans what is tried, wave by wave. The first wave of a round is the {@link Portfolio}: kinds of
 * algorithm taking turns, so that a small budget still sees each. The following ones are drawn by
 * {@link Search} from the results so far, until the candidates of the budget are used up; what was
 * dropped or cannot be used counts too. From {@value WaveSizes#ENSEMBLE_FROM} candidates on the
 * last one is an ensemble of the best. Later rounds start near the portfolio instead, so that a way
 * back from a later stage tries something new.
 */
public final class CandidatePlanner {
  private static final Pattern ID = Pattern.compile("r\\d+-(\\d+)-.*");

  private final double proposedWeight;

  /** Plans where nothing is proposed. */
  public CandidatePlanner() {
    this(1);
  }

  /**
   * @param proposedWeight how much more a row of the positive class should weigh, as an earlier
   *     evaluation proposed; 1 if it proposed none. Costs in the charter count instead where they
   *     say something
   */
  public CandidatePlanner(double proposedWeight) {
    this.proposedWeight = proposedWeight;
  }

  /** The plan of a wave when nobody knows how much time is left. */
  public CandidatePlan plan(
      Charter charter, FeatureMatrix matrix, int round, List<CandidateResult> results) {
    return plan(charter, matrix, round, results, null);
  }

  /**
   * The plan of a wave. Depends on the charter's task, metric, seed and budget, on the shape of the
   * matrix, not on its numbers, and on the results so far. Times of training play a part only where
   * it is known how much time is left: then the first wave is smaller where time is short, waves
   * become shorter towards its end, and the ensemble is planned while there is time for it.
   *
   * @param round 0 for the first
   * @param results of the waves before in this round, in the order of their plans
   * @param timeLeft how long training may still take; null if that is not known
   * @return without candidates when the search is over
   */
  public CandidatePlan plan(
      Charter charter,
      FeatureMatrix matrix,
      int round,
      List<CandidateResult> results,
      @Nullable Duration timeLeft) {
    Metric metric = charter.success().primary().metric();
    TableShape table = TableShape.of(charter, matrix);
    Portfolio portfolio = Portfolio.of(charter, table);
    List<Configuration> offered = offered(charter, portfolio, round);
    WaveSizes sizes =
        WaveSizes.of(
            charter.budget().candidates(),
            offered.size(),
            table.large(),
            hurried(charter, table, timeLeft));
    List<CandidateResult> usable =
        results.stream()
            .filter(CandidateResult::usable)
            .sorted(ModelSelector.betterFirst(metric))
            .toList();
    TrainingTime time = new TrainingTime(usable, timeLeft);
    int planned = results.stream().mapToInt(CandidatePlanner::number).max().orElse(0);
    int wave = sizes.waveAfter(planned);
    List<Candidate> candidates = new ArrayList<>();
    boolean over =
        !time.some()
            || results.stream().anyMatch(result -> result.algorithm().equals(Algorithms.ENSEMBLE));
    if (!over) {
      Numbering numbering = new Numbering(charter.seed(), round, planned);
      List<CandidateResult> members =
          sizes.ensembles() == 0 ? List.of() : EnsembleMembers.of(usable);
      int count = sizes.left(wave, planned);
      List<Configuration> next =
          wave == 0
              ? offered.subList(planned, planned + count)
              : new Search(metric, portfolio, offered, results)
                  .next(count, numbering.seeds("search " + wave));
      time.fitting(next, TrainingTime.ensemble(members))
          .forEach(configuration -> candidates.add(numbering.candidate(configuration)));
      List<CandidateResult> fitting = time.members(members);
      if (candidates.isEmpty() && fitting.size() >= EnsembleMembers.FEWEST) {
        candidates.add(numbering.ensemble(fitting));
      }
    }
    List<Double> bar = usable.isEmpty() ? List.of() : usable.getFirst().foldScores();
    return new CandidatePlan(candidates, matrix.foldCount(), round, wave, bar);
  }

  /**
   * Whether half of the candidates would take more than half of the time. Then a smaller first wave
   * tells how long they take, and leaves time for an ensemble.
   */
  private static boolean hurried(Charter charter, TableShape table, @Nullable Duration timeLeft) {
    return timeLeft != null
        && table.guess().multipliedBy(charter.budget().candidates()).compareTo(timeLeft) > 0;
  }

  private List<Configuration> offered(Charter charter, Portfolio portfolio, int round) {
    List<Configuration> offered = portfolio.defaults();
    Set<Configuration> seen = new HashSet<>(offered);
    for (int r = 1; r <= round; r++) {
      offered = Search.varied(portfolio, seen, seeds(charter.seed(), "round " + r));
      seen.addAll(offered);
    }
    return proposedWeight == 1 || portfolio.positiveWeight() != 1
        ? offered
        : Portfolio.weighingFirst(offered, proposedWeight);
  }

  /** The number in a candidate's id. */
  private static int number(CandidateResult result) {
    Matcher matcher = ID.matcher(result.id());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no candidate of a plan: ids look like r0-02-random-forest."
              .formatted(result.id()));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static ToLongFunction<String> seeds(long seed, String purpose) {
    return name -> seed(seed, purpose + " " + name);
  }

  /** A seed for a name: not negative and below 2^53, so that every reader of JSON gets it whole. */
  static long seed(long seed, String name) {
    return Long.parseUnsignedLong(Digest.of(seed + ":" + name).hex().substring(0, 16), 16) >>> 11;
  }

  /** Gives the candidates of a wave their ids and seeds. */
  private static final class Numbering {
    private final long seed;
    private final int round;
    private int last;

    Numbering(long seed, int round, int last) {
      this.seed = seed;
      this.round = round;
      this.last = last;
    }

    Candidate candidate(Configuration configuration) {
      return next(configuration.algorithm(), configuration.hyperparameters(), List.of());
    }

    Candidate ensemble(List<CandidateResult> members) {
      return next(
          Algorithms.ENSEMBLE, Map.of(), members.stream().map(CandidateResult::id).toList());
    }

    private Candidate next(
        String algorithm, Map<String, Double> hyperparameters, List<String> members) {
      last++;
      String id = String.format(Locale.ROOT, "r%d-%02d-%s", round, last, algorithm);
      return new Candidate(
          id, algorithm, hyperparameters, CandidatePlanner.seed(seed, id), members);
    }

    ToLongFunction<String> seeds(String purpose) {
      return CandidatePlanner.seeds(seed, "r" + round + " " + purpose);
    }
  }
}
