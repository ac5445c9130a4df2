package io.steward.workers.web;

import org.springframework.http.HttpStatus;

/** An answer other than success, with the sentence that the caller reads. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  ApiException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
