package io.steward.deployment;

import io.steward.charter.Charter.ServingObjective;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop load test: requests are sent when they are due, whether or not earlier ones were
 * answered, as clients that know nothing of each other do. One row a request. The rows are kept out
 * of the request log, so that monitoring does not take them for real ones.
 */
public final class LoadTest {
  /** Distinct bodies, so that no cache for one hot row is measured. */
  private static final int MOST_BODIES = 500;

  private static final int CLIENT_WARM_UP = 500;
  private static final long LONGEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;

  /** Each open request is a connection; a server that stands still must not use them all up. */
  private static final int MOST_OPEN = 2000;

  /** Answers a second that count as the load: what is in flight at the end is not missing. */
  private static final double ENOUGH = 0.98;

  private LoadTest() {}

  /**
   * Runs the test; blocks for {@code time} and a few seconds.
   *
   * @param rows realistic raw rows, at least one
   * @param time at least one second
   * @throws ModelServerException if the server cannot be reached at the start
   */
  public static LoadTestResult run(
      ModelServerClient client,
      String model,
      int version,
      RawTable rows,
      ServingObjective objective,
      Duration time) {
    if (rows.rows() == 0 || time.toMillis() < 1000 || objective.requestsPerSecond() < 1) {
      throw new IllegalArgumentException(
          "A load test needs at least one row, one second and one request a second.");
    }
    List<HttpRequest> requests = requests(client, model, version, rows);
    warmUp(client, requests);
    long count = time.toMillis() * objective.requestsPerSecond() / 1000;
    Run run = new Run(client);
    long nanos = run.send(requests, count, objective.requestsPerSecond());
    return result(run, count, nanos, objective);
  }

  private static LoadTestResult result(
      Run run, long count, long nanos, ServingObjective objective) {
    Histogram micros = run.micros;
    long errors = run.errors.get();
    double perSecond = (count - errors) * 1e9 / nanos;
    double p95 = millis(micros, 95);
    String reason = null;
    if (errors > 0) {
      reason = errors + " of " + count + " requests failed; the first: " + run.firstError() + ".";
    } else if (perSecond < ENOUGH * objective.requestsPerSecond()) {
      reason =
          text(
              "Only %.0f of %d requests a second were answered.",
              perSecond, objective.requestsPerSecond());
    } else if (p95 > objective.p95Millis()) {
      reason =
          text(
              "The 95th percentile is %.2f ms at %d requests a second; the limit is %.2f ms.",
              p95, objective.requestsPerSecond(), objective.p95Millis());
    }
    boolean met = reason == null;
    if (met) {
      reason =
          text(
              "The 95th percentile is %.2f ms at %d requests a second, within %.2f ms.",
              p95, objective.requestsPerSecond(), objective.p95Millis());
    }
    return new LoadTestResult(
        count,
        errors,
        millis(micros, 50),
        p95,
        millis(micros, 99),
        perSecond,
        met,
        String.valueOf(reason));
  }

  private static List<HttpRequest> requests(
      ModelServerClient client, String model, int version, RawTable rows) {
    List<ColumnSchema> inputs = client.metadata(model, version).inputs();
    List<HttpRequest> requests = new ArrayList<>();
    for (int row = 0; row < Math.min(MOST_BODIES, rows.rows()); row++) {
      byte[] body = InferenceMessages.request(rows.select(new int[] {row}), inputs);
      requests.add(client.inference(model, version, body, false));
    }
    return requests;
  }

  /** The client is a JVM as well: what is cold in it must not be blamed on the server. */
  private static void warmUp(ModelServerClient client, List<HttpRequest> requests) {
    Run run = new Run(client);
    run.send(requests, CLIENT_WARM_UP, CLIENT_WARM_UP);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** One series of requests. */
  private static final class Run {
    private final ModelServerClient client;
    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private final AtomicLong errors = new AtomicLong();
    private volatile @Nullable String firstError;

    Run(ModelServerClient client) {
      this.client = client;
    }

    /** Sends each request when it is due, waits for all answers; returns the time it took, ns. */
    long send(List<HttpRequest> requests, long count, int perSecond) {
      CountDownLatch open = new CountDownLatch(Math.toIntExact(count));
      long start = System.nanoTime();
      for (long i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / perSecond;
        waitUntil(due);
        long inFlight = open.getCount() - (count - i);
        if (inFlight > MOST_OPEN) {
          fail("More than " + MOST_OPEN + " requests waited for an answer");
          open.countDown();
          continue;
        }
        var _ =
            client
                .http()
                .sendAsync(
                    requests.get((int) (i % requests.size())), HttpResponse.BodyHandlers.ofString())
                .whenComplete(
                    (answer, fault) -> {
                      record(due, answer, fault);
                      open.countDown();
                    });
      }
      await(open);
      return System.nanoTime() - start;
    }

    String firstError() {
      return String.valueOf(firstError);
    }

    private void record(
        long due, @Nullable HttpResponse<String> answer, @Nullable Throwable fault) {
      long passed = (System.nanoTime() - due) / 1000;
      micros.recordValue(Math.clamp(passed, 0, LONGEST_MICROS));
      if (answer == null || answer.statusCode() != 200) {
        fail(answer == null ? String.valueOf(fault) : answer.body());
      }
    }

    private void fail(String why) {
      if (errors.getAndIncrement() == 0) {
        firstError = why;
      }
    }

    /** Ends: each request has a timeout of its own. */
    private static void await(CountDownLatch open) {
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ModelServerException.unreachable("The load test was interrupted.", e);
      }
    }

    private static void waitUntil(long due) {
      long left;
      while ((left = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
