package io.steward.workers.config;

import io.steward.artifact.ArtifactStore;
import io.steward.bundle.BundleReader;
import io.steward.bundle.BundleWriter;
import io.steward.bundle.SigningKey;
import io.steward.data.DataEngine;
import io.steward.data.HoldoutKey;
import io.steward.data.HoldoutVault;
import io.steward.governance.HoldoutLog;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.SignedCharters;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The services that need the installation's keys: signing, the ledger, the sealed holdout. Further
 * worker processes have none of them.
 */
@Configuration(proxyBeanMethods = false)
public class KeyConfiguration {

  @Bean
  Ledger ledger(ArtifactStore store, SigningKey key, StewardProperties properties, Clock clock) {
    return new Ledger(
        store, key, LedgerAnchor.file(properties.ledgerAnchor().resolve("ledger-anchor")), clock);
  }

  @Bean
  SignedCharters signedCharters(Ledger ledger, ArtifactStore store) {
    return new SignedCharters(ledger, store);
  }

  @Bean
  HoldoutKey holdoutKey(Secrets secrets) {
    return HoldoutKey.loadOrCreate(secrets.file("holdout.key"));
  }

  /** Opens the holdout for the evaluation only; each opening is in the ledger before any row is. */
  @Bean
  HoldoutVault holdoutVault(ArtifactStore store, DataEngine engine, HoldoutKey key, Ledger ledger) {
    return new HoldoutVault(store, engine, key, new HoldoutLog(ledger));
  }

  @Bean
  BundleWriter bundleWriter(ArtifactStore store, SigningKey key) {
    return new BundleWriter(store, key);
  }

  @Bean
  BundleReader bundleReader(ArtifactStore store, SigningKey key) {
    return new BundleReader(store, key.verifier());
  }

  @Bean
  SigningKey signingKey(Secrets secrets) {
    return SigningKey.loadOrCreate(
        secrets.file("signing-key.pem"), secrets.file("signing-key.pub.pem"));
  }
}
