package io.steward.workers.config;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.MinioStoredObjects;
import io.steward.artifact.StoreSettings;
import io.steward.data.AllowedFolders;
import io.steward.data.AllowedHosts;
import io.steward.data.Collector;
import io.steward.data.DataEngine;
import io.steward.data.DatabaseConnection;
import io.steward.data.DatabaseFetcher;
import io.steward.data.HttpsFetcher;
import io.steward.data.ObjectFetcher;
import io.steward.data.SnapshotHistory;
import io.steward.data.SourceFetcher;
import io.steward.data.SourceLimits;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where data may come from, and how much of it. */
@Configuration(proxyBeanMethods = false)
public class SourceConfiguration {

  @Bean
  SourceLimits sourceLimits(StewardProperties properties) {
    return properties.sources().limits().toSourceLimits();
  }

  @Bean(destroyMethod = "close")
  MinioStoredObjects storedObjects(StoreSettings settings) {
    return new MinioStoredObjects(settings);
  }

  @Bean
  AllowedFolders allowedFolders(StewardProperties properties) {
    return new AllowedFolders(properties.allowedFolders());
  }

  @Bean
  SourceFetcher sourceFetcher(
      StewardProperties properties,
      AllowedFolders folders,
      MinioStoredObjects objects,
      Secrets secrets,
      SourceLimits limits) {
    SourceProperties sources = properties.sources();
    String own = "s3://" + properties.store().bucket() + "/";
    if (sources.objects().contains(own)) {
      throw new IllegalStateException(
          "steward.sources.objects lists "
              + own
              + ", the store's own bucket, so charters could read Steward's evidence. List a folder"
              + " of it, for example "
              + own
              + "incoming/, or another bucket.");
    }
    return new SourceFetcher(
        folders,
        new ObjectFetcher(objects, sources.objects(), limits),
        new HttpsFetcher(new AllowedHosts(sources.hosts(), sources.innerHosts()), limits, null),
        new DatabaseFetcher(connections(sources, secrets), limits),
        limits);
  }

  @Bean
  Collector collector(ArtifactStore store, DataEngine engine, SourceLimits limits) {
    return new Collector(store, engine, limits);
  }

  @Bean
  SnapshotHistory snapshotHistory(ArtifactStore store, DataEngine engine) {
    return new SnapshotHistory(store, engine);
  }

  private static Map<String, DatabaseConnection> connections(
      SourceProperties sources, Secrets secrets) {
    Map<String, DatabaseConnection> connections = new HashMap<>();
    sources
        .connections()
        .forEach(
            (name, connection) ->
                connections.put(
                    name,
                    new DatabaseConnection(
                        connection.url(), connection.user(), () -> password(name, secrets))));
    return connections;
  }

  /** Asked for when it is needed: a connection that nobody uses needs no password yet. */
  private static String password(String connection, Secrets secrets) {
    String name = "connection-" + connection + "-password";
    return secrets
        .find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The password of the connection '"
                        + connection
                        + "' is missing. Put it into the file "
                        + secrets.file(name)
                        + " (readable by this user only), then retry."));
  }
}
