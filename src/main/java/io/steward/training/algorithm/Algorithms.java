package io.steward.training.algorithm;

import io.steward.charter.Charter.Task;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The algorithms by the names that plans and leaderboards use. */
public final class Algorithms {
  /** Logistic regression, for classes. */
  public static final String LOGISTIC_REGRESSION = "logistic-regression";

  /** Ridge regression, for values. */
  public static final String RIDGE = "ridge";

  /** Random forest. */
  public static final String RANDOM_FOREST = "random-forest";

  /** Gradient boosting. */
  public static final String GRADIENT_BOOSTING = "gradient-boosting";

  /** One decision tree. */
  public static final String DECISION_TREE = "decision-tree";

  /** Gradient boosting by LightGBM. */
  public static final String LIGHTGBM = "lightgbm";

  /** Linear regression with an L1 and an L2 penalty, for values. */
  public static final String ELASTIC_NET = "elastic-net";

  /** AdaBoost, for classes. */
  public static final String ADABOOST = "adaboost";

  /** A weighted mean of other candidates. Made of them, so no {@link Algorithm} that fits rows. */
  public static final String ENSEMBLE = "ensemble";

  /** Gaussian naive Bayes, for classes. */
  public static final String NAIVE_BAYES = "naive-bayes";

  /** Extremely randomised trees. */
  public static final String EXTRA_TREES = "extra-trees";

  /** Support vector machine with the kernel of Gauss, for two classes and for values. */
  public static final String SVM = "svm";

  /** Multilayer perceptron. */
  public static final String MLP = "mlp";

  /** The algorithms that listen to {@code positive-weight}; the others refuse it. */
  public static final Set<String> WEIGHING =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(LOGISTIC_REGRESSION, RANDOM_FOREST, LIGHTGBM, EXTRA_TREES, NAIVE_BAYES, MLP)));

  private Algorithms() {}

  /**
   * The algorithm with this name for this task.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Algorithm of(String name, Task task) {
    boolean values = task == Task.REGRESSION;
    Optional<Algorithm> found =
        switch (name) {
          case RANDOM_FOREST ->
              Optional.of(values ? new ForestRegressor() : new ForestClassifier());
          case GRADIENT_BOOSTING ->
              Optional.of(values ? new BoostingRegressor() : new BoostingClassifier());
          case DECISION_TREE -> Optional.of(values ? new TreeRegressor() : new TreeClassifier());
          case LIGHTGBM -> Optional.of(LightGbm.boosting());
          case EXTRA_TREES -> Optional.of(LightGbm.extraTrees());
          case MLP -> Optional.of(new Mlp());
          case NAIVE_BAYES -> values ? Optional.empty() : Optional.of(new NaiveBayes());
          case SVM ->
              task == Task.MULTICLASS ? Optional.empty() : Optional.of(new SupportVectorMachine());
          case LOGISTIC_REGRESSION ->
              values ? Optional.empty() : Optional.of(new LogisticRegressionAlgorithm());
          case ADABOOST -> values ? Optional.empty() : Optional.of(new AdaBoostClassifier());
          case ELASTIC_NET -> values ? Optional.of(new ElasticNet()) : Optional.empty();
          case RIDGE -> values ? Optional.of(new RidgeRegression()) : Optional.empty();
          default -> Optional.empty();
        };
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "There is no algorithm '%s' for a %s task."
                    .formatted(name, task.name().toLowerCase(Locale.ROOT))));
  }
}
