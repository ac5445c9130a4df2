package io.steward.workers.config;

import io.camunda.client.CamundaClient;
import io.steward.tasklist.TasklistClient;
import io.steward.workers.engine.EngineStart;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.ProcessFiles;
import io.steward.workers.engine.Readiness;
import io.steward.workers.job.WorkerPool;
import io.steward.workers.tasklist.TaskHistory;
import io.steward.workers.tasklist.TasklistV1TaskHistory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the application does with the process engine beside taking jobs, and Tasklist. */
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

  @Bean
  Readiness readiness() {
    return new Readiness();
  }

  /** {@code /actuator/health} says yes when runs can be started. */
  @Bean
  HealthIndicator stewardHealthIndicator(Readiness readiness) {
    return () -> readiness.state().ready() ? Health.up().build() : Health.outOfService().build();
  }

  @Bean
  ProcessEngine processEngine(CamundaClient client) {
    return new ProcessEngine(client);
  }

  @Bean
  EngineStart engineStart(
      CamundaClient client,
      StewardProperties properties,
      WorkerPool workers,
      TasklistClient tasklist,
      Readiness readiness) {
    return new EngineStart(
        client, new ProcessFiles(properties.processesFolder()), workers, tasklist, readiness);
  }

  @Bean
  TasklistClient tasklistClient(StewardProperties properties, Secrets secrets) {
    StewardProperties.Tasklist tasklist = properties.tasklist();
    return new TasklistClient(
        tasklist.url(),
        tasklist.user(),
        () ->
            secrets
                .find("tasklist-password")
                .or(() -> java.util.Optional.ofNullable(tasklist.password()))
                .orElseGet(() -> secrets.get("tasklist-password")));
  }

  @Bean
  TaskHistory taskHistory(TasklistClient tasklist) {
    return new TasklistV1TaskHistory(tasklist);
  }
}
