package io.steward.workers.job;

/**
 * A worker whose job type and record types are given once.
 *
 * @param <I> the request
 * @param <O> the response
 */
public abstract class Step<I extends Record, O extends Record> implements StepWorker<I, O> {
  private final String jobType;
  private final Class<I> requestType;
  private final Class<O> responseType;

  protected Step(String jobType, Class<I> requestType, Class<O> responseType) {
    this.jobType = jobType;
    this.requestType = requestType;
    this.responseType = responseType;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<I> requestType() {
    return requestType;
  }

  @Override
  public final Class<O> responseType() {
    return responseType;
  }
}
