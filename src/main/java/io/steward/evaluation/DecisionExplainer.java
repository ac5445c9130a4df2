package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.evaluation.DecisionExplanation.Reason;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Explains single decisions: reason codes from Shapley values, and what would have to change.
 * Everything is asked of the model that is served. The same row gets the same explanation, whatever
 * rows it comes with. Safe for use by many threads while the model stays open.
 */
public final class DecisionExplainer {
  /** Rows of the training part that should be drawn: the sample that is given. */
  public static final int SAMPLE = 2000;

  /** Rows that stand for what is usual. */
  static final int BACKGROUND = 100;

  /** Reason codes given for a row. */
  static final int MOST_REASONS = 5;

  private final AskedModel model;
  private final List<String> classes;
  private final Shapley shapley;
  private final CounterfactualSearch search;
  private final long seed;
  private final Set<String> fixed;

  /**
   * An explainer of one model.
   *
   * @param classes the classes in the order of the probabilities; empty in a regression
   * @param sample rows of the training part, at least one; never of the holdout
   */
  public DecisionExplainer(
      Charter charter, List<String> classes, AskedModel model, RawTable sample) {
    this.model = model;
    this.classes = List.copyOf(classes);
    this.seed = charter.seed();
    this.fixed = fixed(charter);
    RawTable usual = RowSample.of(sample, BACKGROUND, new SplittableRandom(seed));
    this.shapley = new Shapley(model, usual, 1);
    this.search =
        new CounterfactualSearch(
            model, new Moves(sample, model.columns(sample), fixed), this.classes);
  }

  /** The columns that nobody is told to change. */
  private static Set<String> fixed(Charter charter) {
    Set<String> fixed = new HashSet<>(charter.columns().immutable());
    charter.columns().protectedAttributes().stream()
        .map(ProtectedAttribute::column)
        .forEach(fixed::add);
    fixed.addAll(charter.columns().id());
    return fixed;
  }

  /**
   * Explains these rows, in their order.
   *
   * @param rows raw rows with all columns that the model reads
   * @param counterfactuals whether to look for what would have to change
   */
  public List<DecisionExplanation> explain(RawTable rows, boolean counterfactuals) {
    RawTable table = model.narrowed(rows);
    return IntStream.range(0, table.rows())
        .parallel()
        .mapToObj(row -> one(table.select(new int[] {row}), counterfactuals))
        .toList();
  }

  private DecisionExplanation one(RawTable row, boolean counterfactuals) {
    String label = classes.isEmpty() ? null : model.scorer().score(row).labels()[0];
    Answer answer =
        label == null ? Answer.VALUE : new Answer(classes.size() == 2 ? 1 : classes.indexOf(label));
    String explained =
        label == null ? "the value" : "the probability of '" + classes.get(answer.of()) + "'";
    Shapley.Contributions contributions = shapley.explain(row, 0, answer, seed);
    List<Reason> all = new ArrayList<>();
    for (int column = 0; column < contributions.values().length; column++) {
      all.add(reason(row, column, contributions.values()[column], explained));
    }
    all.sort(
        Comparator.<Reason>comparingDouble(reason -> Math.abs(reason.contribution()))
            .reversed()
            .thenComparing(Reason::column));
    List<Reason> reasons =
        all.stream().limit(MOST_REASONS).filter(reason -> reason.contribution() != 0).toList();
    List<Counterfactual> others = counterfactuals && label != null ? search.search(row) : List.of();
    double sum = all.stream().mapToDouble(Reason::contribution).sum();
    return new DecisionExplanation(
        label,
        explained,
        contributions.base() + sum,
        contributions.base(),
        reasons,
        sum - reasons.stream().mapToDouble(Reason::contribution).sum(),
        others,
        note(counterfactuals, label == null, others));
  }

  private String note(boolean counterfactuals, boolean regression, List<Counterfactual> found) {
    if (!counterfactuals || !found.isEmpty()) {
      return "";
    }
    return regression
        ? "What would have to change cannot be said, because a regression gives no label."
        : ("No change of up to %d columns to values that occur in the training data gives another"
                + " label%s.")
            .formatted(
                CounterfactualSearch.MOST_CHANGES,
                fixed.isEmpty() ? "" : "; protected and immutable columns are never changed");
  }

  private Reason reason(RawTable row, int column, double contribution, String explained) {
    String name = shapley.columns().get(column).name();
    String value = Shown.value(row, name, 0);
    return new Reason(
        name,
        value,
        contribution,
        String.format(
            Locale.ROOT,
            "%s is %s: this %s %s by %s.",
            name,
            value,
            contribution < 0 ? "lowers" : "raises",
            explained,
            Shown.amount(contribution)));
  }
}
