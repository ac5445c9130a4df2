package io.steward.training.algorithm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import io.steward.training.Cancellation;
import java.util.Arrays;

/** LightGBM behind one call. Owns the memory outside the heap. */
final class LightGbmBooster {
  private LightGbmBooster() {}

  /**
   * Learns.
   *
   * @param target one number a row; classes from 0
   * @param weights one a row
   * @return the model in the library's own text form, in which doubles have all their digits
   */
  static String learn(
      TrainingData data,
      float[] target,
      double[] weights,
      int trees,
      String parameters,
      Cancellation cancellation) {
    LightGbmLibrary.load();
    int features = data.features();
    double[] cells = new double[Math.multiplyExact(data.rows(), features)];
    for (int i = 0; i < data.rows(); i++) {
      System.arraycopy(data.x()[i], 0, cells, i * features, features);
    }
    try (LGBMDataset rows =
        LGBMDataset.createFromMat(cells, data.rows(), features, true, parameters, null)) {
      rows.setField("label", target);
      if (Arrays.stream(weights).anyMatch(weight -> weight != 1)) {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) weights[i];
        }
        rows.setField("weight", floats);
      }
      try (LGBMBooster booster = LGBMBooster.create(rows, parameters)) {
        boolean finished = false;
        for (int t = 0; t < trees && !finished; t++) {
          cancellation.check();
          // True when no leaf can be split any more.
          finished = booster.updateOneIter();
        }
        return booster.saveModelToString(0, -1, FeatureImportanceType.SPLIT);
      }
    } catch (LGBMException e) {
      throw new IllegalStateException("LightGBM: " + e.getMessage(), e);
    }
  }
}
