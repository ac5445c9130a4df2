package io.steward.evaluation;

import io.steward.metrics.Outcomes;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each class was answered with each.
 *
 * @param classes the classes in the order of their index
 * @param counts one list a true class with the number of rows that were answered with each class
 * @param threshold the threshold of the positive class in a binary task; else unused
 */
public record ConfusionMatrix(List<String> classes, List<List<Long>> counts, double threshold) {

  static ConfusionMatrix of(List<String> classes, Outcomes outcomes) {
    long[][] counts = new long[classes.size()][classes.size()];
    int[] answers = outcomes.answers();
    for (int row = 0; row < answers.length; row++) {
      counts[(int) outcomes.truth()[row]][answers[row]]++;
    }
    List<List<Long>> lists = new ArrayList<>();
    for (long[] ofClass : counts) {
      lists.add(java.util.Arrays.stream(ofClass).boxed().toList());
    }
    return new ConfusionMatrix(classes, List.copyOf(lists), outcomes.threshold());
  }
}
