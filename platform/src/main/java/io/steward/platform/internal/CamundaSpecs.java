package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Camunda's two processes. They cannot be one in 8.6.0: with the profile that gives the web
 * applications their login, the engine's own {@code /v2} asks for one too, and Tasklist's calls to
 * it are refused. What configures them are environment variables: properties in files do not
 * override all.
 */
final class CamundaSpecs {

  private final Folders folders;
  private final Ports ports;
  private final Path distribution;
  private final ClassArchives archives;

  CamundaSpecs(Folders folders, Ports ports, Path distribution, ClassArchives archives) {
    this.folders = folders;
    this.ports = ports;
    this.distribution = distribution;
    this.archives = archives;
  }

  ChildSpec broker() {
    Map<String, String> environment = common();
    String exporter = "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_";
    environment.put(
        exporter + "CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter");
    environment.put(exporter + "ARGS_URL", ports.openSearchAddress().toString());
    // One record is exported at once: a task shows in Tasklist as soon as the engine has it.
    environment.put(exporter + "ARGS_BULK_SIZE", "1");
    environment.put("ZEEBE_BROKER_DATA_DIRECTORY", folders.broker().toString());
    environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "32MB");
    environment.put("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1");
    environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", text(ports.brokerCommand()));
    environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", text(ports.brokerInternal()));
    environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1");
    environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", text(ports.grpc()));
    environment.put("SERVER_PORT", text(ports.rest()));
    environment.put("MANAGEMENT_SERVER_PORT", text(ports.brokerManagement()));
    return new ChildSpec(
        ChildName.BROKER,
        java(320, ChildName.BROKER, "io.camunda.application.StandaloneBroker"),
        environment,
        ports.rest(),
        List.of(
            ports.grpc(), ports.brokerCommand(), ports.brokerInternal(), ports.brokerManagement()),
        List.of(),
        Duration.ofMinutes(3));
  }

  ChildSpec webapps() {
    String openSearch = ports.openSearchAddress().toString();
    Map<String, String> environment = common();
    environment.put("SPRING_PROFILES_ACTIVE", "operate,tasklist,auth");
    for (String application : List.of("CAMUNDA_OPERATE_", "CAMUNDA_TASKLIST_")) {
      for (String source : List.of("OPENSEARCH_", "ZEEBEOPENSEARCH_")) {
        environment.put(application + source + "URL", openSearch);
        environment.put(application + source + "HOST", "127.0.0.1");
        environment.put(application + source + "PORT", text(ports.openSearch()));
      }
      // The archivers need OpenSearch's ISM plugin, which an embedded node does not have.
      environment.put(application + "ARCHIVERENABLED", "false");
      environment.put(application + "ZEEBE_GATEWAYADDRESS", "127.0.0.1:" + ports.grpc());
      // Tasklist's API is used with the login cookie; everything is on loopback.
      environment.put(application + "CSRFPREVENTIONENABLED", "false");
    }
    environment.put("CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS", ports.restAddress().toString());
    environment.put("ZEEBE_GATEWAY_CLUSTER_HOST", "127.0.0.1");
    environment.put("ZEEBE_GATEWAY_CLUSTER_PORT", text(ports.webappsInternal()));
    environment.put("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1");
    environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", text(ports.webappsInternal()));
    environment.put("SERVER_PORT", text(ports.webapps()));
    environment.put("MANAGEMENT_SERVER_PORT", text(ports.webappsManagement()));
    return new ChildSpec(
        ChildName.WEBAPPS,
        java(448, ChildName.WEBAPPS, "io.camunda.application.StandaloneCamunda"),
        environment,
        ports.webapps(),
        List.of(ports.webappsManagement(), ports.webappsInternal()),
        // They end when they ask for data while OpenSearch is still recovering it; new data needs
        // none.
        Files.isDirectory(folders.openSearch().resolve("data"))
            ? List.of(ChildName.OPENSEARCH)
            : List.of(),
        Duration.ofMinutes(4));
  }

  private Map<String, String> common() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("CAMUNDA_DATABASE_TYPE", "opensearch");
    environment.put("CAMUNDA_DATABASE_URL", ports.openSearchAddress().toString());
    environment.put("CAMUNDA_OPERATE_DATABASE", "opensearch");
    environment.put("CAMUNDA_TASKLIST_DATABASE", "opensearch");
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    // Not on the class path, where an archive of classes tolerates jars only.
    environment.put(
        "SPRING_CONFIG_ADDITIONAL_LOCATION", "file:" + distribution.resolve("config") + "/");
    environment.put("LOGGING_CONFIG", folders.run().resolve("camunda-log4j2.xml").toString());
    return environment;
  }

  private List<String> java(int heapMegabytes, ChildName name, String mainClass) {
    List<Path> jars = ClassArchives.jars(distribution.resolve("lib"));
    return new JavaCommand(heapMegabytes)
        .quick(archives, name.id(), jars)
        .option("-Dapp.home=" + distribution)
        .option("-Dlog4j2.configurationFile=" + folders.run().resolve("camunda-log4j2.xml"))
        .main(jars, mainClass);
  }

  private static String text(int port) {
    return Integer.toString(port);
  }
}
