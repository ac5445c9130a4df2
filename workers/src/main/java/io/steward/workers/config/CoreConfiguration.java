package io.steward.workers.config;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoreSettings;
import io.steward.bundle.SigningKey;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The core's services, which know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
public class CoreConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  CodeVersion codeVersion() {
    return CodeVersion.ofBuild();
  }

  @Bean
  Secrets secrets(StewardProperties properties) {
    return new Secrets(properties.secretsFolder(), System.getenv());
  }

  /** Reached when first used, so that the application can start before its store. */
  @Bean
  @Lazy
  ArtifactStore artifactStore(StewardProperties properties, Secrets secrets) {
    StewardProperties.Store store = properties.store();
    return new MinioArtifactStore(
        new StoreSettings(
            store.endpoint(),
            store.region(),
            store.bucket(),
            secrets.get("store-access-key"),
            secrets.get("store-secret-key")));
  }

  @Bean
  @Lazy
  StepJournal stepJournal(ArtifactStore store, CodeVersion version, Clock clock) {
    return new StepJournal(store, version.value(), clock);
  }

  @Bean
  SigningKey signingKey(Secrets secrets) {
    return SigningKey.loadOrCreate(
        secrets.file("signing-key.pem"), secrets.file("signing-key.pub.pem"));
  }
}
