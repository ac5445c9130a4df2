package io.steward.workers.web;

import io.steward.workers.engine.Readiness;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether runs can be started. Open to everybody, so it says no more than that. */
@RestController
public class HealthController {
  private final Readiness readiness;

  public HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  /**
   * @param status UP or STARTING
   * @param detail one sentence
   */
  public record HealthView(String status, String detail) {}

  /** 200 when ready, else 503. */
  @GetMapping("/api/health")
  public ResponseEntity<HealthView> health() {
    Readiness.State state = readiness.state();
    return ResponseEntity.status(state.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new HealthView(state.ready() ? "UP" : "STARTING", state.detail()));
  }

  /** The same for {@code /actuator/health}. */
  @Bean
  static HealthIndicator stewardHealthIndicator(Readiness readiness) {
    return () -> readiness.state().ready() ? Health.up().build() : Health.outOfService().build();
  }
}
