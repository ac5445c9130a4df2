package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.PlatformSettings;
import io.steward.platform.Ports;
import io.steward.platform.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steward's own two processes. Each gets only the secrets that it needs. */
final class StewardSpecs {

  private static final String APPLICATION = "io.steward.workers.StewardApplication";
  private static final String MODEL_SERVER = "io.steward.serving.ServingMain";
  private static final String BUCKET = "steward";

  private final PlatformSettings settings;
  private final Folders folders;
  private final Secrets secrets;

  StewardSpecs(PlatformSettings settings, Folders folders, Secrets secrets) {
    this.settings = settings;
    this.folders = folders;
    this.secrets = secrets;
  }

  /** The application, if it is built. */
  Optional<ChildSpec> application() {
    Path module = settings.home().resolve("workers");
    if (!ClassPaths.has(module, APPLICATION)) {
      return Optional.empty();
    }
    Ports ports = settings.ports();
    Map<String, String> environment = store();
    environment.putAll(settings.application());
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(ports.application()));
    environment.put("STEWARD_HOME", settings.home().toString());
    environment.put("STEWARD_DATA", folders.data().toString());
    environment.put("STEWARD_PORT", Integer.toString(ports.application()));
    environment.put("CAMUNDA_CLIENT_GRPC_ADDRESS", ports.grpcAddress().toString());
    environment.put("CAMUNDA_CLIENT_REST_ADDRESS", ports.restAddress().toString());
    environment.put("STEWARD_TASKLIST_URL", ports.webappsAddress().toString());
    environment.put("STEWARD_TASKLIST_OPERATEURL", ports.webappsAddress().toString());
    environment.put("STEWARD_URL", ports.applicationAddress().toString());
    environment.put("STEWARD_MODEL_SERVER_URL", ports.modelServerAddress().toString());
    environment.put("STEWARD_SERVING_ADMIN_TOKEN", secrets.servingAdminToken());
    environment.put("STEWARD_SECRETS", secrets.folder().toString());
    environment.put("STEWARD_SIGNING_KEY", secrets.signingKey().toString());
    environment.put("STEWARD_PUBLIC_KEY", secrets.publicKey().toString());
    environment.put("STEWARD_HOLDOUT_KEY", secrets.holdoutKey().toString());
    environment.put("STEWARD_LEDGER_ANCHOR", folders.anchor().toString());
    return Optional.of(
        new ChildSpec(
            ChildName.APPLICATION,
            new JavaCommand(768).withNativeAccess().main(ClassPaths.ofClasses(module), APPLICATION),
            environment,
            ports.application(),
            List.of(),
            List.of(ChildName.STORE, ChildName.BROKER, ChildName.WEBAPPS),
            Duration.ofMinutes(3)));
  }

  /**
   * The model server, if it is built. It starts after the application, which makes the public key.
   */
  Optional<ChildSpec> modelServer(boolean afterApplication) {
    Path module = settings.home().resolve("serving");
    if (!ClassPaths.has(module, MODEL_SERVER)) {
      return Optional.empty();
    }
    Ports ports = settings.ports();
    Map<String, String> environment = store();
    environment.put("STEWARD_DATA", folders.data().toString());
    environment.put("STEWARD_SERVING_HOST", "127.0.0.1");
    environment.put("STEWARD_SERVING_PORT", Integer.toString(ports.modelServer()));
    environment.put("STEWARD_SERVING_ADMIN_TOKEN", secrets.servingAdminToken());
    environment.put("STEWARD_PUBLIC_KEY", secrets.publicKey().toString());
    return Optional.of(
        new ChildSpec(
            ChildName.MODEL_SERVER,
            new JavaCommand(256)
                .endingWithoutMemory()
                .withNativeAccess()
                .main(ClassPaths.ofClasses(module), MODEL_SERVER),
            environment,
            ports.modelServer(),
            List.of(),
            List.of(afterApplication ? ChildName.APPLICATION : ChildName.STORE),
            Duration.ofMinutes(2)));
  }

  private Map<String, String> store() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STEWARD_STORE_ENDPOINT", settings.ports().storeAddress().toString());
    environment.put("STEWARD_STORE_REGION", "us-east-1");
    environment.put("STEWARD_STORE_BUCKET", BUCKET);
    environment.put("STEWARD_STORE_ACCESS_KEY", secrets.storeAccessKey());
    environment.put("STEWARD_STORE_SECRET_KEY", secrets.storeSecretKey());
    // The ONNX runtime reports its use unless told not to before it is loaded.
    environment.put("ORT_DISABLE_TELEMETRY", "1");
    return environment;
  }
}
