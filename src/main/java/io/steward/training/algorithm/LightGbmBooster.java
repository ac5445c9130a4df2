package io.steward.training.algorithm;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import io.steward.training.Cancellation;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** LightGBM behind two calls: learn, and predict as it does. Owns the memory outside the heap. */
final class LightGbmBooster {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Without early stopping and on one thread, whatever the machine has. */
  private static final String PREDICT = "num_threads=1 verbosity=-1";

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

  /** The library's own predictions. It is loaded on first use and freed with the garbage. */
  static UnaryOperator<double[]> predictor(String model) {
    return new Predictor(model);
  }

  private static final class Predictor implements UnaryOperator<double[]> {
    private final String model;
    private @Nullable LGBMBooster booster;

    Predictor(String model) {
      this.model = model;
    }

    @Override
    public synchronized double[] apply(double[] row) {
      try {
        return loaded()
            .predictForMat(row, 1, row.length, true, PredictionType.C_API_PREDICT_NORMAL, PREDICT);
      } catch (LGBMException e) {
        throw new IllegalStateException("LightGBM: " + e.getMessage(), e);
      }
    }

    private LGBMBooster loaded() throws LGBMException {
      LGBMBooster known = booster;
      if (known == null) {
        LGBMBooster fresh = LGBMBooster.loadModelFromString(model);
        CLEANER.register(this, () -> close(fresh));
        booster = fresh;
        known = fresh;
      }
      return known;
    }

    private static void close(LGBMBooster booster) {
      try {
        booster.close();
      } catch (LGBMException e) {
        LoggerFactory.getLogger(LightGbmBooster.class).warn("LightGBM's memory was not freed", e);
      }
    }
  }
}
