package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.WeakSegment.Kind;
import io.steward.metrics.Metrics;
import io.steward.metrics.Outcomes;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds weak segments that nobody declared.
 *
 * <p>The rows are halved at random (by the charter's seed). On each half shallow trees are grown,
 * on the size of errors and on their direction ({@link RowErrors}); the nodes that stand out are
 * tested on the <em>other</em> half (Welch's test against all other rows), and all tests are
 * corrected together (Holm). So a segment is raised on data without one in at most 5 % of cases.
 * What is significant but small is not raised either: see {@link #NOTABLE}.
 */
final class WeakSegmentFinder {
  /** With fewer rows nothing is searched. */
  static final int MIN_ROWS = 200;

  /** A difference of errors under this share of the mean error is not worth a word. */
  static final double NOTABLE = 0.1;

  /** The same for probabilities that are wrong in one direction: 5 points. */
  static final double NOTABLE_BIAS = 0.05;

  private static final int MIN_NODE = 20;

  /** Σ p·(1 − p) from which a mean of outcomes is near enough to normal to be tested as such. */
  private static final double MIN_VARIANCE = 5;

  private static final double SMALLEST_NODE = 0.005;
  private static final int CANDIDATES = 4;
  private static final double STANDS_OUT = 2;
  private static final double LEVEL = 0.05;

  /** Of the smaller of two segments; more makes them the same finding. */
  private static final double MOST_OVERLAP = 0.5;

  private final Charter charter;
  private final Outcomes outcomes;
  private final RowErrors errors;
  private final List<BinnedColumn> columns;
  private final int least;

  private WeakSegmentFinder(Charter charter, Scored scored) {
    this.charter = charter;
    this.outcomes = scored.outcomes(charter.costs());
    this.errors = RowErrors.of(outcomes);
    this.columns = BinnedColumn.all(scored.rows(), columns(charter, scored));
    this.least = Math.max(MIN_NODE, (int) (SMALLEST_NODE * outcomes.rows()));
  }

  /** A node, and what the half that it was not grown on says of it. */
  private record Candidate(
      ErrorTree.Node node, boolean bias, int[] tested, ErrorContrast contrast) {}

  /** A node, and how far it stands out on the half that it was grown on. */
  private record Grown(ErrorTree.Node node, double standsOut) {}

  /** Why nothing can be searched; empty if it can. */
  static String obstacle(Scored scored, Outcomes outcomes) {
    if (scored.truth().length < MIN_ROWS) {
      return ("Weak segments cannot be searched for, because there are only %d rows; at least %d are"
              + " needed.")
          .formatted(scored.truth().length, MIN_ROWS);
    }
    return outcomes.unanswered() == 0
        ? ""
        : "Weak segments cannot be searched for, because the model gives no number for some rows.";
  }

  /** The weak segments, the surest first; segments that mostly share their rows are named once. */
  static List<WeakSegment> find(Charter charter, Scored scored) {
    return new WeakSegmentFinder(charter, scored).find();
  }

  private static List<ColumnSchema> columns(Charter charter, Scored scored) {
    // Protected columns too: a group on which the model errs more is just what is looked for.
    Charter.Columns roles = charter.columns();
    return scored.rows().columns().stream()
        .filter(column -> column.kind() != ColumnKind.DATE)
        .filter(column -> !column.name().equals(charter.target().column()))
        .filter(column -> !roles.id().contains(column.name()))
        .filter(column -> !roles.ignore().contains(column.name()))
        .filter(column -> !roles.group().contains(column.name()))
        .filter(column -> !roles.knownAfter().contains(column.name()))
        .filter(column -> !column.name().startsWith("steward_"))
        .toList();
  }

  private List<WeakSegment> find() {
    int[] shuffled = IntStream.range(0, outcomes.rows()).toArray();
    SplittableRandom random = new SplittableRandom(charter.seed());
    for (int last = shuffled.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int row = shuffled[last];
      shuffled[last] = shuffled[other];
      shuffled[other] = row;
    }
    int[] first = Arrays.copyOfRange(shuffled, 0, shuffled.length / 2);
    int[] second = Arrays.copyOfRange(shuffled, shuffled.length / 2, shuffled.length);
    Arrays.sort(first);
    Arrays.sort(second);
    List<Candidate> candidates = new ArrayList<>();
    for (boolean bias : new boolean[] {false, true}) {
      candidates.addAll(candidates(bias, first, second));
      candidates.addAll(candidates(bias, second, first));
    }
    double[] chances = candidates.stream().mapToDouble(this::chance).toArray();
    double[] corrected = Holm.corrected(chances);
    List<Integer> order =
        IntStream.range(0, candidates.size())
            .filter(index -> corrected[index] <= LEVEL && notable(candidates.get(index)))
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer index) -> chances[index])
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<WeakSegment> found = new ArrayList<>();
    List<Candidate> kept = new ArrayList<>();
    for (int index : order) {
      Candidate candidate = candidates.get(index);
      if (kept.stream().noneMatch(other -> overlap(other, candidate) > MOST_OVERLAP)) {
        kept.add(candidate);
        found.add(segment(candidate, corrected[index]));
      }
    }
    return found;
  }

  private List<Candidate> candidates(boolean bias, int[] grown, int[] tested) {
    Errors of =
        bias
            ? new Errors(errors.bias(), errors.biasVariance())
            : new Errors(errors.loss(), errors.lossVariance());
    return ErrorTree.nodes(columns, of.values(), grown, least).stream()
        .map(node -> new Grown(node, standsOut(of, grown, node.holds(), bias)))
        .filter(node -> node.standsOut() > STANDS_OUT)
        .sorted(Comparator.comparingDouble(Grown::standsOut).reversed())
        .map(Grown::node)
        // What is the same part of the half said in another way is not tested twice.
        .filter(distinct(grown))
        .limit(CANDIDATES)
        .map(node -> new Candidate(node, bias, tested, contrast(of, tested, node.holds())))
        .toList();
  }

  private static Predicate<ErrorTree.Node> distinct(int[] rows) {
    Set<BitSet> seen = new HashSet<>();
    return node -> {
      BitSet inside = new BitSet();
      IntStream.range(0, rows.length)
          .filter(place -> node.holds().test(rows[place]))
          .forEach(inside::set);
      return seen.add(inside);
    };
  }

  /**
   * One kind of error.
   *
   * @param variance what is known of it before, one a row
   */
  private record Errors(double[] values, double[] variance) {}

  private static double standsOut(Errors of, int[] rows, IntPredicate inside, boolean bias) {
    double standardised = contrast(of, rows, inside).standardised();
    return bias ? Math.abs(standardised) : standardised;
  }

  private static ErrorContrast contrast(Errors of, int[] rows, IntPredicate inside) {
    return ErrorContrast.of(of.values(), of.variance(), rows, inside);
  }

  private double chance(Candidate candidate) {
    ErrorContrast contrast = candidate.contrast();
    boolean few =
        errors.probability() ? knownVariance(candidate) < MIN_VARIANCE : contrast.rows() < MIN_NODE;
    if (!Double.isFinite(contrast.standardised()) || few) {
      return Double.NaN;
    }
    return candidate.bias() ? contrast.chanceOfSize() : contrast.chanceOfExcess();
  }

  private double knownVariance(Candidate candidate) {
    return Arrays.stream(candidate.tested())
        .filter(candidate.node().holds())
        .mapToDouble(row -> errors.biasVariance()[row])
        .sum();
  }

  private boolean notable(Candidate candidate) {
    double size = Math.abs(candidate.contrast().difference());
    double least =
        candidate.bias() && errors.probability() ? NOTABLE_BIAS : NOTABLE * errors.size();
    return size >= least;
  }

  private double overlap(Candidate one, Candidate other) {
    int both = 0;
    int first = 0;
    int second = 0;
    for (int row = 0; row < outcomes.rows(); row++) {
      boolean inFirst = one.node().holds().test(row);
      boolean inSecond = other.node().holds().test(row);
      first += inFirst ? 1 : 0;
      second += inSecond ? 1 : 0;
      both += inFirst && inSecond ? 1 : 0;
    }
    return both / (double) Math.max(1, Math.min(first, second));
  }

  private WeakSegment segment(Candidate candidate, double chance) {
    IntPredicate inside = candidate.node().holds();
    int[] within = Arrays.stream(candidate.tested()).filter(inside).toArray();
    int[] beyond = Arrays.stream(candidate.tested()).filter(inside.negate()).toArray();
    Metric metric = charter.success().primary().metric();
    Outcomes here = outcomes.of(within);
    long rows = IntStream.range(0, outcomes.rows()).filter(inside).count();
    ErrorContrast contrast = candidate.contrast();
    Interval interval = contrast.interval();
    String words = SegmentWords.conditions(candidate.node().conditions());
    Kind kind =
        !candidate.bias()
            ? Kind.LARGER_ERRORS
            : contrast.difference() > 0 ? Kind.TOO_LOW : Kind.TOO_HIGH;
    double share = rows / (double) outcomes.rows();
    return new WeakSegment(
        words,
        candidate.node().conditions(),
        rows,
        share,
        kind,
        Scale.said(Metrics.value(metric, here)),
        MetricIntervals.of(List.of(metric), here, charter.seed()).getFirst(),
        Scale.said(Metrics.value(metric, outcomes.of(beyond))),
        contrast.difference(),
        interval,
        chance,
        SegmentWords.finding(
            words, rows, share, kind, errors.probability(), contrast.difference(), interval),
        "Collect more rows where %s, or features that tell them apart.".formatted(words));
  }
}
