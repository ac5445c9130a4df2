package io.steward.training;

/** Told how far the work on a candidate is. Must be quick, and safe for use by many threads. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress UNHEARD = (share, doing) -> {};

  /**
   * @param share of the work that is done, 0 to 1, never less than before
   * @param doing what is done now, for people, for example {@code fold 3 of 5}
   */
  void at(double share, String doing);
}
