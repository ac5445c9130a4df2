package io.steward.workers.config;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.JsonMapper;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.steward.artifact.Json;
import io.steward.tasklist.TasklistClient;
import io.steward.workers.engine.EngineStart;
import io.steward.workers.engine.ProcessEngine;
import io.steward.workers.engine.ProcessFiles;
import io.steward.workers.engine.Readiness;
import io.steward.workers.job.JobFailureMapper;
import io.steward.workers.job.StepWorker;
import io.steward.workers.job.WorkerPool;
import io.steward.workers.tasklist.TaskHistory;
import io.steward.workers.tasklist.TasklistV1TaskHistory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The process engine's client, the workers and Tasklist. */
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

  /** JSON is read and written in one way everywhere, also by the client. */
  @Bean
  JsonMapper camundaJsonMapper() {
    return new CamundaObjectMapper(Json.mapper());
  }

  /**
   * The threads that jobs run on. The client does not own them: its close would interrupt running
   * work; the worker pool drains them instead.
   */
  @Bean(destroyMethod = "")
  ExecutorService jobThreads() {
    return Executors.newCachedThreadPool(Thread.ofPlatform().name("job-", 1).factory());
  }

  @Bean
  CamundaClientExecutorService camundaExecutors(ExecutorService jobThreads) {
    return new CamundaClientExecutorService(
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-poll-", 1).factory()),
        true,
        jobThreads,
        false);
  }

  @Bean(destroyMethod = "")
  WorkerPool workerPool(
      List<StepWorker<?, ?>> workers, StewardProperties properties, ExecutorService jobThreads) {
    StewardProperties.Workers settings = properties.workers();
    return new WorkerPool(
        workers,
        new JobFailureMapper(settings.firstPause(), settings.longestPause()),
        settings.settings(),
        jobThreads);
  }

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
