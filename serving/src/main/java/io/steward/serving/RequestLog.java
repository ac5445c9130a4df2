package io.steward.serving;

import io.steward.artifact.StoreException;
import io.steward.bundle.Predictions;
import io.steward.monitoring.RequestLogEntry;
import io.steward.monitoring.RequestLogWriter;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings answered rows to the store in batches, beside the answers: taking one in costs the answer
 * nothing but a place in a queue. The queue is bounded; while the store is away it fills, is tried
 * again each second, and what no longer fits is dropped and counted.
 */
final class RequestLog implements AutoCloseable {
  /** Rows that wait at most; about 1 KB each. */
  static final int CAPACITY = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final Duration LAST_WRITE = Duration.ofSeconds(10);

  private final Counters counters;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("request-log").daemon().factory());
  private final Deque<Answered> queue = new ArrayDeque<>();
  private int waiting;
  private volatile @Nullable RequestLogWriter writer;
  private boolean failing;

  RequestLog(Counters counters, Duration interval) {
    this.counters = counters;
    var _ =
        thread.scheduleWithFixedDelay(
            this::flush, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where to write to, once the store is known. */
  void writeTo(RequestLogWriter newWriter) {
    writer = newWriter;
  }

  /** Takes in what was answered; never waits. */
  void add(Instant at, ServedModel model, RawTable rows, Predictions predictions) {
    synchronized (queue) {
      if (waiting + rows.rows() <= CAPACITY) {
        queue.add(new Answered(at, model, rows, predictions));
        waiting += rows.rows();
        return;
      }
    }
    counters.logDropped.add(rows.rows());
  }

  /** How many rows wait. */
  int waiting() {
    synchronized (queue) {
      return waiting;
    }
  }

  /** Writes what waits, and gives up after ten seconds. */
  @Override
  public void close() {
    thread.execute(this::flush);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_WRITE.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    int lost = waiting();
    if (lost > 0) {
      LOG.warn("{} answered rows were not logged: the store was not there.", lost);
    }
  }

  private void flush() {
    RequestLogWriter target = writer;
    while (target != null) {
      List<Answered> batch = nextBatch();
      if (batch.isEmpty()) {
        return;
      }
      int rows = batch.stream().mapToInt(answered -> answered.rows.rows()).sum();
      try {
        List<RequestLogEntry> entries = new ArrayList<>(rows);
        batch.forEach(answered -> entries.addAll(entries(answered)));
        target.write(entries);
        counters.logWritten.add(rows);
        taken(batch);
        if (failing) {
          failing = false;
          LOG.info("The request log is written again.");
        }
      } catch (StoreException e) {
        counters.logFailures.increment();
        if (!failing) {
          failing = true;
          LOG.warn("The request log waits for the store: {}", e.getMessage());
        }
        return;
      } catch (RuntimeException e) {
        // A defect in one batch must not hold up those after it.
        LOG.error("{} answered rows cannot be logged.", rows, e);
        counters.logDropped.add(rows);
        taken(batch);
      }
    }
  }

  /** The first of the queue that belong into one document; they stay in the queue for now. */
  private List<Answered> nextBatch() {
    List<Answered> batch = new ArrayList<>();
    synchronized (queue) {
      int rows = 0;
      for (Answered answered : queue) {
        boolean together = batch.isEmpty() || answered.sharesDocumentWith(batch.getFirst());
        if (!together || rows > CAPACITY / 4) {
          break;
        }
        batch.add(answered);
        rows += answered.rows.rows();
      }
    }
    return batch;
  }

  private void taken(List<Answered> batch) {
    synchronized (queue) {
      for (Answered answered : batch) {
        queue.removeFirst();
        waiting -= answered.rows.rows();
      }
    }
  }

  /** One entry a row. */
  static List<RequestLogEntry> entries(
      Instant at, ServedModel model, RawTable rows, Predictions predictions) {
    List<RequestLogEntry> entries = new ArrayList<>(rows.rows());
    for (int row = 0; row < rows.rows(); row++) {
      Map<String, @Nullable Object> inputs = new HashMap<>();
      for (ColumnSchema column : rows.columns()) {
        inputs.put(column.name(), cell(rows, column, row));
      }
      Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
      if (predictions.values().length > 0) {
        outputs.put(RequestLogEntry.VALUE, predictions.values()[row]);
      } else {
        double[] probabilities = predictions.probabilities()[row];
        outputs.put(RequestLogEntry.LABEL, predictions.labels()[row]);
        outputs.put(RequestLogEntry.PROBABILITIES, probabilities.clone());
        if (model.manifest().positive() != null) {
          outputs.put(RequestLogEntry.PROBABILITY, probabilities[1]);
        }
      }
      entries.add(
          new RequestLogEntry(
              at, model.version().name(), model.version().version(), inputs, outputs));
    }
    return entries;
  }

  private static List<RequestLogEntry> entries(Answered answered) {
    return entries(answered.at, answered.model, answered.rows, answered.predictions);
  }

  private static @Nullable Object cell(RawTable rows, ColumnSchema column, int row) {
    return switch (column.kind()) {
      case NUMBER -> {
        double number = rows.numbers(column.name())[row];
        yield Double.isNaN(number) ? null : number;
      }
      case TEXT, DATE -> {
        String text = rows.texts(column.name())[row];
        yield text.isEmpty() ? null : text;
      }
    };
  }

  private record Answered(Instant at, ServedModel model, RawTable rows, Predictions predictions) {
    boolean sharesDocumentWith(Answered other) {
      return model.version().ref().equals(other.model.version().ref()) && day().equals(other.day());
    }

    private LocalDate day() {
      return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
  }
}
