package io.steward.features;

import io.steward.charter.FeaturePlan.SelectionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Views for recipes whose features or whose selection were made with the target, or whose folds
 * follow one another in time. In the round that is scored on fold k no target of fold k is looked
 * at: rows of k are encoded from the folds the round learns from, and each row it learns from is
 * encoded from those without its own; the selection is made anew from the rows it learns from.
 */
final class FittedViews implements FoldViews {
  private final double[][] all;
  private final List<String> names;
  private final double[] y;
  private final int[] folds;
  private final boolean regression;
  private final boolean inTime;
  private final SelectionPlan selection;
  private final List<TargetFeature> targetFeatures;
  private final Map<Integer, int[]> selected = new ConcurrentHashMap<>();

  /**
   * A feature that is made with the target.
   *
   * @param position among all features
   */
  record TargetFeature(int position, FoldEncoder encoder) {}

  /**
   * @param all the features before selection; those made with the target may hold anything
   * @param inTime whether a round learns from earlier folds only
   */
  FittedViews(
      double[][] all,
      List<String> names,
      double[] y,
      int[] folds,
      boolean regression,
      boolean inTime,
      SelectionPlan selection,
      List<TargetFeature> targetFeatures) {
    this.all = all;
    this.names = names;
    this.y = y;
    this.folds = folds;
    this.regression = regression;
    this.inTime = inTime;
    this.selection = selection;
    this.targetFeatures = targetFeatures;
  }

  @Override
  public boolean learnsFrom(int other, int fold) {
    return inTime ? other < fold : other != fold;
  }

  @Override
  public View of(int fold) {
    double[][] x = encoded(other -> learnsFrom(other, fold));
    if (!selection.active()) {
      return new View(x, names);
    }
    int[] kept =
        selected.computeIfAbsent(
            fold,
            f ->
                selection(
                    x,
                    IntStream.range(0, y.length)
                        .filter(row -> learnsFrom(folds[row], fold))
                        .toArray()));
    return restricted(x, kept);
  }

  /** Whether every round sees the same. */
  boolean isPlain() {
    return targetFeatures.isEmpty() && !selection.active() && !inTime;
  }

  /** The features that all training rows are learnt from in the end, before selection. */
  double[][] outOfFold() {
    return encoded(_ -> true);
  }

  /** What the selection keeps when it may look at all rows. */
  FeatureSelector.Result select() {
    return new FeatureSelector(selection, regression)
        .select(outOfFold(), y, IntStream.range(0, y.length).toArray(), names);
  }

  private int[] selection(double[][] x, int[] rows) {
    if (rows.length == 0) {
      // The first fold of a split by time has none before it: nothing to select by, nor to learn.
      return IntStream.range(0, names.size()).toArray();
    }
    return new FeatureSelector(selection, regression).select(x, y, rows, names).kept();
  }

  View restricted(double[][] x, int[] kept) {
    double[][] some = new double[x.length][kept.length];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < kept.length; i++) {
        some[row][i] = x[row][kept[i]];
      }
    }
    List<String> keptNames = new ArrayList<>();
    for (int position : kept) {
      keptNames.add(names.get(position));
    }
    return new View(some, keptNames);
  }

  private double[][] encoded(IntPredicate open) {
    if (targetFeatures.isEmpty()) {
      return all;
    }
    double[][] x = new double[all.length][];
    for (int row = 0; row < x.length; row++) {
      x[row] = all[row].clone();
    }
    for (TargetFeature feature : targetFeatures) {
      double[] values = feature.encoder().encode(open);
      for (int row = 0; row < x.length; row++) {
        x[row][feature.position()] = values[row];
      }
    }
    return x;
  }
}
