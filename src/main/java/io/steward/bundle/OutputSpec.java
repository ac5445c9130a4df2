package io.steward.bundle;

import io.steward.charter.Charter.Task;
import java.util.List;

/**
 * What a model answers with.
 *
 * @param classes the classes in the order of the probabilities; two for a binary task, the second
 *     is the positive one; empty for regression
 * @param threshold the least probability of the positive class that makes the label positive, 0 to
 *     1; binary only
 */
public record OutputSpec(Task task, List<String> classes, double threshold) {

  public OutputSpec {
    classes = List.copyOf(classes);
    boolean fits =
        switch (task) {
          case BINARY -> classes.size() == 2;
          case MULTICLASS -> classes.size() >= 2;
          case REGRESSION -> classes.isEmpty();
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "A " + task + " model cannot have " + classes.size() + " classes.");
    }
    if (task == Task.BINARY && !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("The threshold must be in 0 to 1, it is " + threshold);
    }
  }

  /** A binary model; the second class is the positive one. */
  public static OutputSpec binary(String negative, String positive, double threshold) {
    return new OutputSpec(Task.BINARY, List.of(negative, positive), threshold);
  }

  /** A multiclass model. */
  public static OutputSpec multiclass(List<String> classes) {
    return new OutputSpec(Task.MULTICLASS, classes, 0.5);
  }

  /** A regression model. */
  public static OutputSpec regression() {
    return new OutputSpec(Task.REGRESSION, List.of(), 0.5);
  }

  /** How many raw outputs a model of this kind must have. */
  public int outputs() {
    return task == Task.MULTICLASS ? classes.size() : 1;
  }
}
