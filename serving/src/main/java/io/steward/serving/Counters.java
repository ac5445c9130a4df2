package io.steward.serving;

import java.util.concurrent.atomic.LongAdder;

/** What the server counts; names are those of {@code /metrics}. */
final class Counters {
  final LongAdder answered = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder rows = new LongAdder();
  final LongAdder logWritten = new LongAdder();
  final LongAdder logDropped = new LongAdder();
  final LongAdder logFailures = new LongAdder();

  /** Counts one answer by its status. */
  void count(int status) {
    (status < 400 ? answered : status < 500 ? refused : failed).increment();
  }

  /** Prometheus text format. */
  String text(int models, int logWaiting) {
    return """
        # TYPE steward_serving_requests_total counter
        steward_serving_requests_total{outcome="answered"} %d
        steward_serving_requests_total{outcome="refused"} %d
        steward_serving_requests_total{outcome="failed"} %d
        # TYPE steward_serving_rows_total counter
        steward_serving_rows_total %d
        # TYPE steward_serving_request_log_rows_total counter
        steward_serving_request_log_rows_total{outcome="written"} %d
        steward_serving_request_log_rows_total{outcome="dropped"} %d
        # TYPE steward_serving_request_log_failures_total counter
        steward_serving_request_log_failures_total %d
        # TYPE steward_serving_request_log_waiting_rows gauge
        steward_serving_request_log_waiting_rows %d
        # TYPE steward_serving_loaded_versions gauge
        steward_serving_loaded_versions %d
        """
        .formatted(
            answered.sum(),
            refused.sum(),
            failed.sum(),
            rows.sum(),
            logWritten.sum(),
            logDropped.sum(),
            logFailures.sum(),
            logWaiting,
            models);
  }
}
