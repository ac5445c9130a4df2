package io.steward.data.contract;

import io.steward.data.ColumnProfile;
import io.steward.data.contract.ContractRule.Condition;
import io.steward.data.contract.ContractRule.InRange;
import io.steward.data.contract.ContractRule.Length;
import io.steward.data.contract.ContractRule.OneOf;
import io.steward.data.contract.ContractRule.Present;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How many rows break a condition, as far as the profile tells: it is exact, so nothing has to be
 * scanned a second time. Nothing where it does not tell.
 */
final class ProfileAnswers {
  private ProfileAnswers() {}

  static OptionalLong violations(ColumnProfile column, Condition condition) {
    return switch (condition) {
      case Present(List<String> also) -> missing(column, also);
      case InRange range -> outside(column, range);
      case Length(long least, long most) -> length(column, least, most);
      case OneOf(List<String> values) -> listed(column, value -> !isOneOf(column, value, values));
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong missing(ColumnProfile column, List<String> also) {
    if (also.isEmpty()) {
      return OptionalLong.of(column.missing());
    }
    OptionalLong written = listed(column, value -> isOneOf(column, value, also));
    return written.isPresent()
        ? OptionalLong.of(column.missing() + written.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong outside(ColumnProfile column, InRange range) {
    ColumnProfile.NumberFacts numbers = column.numbers();
    if (numbers == null) {
      return OptionalLong.empty();
    }
    double lower = ConditionSql.number(range.lower()).orElse(Double.NEGATIVE_INFINITY);
    double upper = ConditionSql.number(range.upper()).orElse(Double.POSITIVE_INFINITY);
    boolean low = range.lowerOpen() ? numbers.minimum() > lower : numbers.minimum() >= lower;
    boolean high = range.upperOpen() ? numbers.maximum() < upper : numbers.maximum() <= upper;
    boolean readable =
        (range.lower().isEmpty() || Double.isFinite(lower))
            && (range.upper().isEmpty() || Double.isFinite(upper));
    return low && high && readable ? OptionalLong.of(0) : OptionalLong.empty();
  }

  private static OptionalLong length(ColumnProfile column, long least, long most) {
    ColumnProfile.TextFacts texts = column.texts();
    return texts != null && texts.shortest() >= least && texts.longest() <= most
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }

  private static OptionalLong listed(ColumnProfile column, Predicate<String> counted) {
    return column.allValuesListed()
        ? OptionalLong.of(
            column.topValues().stream()
                .filter(value -> counted.test(value.value()))
                .mapToLong(ColumnProfile.ValueCount::rows)
                .sum())
        : OptionalLong.empty();
  }

  private static boolean isOneOf(ColumnProfile column, String value, List<String> values) {
    return column.numbers() == null
        ? values.contains(value)
        : values.stream()
            .map(ConditionSql::number)
            .anyMatch(n -> n.isPresent() && n.getAsDouble() == Double.parseDouble(value));
  }
}
