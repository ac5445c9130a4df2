package io.steward.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The levels of a text column. */
final class Levels {
  private Levels() {}

  /** The levels that occur, the most frequent first and at most so many; missing is none. */
  static List<String> mostFrequent(String[] values, int most) {
    return shares(values).entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The share of all rows that hold each level; missing is none. */
  static Map<String, Double> shares(String[] values) {
    return Arrays.stream(values)
        .filter(value -> !value.isEmpty())
        .collect(
            Collectors.groupingBy(
                Function.identity(),
                Collectors.collectingAndThen(
                    Collectors.counting(), count -> count / (double) values.length)));
  }
}
