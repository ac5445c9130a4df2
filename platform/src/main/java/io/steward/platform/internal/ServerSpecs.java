package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.Ports;
import io.steward.platform.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** OpenSearch and the object store. */
final class ServerSpecs {

  private final Path home;
  private final Folders folders;
  private final Ports ports;
  private final Secrets secrets;
  private final ClassArchives archives;

  ServerSpecs(Path home, Folders folders, Ports ports, Secrets secrets, ClassArchives archives) {
    this.home = home;
    this.folders = folders;
    this.ports = ports;
    this.secrets = secrets;
    this.archives = archives;
  }

  ChildSpec openSearch() {
    List<Path> jars = ClassPaths.of(home.resolve("platform/opensearch"));
    return new ChildSpec(
        ChildName.OPENSEARCH,
        new JavaCommand(320)
            .quick(archives, ChildName.OPENSEARCH.id(), jars)
            .main(
                jars,
                "io.steward.platform.opensearch.SearchNode",
                folders.openSearch().toString(),
                Integer.toString(ports.openSearch()),
                Integer.toString(ports.openSearchTransport())),
        Map.of(),
        ports.openSearch(),
        List.of(ports.openSearchTransport()),
        List.of(),
        Duration.ofMinutes(3));
  }

  ChildSpec s3Proxy() {
    List<Path> jars = ClassPaths.of(home.resolve("platform/s3proxy"));
    return new ChildSpec(
        ChildName.STORE,
        new JavaCommand(128)
            .quick(archives, ChildName.STORE.id(), jars)
            .main(jars, "io.steward.platform.s3proxy.StoreServer"),
        Map.of(
            "STEWARD_STORE_ENDPOINT", ports.storeAddress().toString(),
            "STEWARD_STORE_FOLDER", folders.store().toString(),
            "STEWARD_STORE_ACCESS_KEY", secrets.storeAccessKey(),
            "STEWARD_STORE_SECRET_KEY", secrets.storeSecretKey()),
        ports.store(),
        List.of(),
        List.of(),
        Duration.ofMinutes(2));
  }

  ChildSpec minio(Path binary) {
    return new ChildSpec(
        ChildName.STORE,
        List.of(
            binary.toString(),
            "server",
            "--quiet",
            "--address",
            "127.0.0.1:" + ports.store(),
            "--console-address",
            "127.0.0.1:" + ports.storeConsole(),
            folders.minio().toString()),
        Map.of(
            "MINIO_ROOT_USER",
            secrets.storeAccessKey(),
            "MINIO_ROOT_PASSWORD",
            secrets.storeSecretKey(),
            "MINIO_BROWSER",
            "off",
            "MINIO_UPDATE",
            "off"),
        ports.store(),
        List.of(ports.storeConsole()),
        List.of(),
        Duration.ofMinutes(2));
  }
}
