package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.platform.PlatformException;
import io.steward.platform.PlatformListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamundaDistributionTest {

  private static final String NAME = "camunda-zeebe-8.6.0/";

  @TempDir private Path folder;
  private Path archive;
  private CamundaDistribution distribution;

  @BeforeEach
  void noteArchive() throws IOException {
    archive = folder.resolve("archive.tar.gz");
    Path note = folder.resolve("home/platform/camunda/target/distribution.path");
    Files.createDirectories(note.getParent());
    Files.writeString(note, archive.toString());
    distribution = new CamundaDistribution(folder.resolve("home"), folder.resolve("dist"));
  }

  @Test
  void shouldUnpackOnceWhenTheArchiveIsWhole() throws IOException {
    pack(Map.of(NAME + "lib/a.jar", "jar"));

    Path unpacked = distribution.unpacked(PlatformListener.SILENT);
    Files.delete(archive);

    assertThat(unpacked.resolve("lib/a.jar")).hasContent("jar");
    assertThat(distribution.unpacked(PlatformListener.SILENT)).isEqualTo(unpacked);
  }

  @Test
  void shouldUnpackAgainWhenItWasInterrupted() throws IOException {
    pack(Map.of(NAME + "lib/a.jar", "jar"));
    Path left = Files.createDirectories(folder.resolve("dist/.unpacking-1/" + NAME + "lib"));
    Files.writeString(left.resolve("a.jar"), "j");

    assertThat(distribution.isUnpacked()).isFalse();
    Path unpacked = distribution.unpacked(PlatformListener.SILENT);

    assertThat(unpacked.resolve("lib/a.jar")).hasContent("jar");
    try (Stream<Path> entries = Files.list(folder.resolve("dist"))) {
      assertThat(entries.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("camunda-zeebe-8.6.0", "lock");
    }
  }

  @Test
  void shouldSayWhatToDoWhenTheArchiveIsDamaged() throws IOException {
    pack(Map.of(NAME + "lib/a.jar", "jar".repeat(10_000)));
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> distribution.unpacked(PlatformListener.SILENT))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("delete that file, run ./steward build");
    assertThat(distribution.isUnpacked()).isFalse();
  }

  @Test
  void shouldRefuseAnArchiveWhenAnEntryPointsOutside() throws IOException {
    pack(Map.of("../../evil", "x"));

    assertThatThrownBy(() -> distribution.unpacked(PlatformListener.SILENT))
        .hasMessageContaining("points outside");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void shouldSayWhatToDoWhenNothingWasDownloaded() {
    assertThatThrownBy(() -> distribution.unpacked(PlatformListener.SILENT))
        .hasMessageContaining("Run ./steward build");
  }

  private void pack(Map<String, String> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
  }
}
