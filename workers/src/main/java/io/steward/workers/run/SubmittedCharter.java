package io.steward.workers.run;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.data.AllowedFolders;
import io.steward.data.DataException;
import io.steward.workers.config.StewardProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the text of the charter that a run was started with. */
@Component
public class SubmittedCharter {
  private static final long LARGEST = 1_000_000;

  private final ArtifactStore store;
  private final AllowedFolders folders;
  private final Path home;

  public SubmittedCharter(
      ArtifactStore store, AllowedFolders folders, StewardProperties properties) {
    this.store = store;
    this.folders = folders;
    this.home = properties.home();
  }

  /**
   * The text: typed in, or of a blob, or of a file. Where there is none, a comment that says why;
   * the validation then finds everything missing, and the person who corrects the charter reads it.
   */
  public String text(@Nullable String typed, @Nullable Digest digest, @Nullable String location) {
    if (typed != null && !typed.isBlank()) {
      return typed;
    }
    if (digest != null) {
      return new String(store.get(digest), StandardCharsets.UTF_8);
    }
    if (location == null || location.isBlank()) {
      return "# This run was started without a charter. Write it here.\n";
    }
    try {
      Path file = folders.resolve(home, location.strip());
      if (Files.size(file) > LARGEST) {
        return "# " + oneLine(location) + " is larger than a charter can be (1 MB).\n";
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (DataException e) {
      return "# " + oneLine(e.getMessage()) + "\n";
    } catch (IOException e) {
      return "# " + oneLine(location) + " cannot be read as UTF-8 text. Write the charter here.\n";
    }
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ");
  }
}
