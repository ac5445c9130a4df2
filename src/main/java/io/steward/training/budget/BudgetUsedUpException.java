package io.steward.training.budget;

/** A candidate was not begun, or was stopped, because there is nothing left of something. */
public final class BudgetUsedUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Resource usedUp;

  public BudgetUsedUpException(String candidate, Resource usedUp) {
    super(
        "Candidate %s is not finished: the budget's %s is used up."
            .formatted(candidate, usedUp.written()));
    this.usedUp = usedUp;
  }

  /** What there is nothing left of. */
  public Resource usedUp() {
    return usedUp;
  }
}
