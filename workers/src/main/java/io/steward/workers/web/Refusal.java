package io.steward.workers.web;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that cannot be answered as asked. The message is written for who asked. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient Map<String, Object> more;

  Refusal(HttpStatus status, String message, Map<String, Object> more) {
    super(message);
    this.status = status;
    this.more = Map.copyOf(more);
  }

  static Refusal notFound(String message) {
    return new Refusal(HttpStatus.NOT_FOUND, message, Map.of());
  }

  static Refusal badRequest(String message) {
    return new Refusal(HttpStatus.BAD_REQUEST, message, Map.of());
  }

  HttpStatus status() {
    return status;
  }

  Map<String, Object> more() {
    return more;
  }
}
