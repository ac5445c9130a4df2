package io.steward.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldoutCipherTest {
  private static final int PART = 1 << 20;

  /** The line that names the format, and the salt. */
  private static final int HEAD = 18 + 32;

  private static final int SEALED_PART = PART + 16;

  @TempDir Path folder = Path.of("");

  private final HoldoutCipher cipher = new HoldoutCipher(new byte[32], new byte[32]);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 500_000})
  void shouldOpenWhatItSealedWhateverTheSize(int size) throws IOException {
    byte[] content = content(size);

    byte[] sealed = seal(cipher, content);

    assertThat(open(sealed)).isEqualTo(content);
    assertThat(seal(cipher, content)).isEqualTo(sealed);
  }

  @Test
  void shouldGiveOtherBytesWhenContentOrKeyDiffer() throws IOException {
    byte[] content = content(100);
    byte[] other = content.clone();
    other[99] ^= 1;
    HoldoutCipher foreign = new HoldoutCipher(new byte[] {1}, new byte[32]);

    byte[] sealed = seal(cipher, content);

    assertThat(Arrays.copyOfRange(seal(cipher, other), HEAD, HEAD + 99))
        .isNotEqualTo(Arrays.copyOfRange(sealed, HEAD, HEAD + 99));
    assertThatThrownBy(() -> open(seal(foreign, content)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("another key");
  }

  @Test
  void shouldFindEveryChange() throws IOException {
    byte[] sealed = seal(cipher, content(3 * PART));
    byte[] first = Arrays.copyOfRange(sealed, HEAD, HEAD + SEALED_PART);
    byte[] second = Arrays.copyOfRange(sealed, HEAD + SEALED_PART, HEAD + 2 * SEALED_PART);
    byte[] third = Arrays.copyOfRange(sealed, HEAD + 2 * SEALED_PART, sealed.length);
    byte[] head = Arrays.copyOf(sealed, HEAD);

    refuses("a part is missing at the end", joined(head, first, second));
    refuses("a part is missing in the middle", joined(head, first, third));
    refuses("parts are swapped", joined(head, second, first, third));
    refuses("a part is repeated", joined(head, first, second, third, third));
    refuses("the file ends early", Arrays.copyOf(sealed, sealed.length - 1));
    refuses("nothing but the head is there", head);
    refuses("half a head is there", Arrays.copyOf(sealed, 30));
    for (int position : new int[] {0, 20, HEAD, sealed.length / 2, sealed.length - 1}) {
      byte[] flipped = sealed.clone();
      flipped[position] ^= 1;
      refuses("a bit is flipped at " + position, flipped);
    }
  }

  private void refuses(String what, byte[] sealed) {
    assertThatThrownBy(() -> open(sealed)).as(what).isInstanceOf(DataException.class);
    assertThat(folder.resolve("opened")).as(what).doesNotExist();
  }

  private byte[] seal(HoldoutCipher with, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("content"), content);
    Path sealed = folder.resolve("sealed");
    with.seal(file, sealed);
    return Files.readAllBytes(sealed);
  }

  private byte[] open(byte[] sealed) throws IOException {
    Path file = Files.write(folder.resolve("sealed"), sealed);
    Path opened = folder.resolve("opened");
    Files.deleteIfExists(opened);
    cipher.open(file, opened);
    byte[] content = Files.readAllBytes(opened);
    Files.delete(opened);
    return content;
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.write(part);
    }
    return joined.toByteArray();
  }
}
