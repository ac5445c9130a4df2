package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private static final byte[] CONTENT = "what is signed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path secret;
  private Path open;

  @BeforeEach
  void names() {
    secret = folder.resolve("secrets/signing-key.pem");
    open = folder.resolve("secrets/signing-key.pub.pem");
  }

  @Test
  void shouldVerifyWithThePublicKeyFileWhatTheKeySigned() {
    SigningKey key = SigningKey.loadOrCreate(secret, open);

    SignatureVerifier verifier = SignatureVerifier.load(open);

    byte[] signature = key.sign(CONTENT);
    assertThat(signature).hasSize(64);
    assertThat(verifier.verify(CONTENT, signature)).isTrue();
    assertThat(verifier.verify("other".getBytes(StandardCharsets.UTF_8), signature)).isFalse();
    assertThat(verifier.verify(CONTENT, new byte[3])).isFalse();
    assertThat(SigningKey.generate().verifier().verify(CONTENT, signature)).isFalse();
  }

  @Test
  void shouldLoadTheSameKeyAgain() {
    SigningKey first = SigningKey.loadOrCreate(secret, open);

    SigningKey again = SigningKey.loadOrCreate(secret, open);

    assertThat(again.sign(CONTENT)).isEqualTo(first.sign(CONTENT));
  }

  @Test
  void shouldLetOnlyTheOwnerReadThePrivateKey() throws IOException {
    SigningKey.loadOrCreate(secret, open);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldRefuseAPrivateKeyThatOthersCanRead() throws IOException {
    SigningKey.loadOrCreate(secret, open);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> SigningKey.load(secret, open))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("can be read or written by others (rw-r--r--)")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void shouldRefuseKeysThatDoNotBelongTogether() {
    SigningKey.loadOrCreate(secret, open);
    SigningKey.generate().save(folder.resolve("other.pem"), open);

    assertThatThrownBy(() -> SigningKey.loadOrCreate(secret, open))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("do not belong together");
  }

  @Test
  void shouldNotReplaceAKeyWhenOneFileIsMissing() throws IOException {
    SigningKey.loadOrCreate(secret, open);
    Files.delete(open);

    assertThatThrownBy(() -> SigningKey.loadOrCreate(secret, open))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("Cannot read the signing key");
    assertThat(secret).exists();
  }

  @Test
  void shouldSayWhatIsWrongWhenTheFileIsNoKey() throws IOException {
    Files.writeString(folder.resolve("nonsense.pem"), "hello");

    assertThatThrownBy(() -> SignatureVerifier.load(folder.resolve("nonsense.pem")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("nonsense.pem is not a PEM file with a PUBLIC KEY");
    assertThatThrownBy(() -> SignatureVerifier.load(folder.resolve("none.pem")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("Cannot read the public key");
  }

  @Test
  void shouldNotShowThePrivateKey() {
    assertThat(SigningKey.generate().toString()).startsWith("SigningKey[sha256:");
  }
}
