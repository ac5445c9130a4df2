package io.steward.workers.web;

import io.steward.artifact.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of the REST interface, in the same JSON as everywhere. */
final class Answers {
  private Answers() {}

  static ResponseEntity<byte[]> ok(Object value) {
    return answer(HttpStatus.OK, MediaType.APPLICATION_JSON, value);
  }

  static ResponseEntity<byte[]> created(Object value) {
    return answer(HttpStatus.CREATED, MediaType.APPLICATION_JSON, value);
  }

  /**
   * A problem in the form of RFC 9457.
   *
   * @param detail what happened, where, and what to do
   * @param more further members, for example {@code faults}
   */
  static ResponseEntity<byte[]> problem(
      HttpStatus status, String detail, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("status", status.value());
    body.put("title", status.getReasonPhrase());
    body.put("detail", detail);
    return answer(status, MediaType.APPLICATION_PROBLEM_JSON, body);
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, MediaType type, Object value) {
    return ResponseEntity.status(status).contentType(type).body(Json.bytes(value));
  }
}
