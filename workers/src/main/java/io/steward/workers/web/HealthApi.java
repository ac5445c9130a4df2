package io.steward.workers.web;

import io.steward.workers.engine.Readiness;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether runs can be started. Open to everybody, and says no more than that. */
@RestController
public class HealthApi {
  private final Readiness readiness;

  public HealthApi(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/api/health")
  ResponseEntity<byte[]> health() {
    Readiness.State state = readiness.state();
    return state.ready()
        ? Answers.ok(Map.of("ready", true, "detail", state.detail()))
        : Answers.problem(HttpStatus.SERVICE_UNAVAILABLE, state.detail(), Map.of("ready", false));
  }
}
