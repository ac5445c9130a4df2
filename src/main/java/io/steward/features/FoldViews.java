package io.steward.features;

import java.util.List;

/** The features as each round of cross-validation may see them. Safe for several threads. */
public interface FoldViews {

  /** The features of all rows in the round that is scored on this fold. */
  View of(int fold);

  /** Whether the round that is scored on {@code fold} may learn from the rows of another one. */
  boolean learnsFrom(int other, int fold);

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
