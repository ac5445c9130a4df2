package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioStoredObjectsTest {
  private static final byte[] CONTENT = "a,y\n1,2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void shouldReadWhatOthersPutIntoTheStore() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (EmbeddedS3 s3 = new EmbeddedS3(data);
        MinioArtifactStore store = new MinioArtifactStore(s3.settings());
        MinioStoredObjects objects = new MinioStoredObjects(s3.settings())) {
      store.putIfAbsent("incoming/d.csv", CONTENT, "text/csv");
      String bucket = s3.settings().bucket();
      Path copy = folder.resolve("copy");

      assertThat(objects.size(bucket, "incoming/d.csv")).hasValue(CONTENT.length);
      assertThat(objects.download(bucket, "incoming/d.csv", copy)).isTrue();
      assertThat(copy).hasBinaryContent(CONTENT);
      assertThat(objects.size(bucket, "incoming/no.csv")).isEmpty();
      assertThat(objects.download(bucket, "incoming/no.csv", copy)).isFalse();
      assertThat(objects.size("nobucket", "x.csv")).isEmpty();
      assertThat(objects.download("nobucket", "x.csv", copy)).isFalse();
      assertThat(data.resolve("nobucket")).doesNotExist();
    }
  }
}
