package io.steward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's search for a JDK, with made-up installations. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  @TempDir private Path folder;

  private record Answer(int code, String text) {}

  @Test
  void shouldTakeTheGivenJdkWhenItIsNewEnough() throws Exception {
    Path jdk = jdk("given", "25.0.3");

    Answer answer = launch(Map.of("STEWARD_JAVA_HOME", jdk.toString()));

    assertThat(answer).isEqualTo(new Answer(0, jdk + "\n"));
  }

  @Test
  void shouldRefuseTheGivenJdkWhenItIsTooOld() throws Exception {
    Path jdk = jdk("given", "17.0.12");

    Answer answer = launch(Map.of("STEWARD_JAVA_HOME", jdk.toString()));

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("no JDK 25 or newer").contains("unset it");
  }

  @Test
  void shouldSearchOnWhenJavaHomeIsTooOld() throws Exception {
    Path old = jdk("old", "1.8.0_402");
    Path found = jdk("installed", "26-ea");

    Answer answer =
        launch(Map.of("JAVA_HOME", old.toString(), "STEWARD_JDK_FOLDERS", old + " " + found));

    assertThat(answer).isEqualTo(new Answer(0, found + "\n"));
  }

  @Test
  void shouldTakeTheOldestSufficientJdkWhenSeveralAreInstalled() throws Exception {
    Path newer = jdk("newer", "27.0.1");
    Path right = jdk("right", "25");

    Answer answer = launch(Map.of("STEWARD_JDK_FOLDERS", newer + " " + right));

    assertThat(answer).isEqualTo(new Answer(0, right + "\n"));
  }

  @Test
  void shouldSayWhatToInstallWhenThereIsNoJdk() throws Exception {
    Path runtimeOnly = jdk("jre", "25.0.1");
    Files.delete(runtimeOnly.resolve("bin/javac"));

    Answer answer = launch(Map.of("STEWARD_JDK_FOLDERS", runtimeOnly.toString()));

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("found none").contains("adoptium.net");
  }

  @Test
  void shouldBuildAnewWhenTheLastBuildWasKilled() throws Exception {
    Path half = projectWithHalfAJar();
    Files.createFile(folder.resolve("project/target/.built.new"));

    Answer answer = build("exit 0");

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(half).doesNotExist();
    assertThat(folder.resolve("project/target/.built")).exists();
  }

  @Test
  void shouldKeepWhatIsBuiltWhenTheSourcesAreWrong() throws Exception {
    Path jar = projectWithHalfAJar();

    Answer first = build("echo '[ERROR] A.java:[1,1] wrong'; exit 1");
    Answer second = build("exit 0");

    assertThat(first.code()).isEqualTo(1);
    assertThat(first.text()).contains("A.java:[1,1] wrong").contains("The build failed");
    assertThat(second.code()).as(second.text()).isZero();
    assertThat(jar).exists();
  }

  private Path projectWithHalfAJar() throws IOException {
    Path target = Files.createDirectories(folder.resolve("project/core/target"));
    Files.createDirectories(folder.resolve("project/target"));
    Files.createFile(folder.resolve("project/core/pom.xml"));
    return Files.createFile(target.resolve("core.jar"));
  }

  /** Builds the project in the folder with a Maven that is this script. */
  private Answer build(String maven) throws Exception {
    Path tools = Files.createDirectories(folder.resolve("maven"));
    Path mvn = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n" + maven + "\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    Path launcher = folder.resolve("project/steward");
    Files.copy(launcher(), launcher, StandardCopyOption.REPLACE_EXISTING);
    return run(
        launcher,
        "build",
        Map.of(
            "PATH",
            tools + ":/usr/bin:/bin",
            "STEWARD_JAVA_HOME",
            Files.exists(folder.resolve("given"))
                ? folder.resolve("given").toString()
                : jdk("given", "25").toString(),
            "STEWARD_PREPARE",
            "no"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path javac = Files.createFile(jdk.resolve("bin/javac"));
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    return jdk;
  }

  private Answer launch(Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", toolsWithoutJava());
    return run(launcher(), "jdk", all);
  }

  private static Path launcher() {
    return PlatformSettings.from(Map.of(), Path.of("").toAbsolutePath()).home().resolve("steward");
  }

  private static Answer run(Path launcher, String command, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", launcher.toString(), command);
    builder.environment().keySet().removeIf(key -> key.contains("JAVA") || key.contains("STEWARD"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), text);
  }

  /**
   * A folder with links to the few tools that the search uses, because /usr/bin may hold a javac.
   */
  private String toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : new String[] {"sed", "head", "dirname", "readlink"}) {
      Path link = tools.resolve(tool);
      Path usual = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(link, Files.exists(usual) ? usual : Path.of("/bin", tool));
    }
    return tools.toString();
  }
}
