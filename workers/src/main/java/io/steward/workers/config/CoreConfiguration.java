package io.steward.workers.config;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoreSettings;
import io.steward.bundle.ModelRegistry;
import io.steward.data.DataEngine;
import io.steward.data.DuckDbEngine;
import io.steward.data.EngineSettings;
import io.steward.data.Profiler;
import io.steward.data.ProposalCheck;
import io.steward.data.Splitter;
import io.steward.data.contract.ContractChecker;
import io.steward.data.contract.ContractRegistry;
import io.steward.deployment.ModelServerClient;
import io.steward.evaluation.BiasAssessor;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.governance.Runs;
import io.steward.monitoring.RequestLogReader;
import io.steward.training.CandidateTrainer;
import io.steward.training.CurveTracer;
import io.steward.training.ProvenanceReader;
import io.steward.training.budget.BudgetBook;
import io.steward.training.progress.ProgressLog;
import io.steward.training.progress.ProgressReader;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core's services, which know nothing of Spring; those with keys are elsewhere. */
@Configuration(proxyBeanMethods = false)
public class CoreConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  CodeVersion codeVersion() {
    return CodeVersion.ofRunning();
  }

  @Bean
  Secrets secrets(StewardProperties properties) {
    return new Secrets(properties.secretsFolder(), System.getenv());
  }

  @Bean
  StoreSettings storeSettings(StewardProperties properties, Secrets secrets) {
    StewardProperties.Store store = properties.store();
    return new StoreSettings(
        store.endpoint(),
        store.region(),
        store.bucket(),
        secrets.get("store-access-key"),
        secrets.get("store-secret-key"));
  }

  @Bean
  ArtifactStore artifactStore(StoreSettings settings) {
    return new MinioArtifactStore(settings);
  }

  @Bean
  StepJournal stepJournal(ArtifactStore store, CodeVersion version, Clock clock) {
    return new StepJournal(store, version.value(), clock);
  }

  @Bean
  ProvenanceReader provenanceReader(StepJournal journal) {
    return new ProvenanceReader(journal, BuildEnvironment.libraries());
  }

  @Bean
  Runs runs(ArtifactStore store) {
    return new Runs(store);
  }

  @Bean(destroyMethod = "close")
  DataEngine dataEngine(StewardProperties properties) {
    return new DuckDbEngine(EngineSettings.defaults(properties.dataFolder().resolve("engine")));
  }

  @Bean
  Profiler profiler(ArtifactStore store, DataEngine engine) {
    return new Profiler(store, engine);
  }

  @Bean
  ContractRegistry contractRegistry(ArtifactStore store, Clock clock) {
    return new ContractRegistry(store, clock);
  }

  /** A query of a contract has half a minute: it is one scan, but people write all kinds. */
  @Bean
  ContractChecker contractChecker(ArtifactStore store, DataEngine engine) {
    return new ContractChecker(store, engine, Duration.ofSeconds(30));
  }

  @Bean
  ProposalCheck proposalCheck(ArtifactStore store, DataEngine engine) {
    return new ProposalCheck(store, engine);
  }

  @Bean
  BiasAssessor biasAssessor(ArtifactStore store, DataEngine engine) {
    return new BiasAssessor(store, engine);
  }

  @Bean
  Splitter splitter(ArtifactStore store, DataEngine engine) {
    return new Splitter(store, engine);
  }

  @Bean
  RecipeFitter recipeFitter(ArtifactStore store, DataEngine engine) {
    return new RecipeFitter(store, engine);
  }

  @Bean
  RecipeApplier recipeApplier(ArtifactStore store, DataEngine engine) {
    return new RecipeApplier(store, engine);
  }

  /** Several candidates are trained at once, so that one gets its share of the processors. */
  @Bean
  CandidateTrainer candidateTrainer(StewardProperties properties) {
    return new CandidateTrainer(threadsOfAJob(properties));
  }

  @Bean
  CurveTracer curveTracer(StewardProperties properties) {
    return new CurveTracer(threadsOfAJob(properties));
  }

  private static int threadsOfAJob(StewardProperties properties) {
    return properties.workers().threadsOfAJob(Runtime.getRuntime().availableProcessors());
  }

  /** How far candidates are, written for all processes to see. */
  @Bean(destroyMethod = "close")
  ProgressLog progressLog(ArtifactStore store, Clock clock) {
    return new ProgressLog(store, WorkerName.ofThisProcess().value(), clock);
  }

  @Bean
  ProgressReader progressReader(ArtifactStore store) {
    return new ProgressReader(store);
  }

  @Bean
  BudgetBook budgetBook(ArtifactStore store) {
    return new BudgetBook(store);
  }

  @Bean
  ModelRegistry modelRegistry(ArtifactStore store, Clock clock) {
    return new ModelRegistry(store, clock);
  }

  @Bean
  RequestLogReader requestLogReader(ArtifactStore store) {
    return new RequestLogReader(store);
  }

  @Bean(destroyMethod = "close")
  ModelServerClient modelServerClient(StewardProperties properties, Secrets secrets) {
    return new ModelServerClient(properties.serving().url(), secrets.get("serving-admin-token"));
  }
}
