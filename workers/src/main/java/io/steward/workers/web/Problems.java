package io.steward.workers.web;

import io.steward.artifact.StoreException;
import io.steward.workers.job.TemporaryFault;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns failures into one sentence; the stack trace goes to the log. */
@RestControllerAdvice
public class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<byte[]> refused(Refusal refusal) {
    return Answers.problem(refusal.status(), String.valueOf(refusal.getMessage()), refusal.more());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unknown(NoResourceFoundException e) {
    return Answers.problem(
        HttpStatus.NOT_FOUND, "There is nothing at /" + e.getResourcePath() + ".", Map.of());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(TemporaryFault fault) {
    LOG.warn("{}", fault.getMessage());
    return Answers.problem(
        HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(fault.getMessage()), Map.of());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> store(StoreException fault) {
    LOG.warn("{}", fault.getMessage(), fault);
    HttpStatus status =
        fault.isDamaged() ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.SERVICE_UNAVAILABLE;
    return Answers.problem(status, String.valueOf(fault.getMessage()), Map.of());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> defect(Exception fault) {
    LOG.error("A request failed", fault);
    return Answers.problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Steward could not answer because of a defect. The application's log says more.",
        Map.of());
  }
}
