package io.steward.workers.training;

import io.steward.artifact.RunId;
import io.steward.training.Candidate;
import io.steward.training.CandidateResult;
import io.steward.training.Progress;
import io.steward.training.progress.CandidateProgress;
import io.steward.training.progress.ProgressLog;
import io.steward.workers.training.TrainingMetrics.Outcome;
import java.time.Duration;

/**
 * The training of one candidate, watched: what it tells of its progress goes to the store, for all
 * processes to see, and into the metrics of this one. Close it when the training has ended, however
 * it did.
 */
final class CandidateRun implements Progress, AutoCloseable {
  private final CandidateProgress reports;
  private final TrainingMetrics metrics;
  private final String algorithm;
  private final long start = System.nanoTime();
  private volatile double share;
  private Outcome outcome = Outcome.BROKEN_OFF;

  private CandidateRun(CandidateProgress reports, TrainingMetrics metrics, String algorithm) {
    this.reports = reports;
    this.metrics = metrics;
    this.algorithm = algorithm;
  }

  /** Begins. */
  static CandidateRun begin(
      ProgressLog log, TrainingMetrics metrics, RunId run, Candidate candidate) {
    CandidateRun begun =
        new CandidateRun(log.open(run, candidate.id()), metrics, candidate.algorithm());
    metrics.begin(begun);
    return begun;
  }

  @Override
  public void at(double shareDone, String doing) {
    share = shareDone;
    reports.at(shareDone, doing);
  }

  /** The training has come to this result. */
  void done(CandidateResult result) {
    outcome = result.usable() ? Outcome.USABLE : Outcome.UNUSABLE;
    reports.done();
  }

  double share() {
    return share;
  }

  @Override
  public void close() {
    metrics.end(this, algorithm, outcome, Duration.ofNanos(System.nanoTime() - start));
    reports.close();
  }
}
