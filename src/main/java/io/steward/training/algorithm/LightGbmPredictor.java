package io.steward.training.algorithm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import java.lang.ref.Cleaner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * LightGBM's own scores, before any link. Asks the library itself and not through its Java binding,
 * whose buffer holds two numbers a row: with more classes the library would write over foreign
 * memory and end the process. Loaded on first use and freed with the garbage.
 */
final class LightGbmPredictor implements UnaryOperator<double[]> {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Without early stopping and on one thread, whatever the machine has. */
  private static final String PARAMETERS = "num_threads=1 verbosity=-1";

  private final String model;
  private final int outputs;
  private @Nullable SWIGTYPE_p_void booster;

  /**
   * @param model in the library's text form
   * @param outputs how many numbers it answers a row with: one a class, or one
   */
  LightGbmPredictor(String model, int outputs) {
    this.model = model;
    this.outputs = outputs;
  }

  @Override
  public synchronized double[] apply(double[] row) {
    SWIGTYPE_p_void loaded = loaded();
    SWIGTYPE_p_double cells = lightgbmlib.new_doubleArray(row.length);
    SWIGTYPE_p_double answer = lightgbmlib.new_doubleArray(outputs);
    SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
    try {
      for (int i = 0; i < row.length; i++) {
        lightgbmlib.doubleArray_setitem(cells, i, row[i]);
      }
      check(
          lightgbmlib.LGBM_BoosterPredictForMat(
              loaded,
              lightgbmlib.double_to_voidp_ptr(cells),
              lightgbmlibConstants.C_API_DTYPE_FLOAT64,
              1,
              row.length,
              1,
              lightgbmlibConstants.C_API_PREDICT_RAW_SCORE,
              0,
              -1,
              PARAMETERS,
              length,
              answer));
      double[] outcome = new double[outputs];
      for (int i = 0; i < outputs; i++) {
        outcome[i] = lightgbmlib.doubleArray_getitem(answer, i);
      }
      return outcome;
    } finally {
      lightgbmlib.delete_doubleArray(cells);
      lightgbmlib.delete_doubleArray(answer);
      lightgbmlib.delete_int64_tp(length);
    }
  }

  private SWIGTYPE_p_void loaded() {
    SWIGTYPE_p_void known = booster;
    if (known == null) {
      LightGbmLibrary.load();
      SWIGTYPE_p_int iterations = lightgbmlib.new_intp();
      SWIGTYPE_p_p_void handle = lightgbmlib.voidpp_handle();
      check(lightgbmlib.LGBM_BoosterLoadModelFromString(model, iterations, handle));
      SWIGTYPE_p_void fresh = lightgbmlib.voidpp_value(handle);
      lightgbmlib.delete_intp(iterations);
      CLEANER.register(this, () -> lightgbmlib.LGBM_BoosterFree(fresh));
      booster = fresh;
      known = fresh;
    }
    return known;
  }

  private static void check(int result) {
    if (result != 0) {
      throw new IllegalStateException("LightGBM: " + lightgbmlib.LGBM_GetLastError());
    }
  }
}
