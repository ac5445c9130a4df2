package io.steward.proposal;

import java.util.List;
import java.util.Map;

/**
 * What an evaluation proposes to do about something that it found.
 *
 * @param kind what to do
 * @param subject what it is about, in short: a column, a segment, a class, a metric
 * @param columns the columns that it is about; empty where it is about rows or the whole
 * @param rows the rows that it is about, as conditions that all hold; empty for all rows
 * @param words the proposal with its reason, in a sentence or two
 * @param evidence the figures that it rests on, by name; finite numbers only
 */
public record Proposal(
    Kind kind,
    String subject,
    List<String> columns,
    List<RowCondition> rows,
    String words,
    Map<String, Double> evidence) {
  public Proposal {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    evidence = Map.copyOf(evidence);
    evidence.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "The evidence '" + name + "' is " + value + ". Leave out what cannot be said.");
          }
        });
  }

  /** The stage that it is addressed to. */
  public Stage stage() {
    return kind.stage();
  }

  /** A stage of the lifecycle that can act on proposals. */
  public enum Stage {
    PROBLEM,
    DATA,
    FEATURES,
    TRAINING
  }

  /** What can be proposed. */
  public enum Kind {
    /** Put the problem or its criterion differently. */
    CHANGE_CRITERION(Stage.PROBLEM),
    /** Collect more rows of one kind. */
    COLLECT_ROWS(Stage.DATA),
    /** Collect more rows of all kinds. */
    COLLECT_MORE(Stage.DATA),
    /** More rows would not help: collect further columns. */
    COLLECT_COLUMNS(Stage.DATA),
    /** Leave a column out. */
    DROP_COLUMN(Stage.FEATURES),
    /** Give the product of two columns as a feature. */
    COMBINE_COLUMNS(Stage.FEATURES),
    /** Clip the extremes of a column. */
    CLIP_OUTLIERS(Stage.FEATURES),
    /** Mark missing values of a column by a feature of their own. */
    MARK_MISSING(Stage.FEATURES),
    /** Let the rows of the positive class weigh more in training. */
    WEIGH_CLASS(Stage.TRAINING),
    /** The probabilities are not what comes true. */
    CALIBRATE(Stage.TRAINING);

    private final Stage stage;

    Kind(Stage stage) {
      this.stage = stage;
    }

    /** The stage that acts on it. */
    public Stage stage() {
      return stage;
    }
  }
}
