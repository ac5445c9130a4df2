package io.steward.evaluation;

/** What it does to a model's figures that its holdout was looked at before. */
public final class HoldoutWarning {
  private HoldoutWarning() {}

  /**
   * The warning for people; "" for the first opening.
   *
   * @param openings how often the holdout was opened in a run, this time included
   */
  public static String of(long openings) {
    return openings <= 1
        ? ""
        : ("This holdout was opened %d times in the run. Each time, what was learnt from its figures"
                + " went into the next model, so it is no longer unseen: the figures are too"
                + " favourable, and their intervals too narrow. Collect fresh rows for a judgement"
                + " that counts.")
            .formatted(openings);
  }
}
