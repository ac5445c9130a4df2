package io.steward.features;

import java.util.Arrays;
import java.util.List;

/** The features as each round of cross-validation may see them. Safe for several threads. */
public interface FoldViews {

  /** The features of all rows in the round that is scored on this fold. */
  View of(int fold);

  /** Whether the round that is scored on {@code fold} may learn from the rows of another one. */
  boolean learnsFrom(int other, int fold);

  /** The same for the rows with these numbers, in this order. */
  default FoldViews select(int[] rows) {
    FoldViews all = this;
    return new FoldViews() {
      @Override
      public View of(int fold) {
        View view = all.of(fold);
        return new View(FoldViews.select(view.x(), rows), view.featureNames());
      }

      @Override
      public boolean learnsFrom(int other, int fold) {
        return all.learnsFrom(other, fold);
      }
    };
  }

  /** These rows, sharing their arrays. */
  static double[][] select(double[][] x, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> x[row]).toArray(double[][]::new);
  }

  /**
   * @param x one array a row, in the order of {@code featureNames}; shared, so read-only
   */
  record View(double[][] x, List<String> featureNames) {}

  /** The same features in every round. */
  static FoldViews same(double[][] x, List<String> featureNames) {
    View view = new View(x, List.copyOf(featureNames));
    return new FoldViews() {
      @Override
      public View of(int fold) {
        return view;
      }

      @Override
      public boolean learnsFrom(int other, int fold) {
        return other != fold;
      }
    };
  }
}
