package io.steward.platform.internal;

import io.steward.platform.PlatformListener;
import io.steward.platform.PlatformSettings;
import io.steward.platform.Secrets;
import io.steward.platform.StoreKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts together what has to run for some settings. */
public final class Specs {

  private Specs() {}

  /** All processes of the settings, in the order in which they are reported. */
  public static List<ChildSpec> of(
      PlatformSettings settings,
      Secrets secrets,
      ClassArchives archives,
      PlatformListener listener) {
    Folders folders = new Folders(settings.data());
    Path distribution =
        new CamundaDistribution(settings.home(), settings.dist()).unpacked(listener);
    copyLogConfiguration(folders.run());
    ServerSpecs servers =
        new ServerSpecs(settings.home(), folders, settings.ports(), secrets, archives);
    CamundaSpecs camunda = new CamundaSpecs(folders, settings.ports(), distribution, archives);
    List<ChildSpec> specs = new ArrayList<>();
    specs.add(servers.openSearch());
    specs.add(
        settings.store() == StoreKind.MINIO
            ? servers.minio(MinioBinary.locate(listener))
            : servers.s3Proxy());
    specs.add(camunda.broker());
    specs.add(camunda.webapps());
    if (settings.withSteward()) {
      addSteward(specs, new StewardSpecs(settings, folders, secrets), listener);
    }
    return specs;
  }

  private static void addSteward(
      List<ChildSpec> specs, StewardSpecs steward, PlatformListener listener) {
    Optional<ChildSpec> application = steward.application();
    Optional<ChildSpec> modelServer = steward.modelServer(application.isPresent());
    application.ifPresentOrElse(
        specs::add,
        () -> listener.note("The Steward application is not built, so it is not started."));
    modelServer.ifPresentOrElse(
        specs::add, () -> listener.note("The model server is not built, so it is not started."));
  }

  private static void copyLogConfiguration(Path run) {
    try (InputStream resource =
        Objects.requireNonNull(
            Specs.class.getResourceAsStream("/io/steward/platform/camunda-log4j2.xml"))) {
      Files.copy(resource, run.resolve("camunda-log4j2.xml"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
