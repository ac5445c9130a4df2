package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("a.jar"), "a");
  }

  @Test
  void shouldUseNoArchiveWhenThereIsNone() {
    ClassArchives archives = new ClassArchives(folder, false);

    assertThat(archives.options("broker", List.of(jar))).isEmpty();
    assertThat(archives.complete()).isFalse();
  }

  @Test
  void shouldUseTheArchiveWhenItWasRecorded() throws IOException {
    Path archive = record();

    List<String> options = new ClassArchives(folder, false).options("broker", List.of(jar));

    assertThat(options).contains("-XX:SharedArchiveFile=" + archive);
  }

  @Test
  void shouldNotUseTheArchiveWhenAJarChanged() throws IOException {
    record();
    Files.writeString(jar, "changed");

    assertThat(new ClassArchives(folder, false).options("broker", List.of(jar))).isEmpty();
  }

  @Test
  void shouldDeleteFormerArchivesWhenNewOnesAreAdopted() throws IOException {
    Path former = Files.writeString(folder.resolve("broker-0123.jsa"), "old");

    Path archive = record();

    assertThat(former).doesNotExist();
    assertThat(archive).exists();
  }

  private Path record() throws IOException {
    ClassArchives recording = new ClassArchives(folder, true);
    String option = recording.options("broker", List.of(jar)).getFirst();
    Path file = Path.of(option.substring(option.indexOf('=') + 1));
    Files.writeString(file, "archive");
    recording.adopt();
    assertThat(recording.complete()).isTrue();
    return file.resolveSibling(file.getFileName().toString().replace(".recording", ""));
  }
}
