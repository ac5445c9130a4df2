package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedFoldersTest {
  @TempDir Path folder;
  private Path inside;
  private Path outside;
  private AllowedFolders allowed;

  @BeforeEach
  void makeFiles() throws IOException {
    inside = Files.createDirectories(folder.resolve("data/sub"));
    outside = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(inside.resolve("a.csv"), "a,b\n1,2\n");
    Files.writeString(outside.resolve("s.csv"), "a,b\n1,2\n");
    Files.createSymbolicLink(inside.resolve("link.csv"), outside.resolve("s.csv"));
    allowed = new AllowedFolders(List.of(folder.resolve("data"), folder.resolve("none")));
  }

  @Test
  void shouldFindAFileFromTheBaseOrByItsWholePath() throws IOException {
    Path file = inside.resolve("a.csv").toRealPath();

    assertThat(allowed.resolve(inside, "a.csv")).isEqualTo(file);
    assertThat(allowed.resolve(inside, "../sub/a.csv")).isEqualTo(file);
    assertThat(allowed.resolve(folder, file.toString())).isEqualTo(file);
  }

  @Test
  void shouldRefuseWhatLeadsOutside() {
    for (String name :
        List.of(
            "../../secret/s.csv",
            outside.resolve("s.csv").toString(),
            "link.csv",
            "/etc/passwd",
            "../../secret/none.csv")) {
      assertThatThrownBy(() -> allowed.resolve(inside, name))
          .isInstanceOf(UnusableDataException.class)
          .hasMessageContainingAll(name, "outside the folders");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAFileInside() {
    assertThatThrownBy(() -> allowed.resolve(inside, "no.csv"))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContainingAll("There is no file", "no.csv", "source.file");
    assertThatThrownBy(() -> allowed.resolve(inside, "."))
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("not a file");
    assertThatThrownBy(() -> allowed.resolve(inside, "a\0b"))
        .isInstanceOf(UnusableDataException.class);
  }
}
