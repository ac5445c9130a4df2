package io.steward.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.InMemoryArtifactStore;
import io.steward.artifact.Json;
import io.steward.schema.RawTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final SigningKey key = SigningKey.generate();
  private final BundleReader reader = new BundleReader(store, key.verifier());

  @Test
  void shouldOpenAndScoreWhatWasWritten() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);

    Bundle bundle = reader.open(digest);

    assertThat(bundle.manifest().modelName()).isEqualTo("credit-risk");
    assertThat(bundle.manifest().positive()).isEqualTo("good");
    RawTable rows = TestModels.rows(10, 2);
    try (OnnxScorer scorer = bundle.scorer()) {
      assertThat(scorer.score(rows).labels()).hasSize(10).containsAnyOf("good", "bad");
    }
  }

  @Test
  void shouldGiveTheSameBundleWhenWrittenAgain() {
    Digest first = TestBundles.binary(store, key, "credit-risk", 1);
    Digest again = TestBundles.binary(store, key, "credit-risk", 1);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void shouldRefuseWhenTheModelWasChanged() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);
    Digest onnx = reader.open(digest).manifest().parts().onnx();
    byte[] bytes = store.get(onnx);
    bytes[bytes.length / 2] ^= 1;

    store.tamper(onnx, bytes);

    assertRefused(digest, "its model.onnx is missing or was changed");
  }

  @Test
  void shouldRefuseWhenTheManifestWasChanged() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);
    String manifest = new String(store.get(digest), StandardCharsets.UTF_8);

    store.tamper(digest, manifest.replace("\"good\"", "\"fine\"").getBytes(StandardCharsets.UTF_8));

    assertRefused(digest, "its manifest is missing or was changed");
  }

  @Test
  void shouldRefuseAnotherManifestUnderTheSignatureOfAGoodOne() {
    Digest good = TestBundles.binary(store, key, "credit-risk", 1);
    Digest forged = TestBundles.binary(store, SigningKey.generate(), "credit-risk", 2);
    store.tamper(
        BundleSignature.documentKey(forged),
        store.read(BundleSignature.documentKey(good)).orElseThrow());

    assertRefused(forged, "its signature does not fit the manifest");
  }

  @Test
  void shouldRefuseWhenTheSignatureWasChanged() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);
    byte[] signature = new byte[64];
    store.tamper(
        BundleSignature.documentKey(digest),
        Json.bytes(new BundleSignature("Ed25519", key.verifier().keyId(), signature)));

    assertRefused(digest, "its signature does not fit the manifest");
  }

  @Test
  void shouldRefuseWhenTheSignatureIsNoJson() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);
    store.tamper(BundleSignature.documentKey(digest), "?".getBytes(StandardCharsets.UTF_8));

    assertRefused(digest, "its signature cannot be read");
  }

  @Test
  void shouldRefuseWhenThereIsNoSignature() {
    Digest digest = TestBundles.binary(store, key, "credit-risk", 1);
    store.remove(BundleSignature.documentKey(digest));

    assertRefused(digest, "it has no signature");
  }

  @Test
  void shouldRefuseWhenAnotherKeySigned() {
    Digest digest = TestBundles.binary(store, SigningKey.generate(), "credit-risk", 1);

    assertRefused(digest, "it was not signed with the key that this process trusts");
  }

  @Test
  void shouldRefuseSignedBytesThatAreNoManifest() {
    byte[] bytes = Json.bytes(List.of("checkpoint"));
    Digest digest = store.put(bytes, "application/json");
    store.putIfAbsent(
        BundleSignature.documentKey(digest),
        Json.bytes(BundleSignature.of(bytes, key)),
        "application/json");

    assertRefused(digest, "its manifest is incomplete");
  }

  @Test
  void shouldNotWriteWhenAPartIsMissing() {
    InMemoryArtifactStore empty = new InMemoryArtifactStore();
    BundleManifest manifest =
        TestBundles.manifest(
            store,
            "credit-risk",
            TestModels.linear(11, 1, Link.SIGMOID, 1),
            OutputSpec.binary("bad", "good", 0.5));

    assertThatThrownBy(() -> new BundleWriter(empty, key).write(manifest))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("its charter (sha256:")
        .hasMessageContaining("is not in the store");
  }

  @Test
  void shouldNotWriteWhenModelAndManifestDiffer() {
    BundleManifest manifest =
        TestBundles.manifest(
            store, "price", TestModels.linear(11, 1, Link.IDENTITY, 1), OutputSpec.regression());
    BundleManifest other =
        BundleManifest.of(
            "price",
            manifest.run(),
            manifest.output(),
            manifest.inputs().subList(1, 4),
            manifest.parts(),
            manifest.algorithm(),
            manifest.hyperparameters(),
            1,
            manifest.environment(),
            manifest.codeVersion());

    assertThatThrownBy(() -> new BundleWriter(store, key).write(other))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("differ in inputs or classes");
  }

  private void assertRefused(Digest digest, String why) {
    assertThatThrownBy(() -> reader.open(digest))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("Bundle " + digest + " is refused: " + why)
        .hasMessageEndingWith("Nothing of it was loaded; package the model again.");
  }
}
