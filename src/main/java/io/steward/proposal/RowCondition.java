package io.steward.proposal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a column of the data.
 *
 * @param is what is asked of the value
 * @param number the limit of {@code BELOW} and {@code AT_LEAST}; else null
 * @param texts the values of which {@code ONE_OF} and {@code NONE_OF} speak; numbers as the
 *     shortest decimal; else empty
 * @param orMissing whether rows without a value meet it too; {@code BELOW} and {@code AT_LEAST}
 *     only
 */
public record RowCondition(
    String column, Is is, @Nullable Double number, List<String> texts, boolean orMissing) {
  public RowCondition {
    texts = List.copyOf(texts);
  }

  /** What can be asked of a value. */
  public enum Is {
    BELOW,
    AT_LEAST,
    ONE_OF,
    NONE_OF,
    MISSING,
    PRESENT
  }

  /** The value is one of these texts. */
  public static RowCondition oneOf(String column, List<String> texts) {
    return new RowCondition(column, Is.ONE_OF, null, texts, false);
  }

  /** The value is below a limit, or at least it. */
  public static RowCondition limit(String column, Is is, double number) {
    return new RowCondition(column, is, number, List.of(), false);
  }
}
