package io.steward.workers;

import io.camunda.client.CamundaClient;
import io.steward.artifact.ArtifactStore;
import io.steward.workers.config.CoreConfiguration;
import io.steward.workers.config.WorkerPoolConfiguration;
import io.steward.workers.data.AssessLearnability;
import io.steward.workers.data.ProfileData;
import io.steward.workers.job.StepWorker;
import io.steward.workers.job.WorkerPool;
import io.steward.workers.preparation.FitFeatures;
import io.steward.workers.preparation.TrainingMatrices;
import io.steward.workers.preparation.ValidateFeatures;
import io.steward.workers.run.WorkingCharter;
import io.steward.workers.training.TrainCandidate;
import io.steward.workers.training.TrainingBudget;
import io.steward.workers.training.TrainingMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.FileSystemUtils;

/**
 * A further worker process: takes jobs that compute, and nothing else. It has no port, deploys
 * nothing, and needs no secret but the store's keys: what signs, writes the ledger or opens the
 * sealed holdout stays with the application. Not a configuration class, so that the application's
 * search for components does not find it.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("io.steward.workers.config")
@Import({CoreConfiguration.class, WorkerPoolConfiguration.class})
public class ComputeProcess {
  /** What a worker process takes unless it is told otherwise. */
  public static final String TRAINING = "train-candidate";

  private static final SortedMap<String, Class<? extends StepWorker<?, ?>>> JOBS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  TRAINING,
                  TrainCandidate.class,
                  "assess-learnability",
                  AssessLearnability.class,
                  "fit-features",
                  FitFeatures.class,
                  "profile-data",
                  ProfileData.class,
                  "validate-features",
                  ValidateFeatures.class)));

  /** The job types that a worker process can take. */
  public static Collection<String> jobTypes() {
    return JOBS.keySet();
  }

  /**
   * Starts to take jobs.
   *
   * @param environment {@code STEWARD_…} variables, see {@link
   *     io.steward.workers.config.PlatformEnvironment}
   * @param jobs some of {@link #jobTypes}
   * @param workFolder for this process alone; deleted at its end
   * @param args further properties as {@code --key=value}, which win over everything
   * @return close it to end orderly
   * @throws RuntimeException if the engine or the store does not answer
   */
  public static ConfigurableApplicationContext start(
      Map<String, String> environment, Collection<String> jobs, Path workFolder, String... args) {
    List<Class<?>> sources =
        new ArrayList<>(
            List.of(
                ComputeProcess.class,
                TrainingMatrices.class,
                TrainingBudget.class,
                TrainingMetrics.class,
                WorkingCharter.class));
    for (String job : jobs) {
      Class<?> step = JOBS.get(job);
      if (step == null) {
        throw new IllegalArgumentException(
            "A worker process cannot take "
                + job
                + ". It can take: "
                + String.join(", ", jobTypes())
                + ".");
      }
      sources.add(step);
    }
    return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .properties(StewardApplication.defaults(environment))
        .initializers(process -> deleteAtTheEnd(workFolder, process))
        .run(withOwn(workFolder, args));
  }

  /** What the application leaves to others is what this process is there for. */
  private static String[] withOwn(Path workFolder, String... args) {
    return Stream.concat(
            Stream.of("--steward.data-folder=" + workFolder, "--steward.workers.leave-to-others="),
            Stream.of(args))
        .toArray(String[]::new);
  }

  /** What is registered before all beans is ended after them, also after the data engine. */
  private static void deleteAtTheEnd(Path workFolder, ConfigurableApplicationContext process) {
    if (process.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
      beans.registerDisposableBean(
          "workFolder", () -> FileSystemUtils.deleteRecursively(workFolder));
    }
  }

  /** Takes jobs while the process runs. */
  @Bean
  JobTaking jobTaking(CamundaClient client, ArtifactStore store, WorkerPool workers) {
    return new JobTaking(client, store, workers);
  }
}
