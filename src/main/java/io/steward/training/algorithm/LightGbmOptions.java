package io.steward.training.algorithm;

import java.util.Locale;
import java.util.Map;

/** The hyperparameters of LightGBM, and how it wants to be told. */
record LightGbmOptions(
    int trees,
    int maxLeaves,
    int minLeaf,
    double shrinkage,
    double sample,
    double featureSample,
    double lambda,
    int bags,
    boolean extraTrees) {

  static LightGbmOptions of(Map<String, Double> values, boolean extraTrees) {
    Hyperparameters given = new Hyperparameters(values);
    return new LightGbmOptions(
        given.whole("trees", 200, 1),
        given.whole("max-leaves", 15, 2),
        given.whole("min-leaf", 20, 1),
        given.share("shrinkage", 0.05),
        given.share("sample", 0.8),
        given.share("feature-sample", 0.8),
        given.number("lambda", 1, 0),
        given.whole("bags", 1, 1),
        extraTrees);
  }

  /**
   * The library's parameters (https://lightgbm.readthedocs.io/en/v4.3.0/Parameters.html). One
   * thread and one way to build histograms, because sums of doubles depend on both; half of the
   * usual bins a feature, which is a quarter quicker and no worse (decision 0018); no special
   * treatment of missing values, because the recipe leaves none.
   *
   * @param objective as the library names it, with what belongs to it
   */
  String parameters(String objective, long seed) {
    return String.format(
        Locale.ROOT,
        "objective=%s num_leaves=%d min_data_in_leaf=%d learning_rate=%s lambda_l2=%s"
            + " bagging_fraction=%s bagging_freq=%d feature_fraction=%s extra_trees=%b seed=%d"
            + " max_bin=127 use_missing=false feature_pre_filter=false enable_bundle=false"
            + " deterministic=true force_row_wise=true num_threads=1 verbosity=-1",
        objective,
        maxLeaves,
        minLeaf,
        shrinkage,
        lambda,
        sample,
        sample < 1 ? 1 : 0,
        featureSample,
        extraTrees,
        // The library's seeds are 32 bits; it derives those of its parts from this one.
        seed & Integer.MAX_VALUE);
  }
}
