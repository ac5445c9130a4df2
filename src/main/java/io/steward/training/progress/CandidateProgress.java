package io.steward.training.progress;

import io.steward.training.Progress;

/** The progress of one candidate on its way to the store. Never slow, and never throws. */
public final class CandidateProgress implements Progress, AutoCloseable {
  private final CandidateReports reports;
  private final Runnable onClose;

  CandidateProgress(CandidateReports reports, Runnable onClose) {
    this.reports = reports;
    this.onClose = onClose;
  }

  @Override
  public void at(double share, String doing) {
    reports.now(share, doing);
  }

  /** There is a result, usable or not. */
  public void done() {
    reports.now(1, "done");
  }

  /** The work has ended: it is done, or else it was broken off. */
  @Override
  public void close() {
    onClose.run();
  }
}
