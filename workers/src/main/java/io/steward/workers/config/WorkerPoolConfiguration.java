package io.steward.workers.config;

import io.camunda.client.api.JsonMapper;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.steward.artifact.Json;
import io.steward.workers.job.JobFailureMapper;
import io.steward.workers.job.JobFilter;
import io.steward.workers.job.StepWorker;
import io.steward.workers.job.WorkerPool;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How jobs are taken and worked on, in the application and in further worker processes. */
@Configuration(proxyBeanMethods = false)
public class WorkerPoolConfiguration {

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
        new JobFilter(settings.leaveToOthers()).taken(workers),
        new JobFailureMapper(settings.firstPause(), settings.longestPause()),
        settings.settings(),
        jobThreads);
  }
}
