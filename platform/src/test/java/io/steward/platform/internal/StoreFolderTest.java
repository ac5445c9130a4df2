package io.steward.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {

  private static final String UUID = "-0b6f2a0c-6d1e-4f0a-9a57-2f1d8b5c7e11";

  @TempDir private Path folder;

  @Test
  void shouldRemoveDebrisAndKeepObjectsWhenSwept() throws IOException {
    Path bucket = Files.createDirectories(folder.resolve("store/steward/blobs"));
    Path object = Files.writeString(bucket.resolve("abc"), "whole");
    Path finished = Files.writeString(bucket.resolve("log" + UUID), "whole");
    Files.getFileAttributeView(finished, UserDefinedFileAttributeView.class)
        .write("user.content-md5", StandardCharsets.UTF_8.encode("0123456789abcdef"));
    Path half = Files.writeString(bucket.resolve("def" + UUID), "ha");
    Path stub = Files.writeString(bucket.resolve(".s3proxy-mpu-stub-def"), "");
    Path upload = Files.createDirectories(bucket.resolve(".mpus-def"));
    Files.writeString(upload.resolve("part-1"), "part");

    int swept = new StoreFolder(folder.resolve("store")).sweep();

    assertThat(swept).isEqualTo(3);
    assertThat(object).exists();
    assertThat(finished).exists();
    assertThat(half).doesNotExist();
    assertThat(stub).doesNotExist();
    assertThat(upload).doesNotExist();
  }

  @Test
  void shouldSweepNothingWhenThereIsNoFolder() {
    assertThat(new StoreFolder(folder.resolve("none")).sweep()).isZero();
  }

  @Test
  void shouldLeaveNothingBehindWhenAttributesAreProbed() throws IOException {
    StoreFolder store = new StoreFolder(folder.resolve("store"));

    assertThatCode(store::requireAttributes).doesNotThrowAnyException();

    try (var entries = Files.list(folder)) {
      assertThat(entries.map(Path::getFileName).map(Path::toString)).containsExactly("store");
    }
  }
}
