package io.steward.workers.web;

import io.steward.artifact.StoreException;
import io.steward.workers.job.TemporaryFault;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure with a sentence in plain English; stack traces stay in the log. */
@RestControllerAdvice
public class ApiErrors extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ProblemDetail api(ApiException e) {
    return ProblemDetail.forStatusAndDetail(e.status(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail charter(FaultyCharterException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    problem.setProperty("faults", e.faults());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail wrongForm(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail store(StoreException e) {
    LOG.warn("The store failed: {}", e.getMessage());
    return ProblemDetail.forStatusAndDetail(
        e.isDamaged() ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.SERVICE_UNAVAILABLE,
        String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail temporary(TemporaryFault e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail other(RuntimeException e) {
    String reference = UUID.randomUUID().toString();
    LOG.error("A request failed, reference {}", reference, e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong in the application. Its log has the details under "
            + reference
            + ".");
  }
}
