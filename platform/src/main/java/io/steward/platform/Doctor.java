package io.steward.platform;

import io.steward.platform.Finding.Level;
import io.steward.platform.internal.CamundaDistribution;
import io.steward.platform.internal.ClassPaths;
import io.steward.platform.internal.Folders;
import io.steward.platform.internal.MinioBinary;
import io.steward.platform.internal.PortCheck;
import io.steward.platform.internal.Preflight;
import io.steward.platform.internal.ProgramPath;
import io.steward.platform.internal.StoreFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Looks at everything that could keep the platform from starting, and reports all of it at once.
 */
public final class Doctor {

  private static final int LOWEST_JDK = 25;

  private final PlatformSettings settings;

  /** For the platform of some settings. */
  public Doctor(PlatformSettings settings) {
    this.settings = settings;
  }

  /** All findings, good ones too. Starts and changes nothing. */
  public List<Finding> examine() {
    Folders folders = new Folders(settings.data());
    CamundaDistribution camunda = new CamundaDistribution(settings.home(), settings.dist());
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(maven());
    findings.add(
        check(
            "build",
            () -> {
              ClassPaths.of(settings.home().resolve("platform/opensearch"));
              ClassPaths.of(settings.home().resolve("platform/s3proxy"));
              return "The platform's modules are built.";
            }));
    findings.add(
        check(
            "camunda",
            () ->
                camunda.isUnpacked()
                    ? "Camunda 8.6.0 is unpacked."
                    : "Camunda's archive is at " + camunda.archive() + "."));
    findings.add(
        check(
            "room",
            () -> {
              Preflight.requireRoom(settings.data());
              return Preflight.freeDisk(settings.data()) + " MB of disk are free.";
            }));
    findings.add(
        check(
            "store folder",
            () -> {
              new StoreFolder(folders.store()).requireAttributes();
              return "Its file system keeps extended attributes.";
            }));
    findings.add(minio());
    for (ChildStatus child : Platform.at(settings).status().children()) {
      findings.add(process(child, folders));
    }
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return version >= LOWEST_JDK
        ? new Finding("java", Level.OK, "JDK " + Runtime.version() + ".")
        : new Finding(
            "java",
            Level.FAULT,
            "This is Java "
                + version
                + "; Steward needs a JDK "
                + LOWEST_JDK
                + " or newer. Install one, or set STEWARD_JAVA_HOME to it.");
  }

  private static Finding maven() {
    return ProgramPath.find("mvn")
        .map(path -> new Finding("maven", Level.OK, path.toString()))
        .orElseGet(
            () ->
                new Finding(
                    "maven",
                    Level.ADVICE,
                    "Maven is not on the PATH, so changes cannot be built. Install it."));
  }

  private static Finding minio() {
    return check(
        "minio",
        () ->
            MinioBinary.find()
                .map(path -> "A MinIO server is at " + path + ".")
                .orElse(
                    MinioBinary.canBeBuilt()
                        ? "up --store minio builds a MinIO server with Go first."
                        : "There is no MinIO server; up --store minio is not possible."));
  }

  private static Finding process(ChildStatus child, Folders folders) {
    String subject = child.name().id();
    String title = child.name().title();
    return switch (child.state()) {
      case READY -> new Finding(subject, Level.OK, "The " + title + " answers.");
      case NOT_ANSWERING ->
          new Finding(
              subject,
              Level.FAULT,
              "The "
                  + title
                  + " runs and does not answer. See "
                  + folders.log(child.name())
                  + ", or run ./steward down and ./steward up.");
      case DIED ->
          new Finding(
              subject,
              Level.FAULT,
              "The "
                  + title
                  + " ended without being stopped. See "
                  + folders.log(child.name())
                  + "; ./steward up starts it again.");
      case STOPPED ->
          PortCheck.isFree(child.port())
              ? new Finding(subject, Level.OK, "Not started; port " + child.port() + " is free.")
              : new Finding(
                  subject,
                  Level.FAULT,
                  "Not started, and port "
                      + child.port()
                      + " is taken by another program. Stop"
                      + " that program, or use other ports with STEWARD_PORT_OFFSET=1000.");
    };
  }

  private static Finding check(String subject, Supplier<String> look) {
    try {
      return new Finding(subject, Level.OK, look.get());
    } catch (PlatformException e) {
      return new Finding(subject, Level.FAULT, String.valueOf(e.getMessage()));
    }
  }

  /** A finding as one line for people. */
  public static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "  %-7s %-13s %s",
        finding.level().name().toLowerCase(Locale.ROOT),
        finding.subject(),
        finding.message());
  }
}
