package io.steward.features;

import io.steward.features.FeatureReport.FeatureFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the features before anything learns from them: the training library does not reject NaN,
 * and a single one silently ruins its models.
 */
public final class FeatureCheck {
  private FeatureCheck() {}

  /**
   * Checks a matrix.
   *
   * @return blocking findings for values that are not finite, an outcome that is constant or a fold
   *     that is empty; others for constant or repeated features and for more features than rows
   */
  public static FeatureReport check(FeatureRecipe recipe, FeatureMatrix matrix) {
    List<FeatureFinding> findings = new ArrayList<>();
    if (!recipe.featureNames().equals(matrix.featureNames())) {
      findings.add(
          new FeatureFinding(
              "other-recipe",
              "",
              true,
              "The features are not those of the recipe. Fit the recipe and apply it again."));
    }
    outcomes(matrix, findings);
    folds(matrix, findings);
    values(matrix, findings);
    if (matrix.features() > matrix.rows()) {
      findings.add(
          new FeatureFinding(
              "more-features-than-rows",
              "",
              false,
              "There are "
                  + matrix.features()
                  + " features for "
                  + matrix.rows()
                  + " rows, so a model can learn the rows by heart. Collect more rows, or put columns"
                  + " under columns.ignore in the charter."));
    }
    boolean valid = findings.stream().noneMatch(FeatureFinding::blocking);
    return new FeatureReport(matrix.rows(), matrix.features(), findings, valid);
  }

  private static void outcomes(FeatureMatrix matrix, List<FeatureFinding> findings) {
    boolean constant = true;
    boolean finite = true;
    for (double y : matrix.y()) {
      constant &= y == matrix.y()[0];
      finite &= Double.isFinite(y);
    }
    if (!finite) {
      findings.add(
          new FeatureFinding(
              "outcome-not-finite",
              "",
              true,
              "The target holds values that are no finite numbers in the training rows. Correct the"
                  + " source."));
    } else if (constant) {
      findings.add(
          new FeatureFinding(
              "outcome-constant",
              "",
              true,
              "The target is the same in all "
                  + matrix.rows()
                  + " training rows, so there is nothing to learn. Collect rows with other"
                  + " outcomes."));
    }
  }

  private static void folds(FeatureMatrix matrix, List<FeatureFinding> findings) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int fold : matrix.folds()) {
      sizes.merge(fold, 1, Integer::sum);
    }
    if (sizes.size() < 2) {
      findings.add(
          new FeatureFinding(
              "one-fold",
              "",
              true,
              "The training rows lie in one fold, so nothing can be cross-validated. Collect more"
                  + " rows that differ, then split again."));
    }
  }

  private static void values(FeatureMatrix matrix, List<FeatureFinding> findings) {
    for (int i = 0; i < matrix.features(); i++) {
      String name = matrix.featureNames().get(i);
      int broken = 0;
      boolean constant = true;
      for (double[] row : matrix.x()) {
        broken += Double.isFinite(row[i]) ? 0 : 1;
        constant &= row[i] == matrix.x()[0][i];
      }
      if (broken > 0) {
        findings.add(
            new FeatureFinding(
                "not-finite",
                name,
                true,
                "Feature '"
                    + name
                    + "' is no finite number in "
                    + broken
                    + " rows. Put its column under columns.ignore in the charter, or correct extreme"
                    + " values in the source."));
      } else if (constant && matrix.rows() > 0) {
        findings.add(
            new FeatureFinding(
                "constant",
                name,
                false,
                "Feature '" + name + "' is the same in all training rows and tells nothing."));
      }
    }
  }
}
