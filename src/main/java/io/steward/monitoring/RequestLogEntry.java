package io.steward.monitoring;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row that a released model was asked about, and what it answered.
 *
 * @param at when it was answered
 * @param model the model's name
 * @param version the model's version, from 1
 * @param inputs the raw columns: a number, a text, or null where the value is missing. NaN and
 *     infinite numbers, which JSON cannot carry, become null
 * @param outputs what was answered: {@link #LABEL} and {@link #PROBABILITY} or {@link
 *     #PROBABILITIES} of a classifier, {@link #VALUE} of a regression
 */
public record RequestLogEntry(
    Instant at,
    String model,
    int version,
    Map<String, @Nullable Object> inputs,
    Map<String, @Nullable Object> outputs) {

  /** Output: the class that was answered, a text. */
  public static final String LABEL = "label";

  /** Output: the probability of the positive class, a number from 0 to 1; binary tasks only. */
  public static final String PROBABILITY = "probability";

  /** Output: the probabilities of the classes, a list in the order of the classes. */
  public static final String PROBABILITIES = "probabilities";

  /** Output: the predicted value, a number; regressions only. */
  public static final String VALUE = "value";

  public RequestLogEntry {
    inputs = finite(inputs);
    outputs = finite(outputs);
  }

  private static Map<String, @Nullable Object> finite(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> copy = new TreeMap<>();
    values.forEach((name, value) -> copy.put(name, finite(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object finite(@Nullable Object value) {
    boolean unwritable =
        (value instanceof Double number && !Double.isFinite(number))
            || (value instanceof Float single && !Float.isFinite(single));
    return unwritable ? null : value;
  }
}
