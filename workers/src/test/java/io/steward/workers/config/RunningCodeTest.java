package io.steward.workers.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.artifact.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningCodeTest {
  private static final List<String> LIBRARIES = List.of("smile-core-6.3.0.jar", "a-1.jar");

  @TempDir private Path folder;
  private Path core;
  private Digest digest;

  @BeforeEach
  void build() throws IOException {
    core = compiled("core", "first");
    digest = RunningCode.digest(List.of(core), LIBRARIES);
  }

  @Test
  void shouldBeAnotherCodeWhenAClassChanged() throws IOException {
    Path changed = compiled("changed", "second");

    assertThat(RunningCode.digest(List.of(changed), LIBRARIES)).isNotEqualTo(digest);
  }

  @Test
  void shouldBeAnotherCodeWhenALibraryHasAnotherVersion() {
    assertThat(RunningCode.digest(List.of(core), List.of("smile-core-6.3.1.jar", "a-1.jar")))
        .isNotEqualTo(digest);
  }

  @Test
  void shouldBeTheSameCodeWhenItWasBuiltAgain() throws IOException {
    Path again = compiled("again", "first");
    Files.setLastModifiedTime(again.resolve("io/steward/A.class"), FileTime.fromMillis(0));
    Files.writeString(again.resolve("build.properties"), "time=now");

    assertThat(RunningCode.digest(List.of(again), LIBRARIES.reversed())).isEqualTo(digest);
  }

  @Test
  void shouldBeTheSameCodeWhenItLiesInAJar() throws IOException {
    Path jar = folder.resolve("core.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("io/steward/B.class", "io/steward/A.class")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Files.readAllBytes(core.resolve(name)));
      }
    }

    assertThat(RunningCode.digest(List.of(jar), LIBRARIES)).isEqualTo(digest);
  }

  private Path compiled(String name, String content) throws IOException {
    Path classes = folder.resolve(name);
    Files.createDirectories(classes.resolve("io/steward"));
    Files.writeString(classes.resolve("io/steward/A.class"), content);
    Files.writeString(classes.resolve("io/steward/B.class"), "other");
    return classes;
  }
}
