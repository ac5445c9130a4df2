package io.steward.workers.job;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs the jobs of one type, always in the same way: read the request, do the work (heavy work on
 * the few heavy threads), answer the engine. While the work is going on or waits for its thread,
 * the job's timeout is extended, so that the engine does not hand it to another worker.
 */
final class JobRunner<I extends Record, O extends Record> implements JobHandler {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final StepWorker<I, O> worker;
  private final JobFailureMapper failures;
  private final ExecutorService heavy;
  private final KeepAlive keepAlive;

  JobRunner(
      StepWorker<I, O> worker,
      JobFailureMapper failures,
      ExecutorService heavy,
      KeepAlive keepAlive) {
    this.worker = worker;
    this.failures = failures;
    this.heavy = heavy;
    this.keepAlive = keepAlive;
  }

  @Override
  public void handle(JobClient client, ActivatedJob job) {
    String what = "Job " + job.getKey() + " (" + job.getType() + ")";
    MDC.put("job", job.getType() + "/" + job.getKey());
    JobContext context =
        new JobContext(
            job.getKey(),
            job.getProcessInstanceKey(),
            job.getElementId(),
            Map.copyOf(job.getCustomHeaders()),
            JobVariables.tree(job.getVariables()),
            new AtomicBoolean());
    long started = System.nanoTime();
    try (KeepAlive.Lease _ = keepAlive.hold(job.getKey(), context.gone())) {
      O response = work(job, context);
      JobCommands.Sent sent =
          JobCommands.send(
              what, client.newCompleteCommand(job).variables(JobVariables.write(response)));
      LOG.info(
          "{} done in {} ms{}.",
          what,
          Duration.ofNanos(System.nanoTime() - started).toMillis(),
          sent == JobCommands.Sent.TAKEN ? "" : ", answer not taken");
    } catch (RejectedExecutionException | CancellationException e) {
      // The application is shutting down. The engine delivers the job again after its timeout.
      LOG.info("{} was not finished before the shutdown and will be delivered again.", what);
    } catch (Throwable fault) {
      if (Thread.currentThread().isInterrupted() || context.isGone()) {
        // What an interrupted or cancelled step throws says nothing about the step.
        LOG.info("{} was broken off: {}", what, fault.toString());
      } else {
        fail(client, job, what, fault);
      }
    } finally {
      MDC.remove("job");
    }
  }

  private O work(ActivatedJob job, JobContext context) throws Throwable {
    if (worker.weight() == StepWorker.Weight.LIGHT) {
      return worker.work(request(job), context);
    }
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    Future<O> result =
        heavy.submit(
            () -> {
              MDC.setContextMap(mdc);
              try {
                return worker.work(request(job), context);
              } finally {
                MDC.clear();
              }
            });
    try {
      return result.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    } catch (InterruptedException e) {
      context.gone().set(true);
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for " + job.getType());
    }
  }

  private I request(ActivatedJob job) {
    return JobVariables.read(job.getVariables(), worker.requestType(), worker.jobType());
  }

  private void fail(JobClient client, ActivatedJob job, String what, Throwable fault) {
    switch (failures.map(fault, worker.businessError(), job.getRetries())) {
      case JobFailure.Business(ErrorCode code, String message) -> {
        LOG.info("{} ends with {}: {}", what, code, message);
        JobCommands.send(
            what,
            client
                .newThrowErrorCommand(job)
                .errorCode(code.name())
                .errorMessage(message)
                .variables(Map.of("errorMessage", message, code.messageVariable(), message)));
      }
      case JobFailure.Temporary(String message, int retries, Duration pause) -> {
        LOG.warn("{} failed, {} tries left, next in {}: {}", what, retries, pause, message);
        LOG.debug("{} failed with", what, fault);
        JobCommands.send(
            what,
            client.newFailCommand(job).retries(retries).retryBackoff(pause).errorMessage(message));
      }
      case JobFailure.Defect(String message) -> {
        LOG.error("{} failed and needs a person (see the incident in Operate)", what, fault);
        JobCommands.send(what, client.newFailCommand(job).retries(0).errorMessage(message));
      }
    }
  }
}
