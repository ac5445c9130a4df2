package io.steward.workers.web;

import com.samskivert.mustache.Mustache;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.evaluation.report.EvaluationReport;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The report as PDF, from the template of the page. One is made at a time, a few may wait, and each
 * has {@link #PATIENCE}: a report that is too large costs an answer, not the application. The last
 * few are kept.
 */
@Component
public class EvaluationPdf {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WAITING = 4;
  private static final int KEPT = 8;

  /** A page of a usual report has about a million characters, most of them in its pictures. */
  private static final int LONGEST_PAGE = 16_000_000;

  private final Mustache.Compiler templates;
  private final String style;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("pdf").factory());
  private final Map<Digest, byte[]> made =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, byte[]> eldest) {
              return size() > KEPT;
            }
          });

  public EvaluationPdf(Mustache.Compiler templates) throws IOException {
    this.templates = templates;
    try (InputStream css = EvaluationPdf.class.getResourceAsStream("/templates/report-pdf.css")) {
      this.style =
          new String(
              Objects.requireNonNull(css, "templates/report-pdf.css is missing").readAllBytes(),
              StandardCharsets.UTF_8);
    }
  }

  @PreDestroy
  void stop() {
    writer.shutdownNow();
  }

  /** The PDF; the same bytes for the same report on the same machine. */
  byte[] of(EvaluationReport report) {
    Digest digest = Json.digest(report);
    byte[] known = made.get(digest);
    if (known != null) {
      return known;
    }
    byte[] bytes = bounded(report, digest);
    made.put(digest, bytes);
    return bytes;
  }

  private byte[] bounded(EvaluationReport report, Digest digest) {
    Future<byte[]> writing;
    try {
      writing = writer.submit(() -> write(report, digest));
    } catch (RejectedExecutionException full) {
      throw unavailable("Other reports are being written as PDF. Ask again in a minute.");
    }
    try {
      return writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      writing.cancel(true);
      throw unavailable(
          "Writing this report as PDF takes longer than %d s. Use its page or its JSON."
              .formatted(PATIENCE.toSeconds()));
    } catch (InterruptedException stopped) {
      writing.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("Steward is shutting down. Ask again later.");
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(
          "Cannot write the report of " + report.run() + " as PDF", fault.getCause());
    }
  }

  private byte[] write(EvaluationReport report, Digest digest) throws IOException {
    Map<String, Object> model = EvaluationPageModel.of(report);
    model.put("pdf", Map.of("style", style));
    String page = templates.loadTemplate("evaluation").execute(model);
    if (page.length() > LONGEST_PAGE) {
      throw unavailable("This report is too large for a PDF. Use its page or its JSON.");
    }
    return PdfWriter.write(
        page,
        "Evaluation of " + report.model() + ", " + report.run(),
        Long.parseUnsignedLong(digest.hex().substring(0, 16), 16));
  }

  private static Refusal unavailable(String message) {
    return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, message, Map.of());
  }
}
