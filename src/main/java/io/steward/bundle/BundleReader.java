package io.steward.bundle;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens bundles, and nothing that was changed after it was signed: first the manifest's digest,
 * then the signature, then each part's digest; only then is anything of it read. Never Java
 * deserialization. Safe for use by many threads.
 */
public final class BundleReader {
  private final ArtifactStore store;
  private final SignatureVerifier verifier;

  public BundleReader(ArtifactStore store, SignatureVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Verifies a bundle and returns it.
   *
   * @throws BundleException if it is not exactly what was signed
   * @throws StoreException if the store cannot be reached
   */
  public Bundle open(Digest bundle) {
    byte[] manifestBytes = part(bundle, "manifest", bundle);
    verifySignature(bundle, manifestBytes);
    BundleManifest manifest = read(bundle, manifestBytes);
    byte[] onnx = {};
    for (Map.Entry<String, Digest> part : manifest.parts().byName().entrySet()) {
      byte[] content = part(bundle, part.getKey(), part.getValue());
      if (part.getValue().equals(manifest.parts().onnx())) {
        onnx = content;
      }
    }
    return new Bundle(bundle, manifest, onnx);
  }

  private void verifySignature(Digest bundle, byte[] manifest) {
    byte[] document =
        store
            .read(BundleSignature.documentKey(bundle))
            .orElseThrow(() -> refused(bundle, "it has no signature", null));
    BundleSignature signature;
    try {
      signature = Json.read(document, BundleSignature.class);
    } catch (IllegalArgumentException e) {
      throw refused(bundle, "its signature cannot be read", e);
    }
    if (!BundleSignature.ALGORITHM.equals(signature.algorithm())
        || signature.signature() == null
        || !verifier.verify(manifest, signature.signature())) {
      throw refused(
          bundle,
          verifier.keyId().equals(signature.key())
              ? "its signature does not fit the manifest; one of the two was changed"
              : "it was not signed with the key that this process trusts ("
                  + verifier.keyId()
                  + ")",
          null);
    }
  }

  private static BundleManifest read(Digest bundle, byte[] bytes) {
    try {
      BundleManifest manifest = Json.read(bytes, BundleManifest.class);
      if (BundleManifest.FORMAT.equals(manifest.format())) {
        return manifest;
      }
      throw refused(
          bundle,
          "its format is '" + manifest.format() + "', this version reads " + BundleManifest.FORMAT,
          null);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw refused(bundle, "its manifest is incomplete", e);
    }
  }

  private byte[] part(Digest bundle, String name, Digest digest) {
    byte[] content;
    try {
      content = store.get(digest);
    } catch (StoreException e) {
      if (e.isDamaged()) {
        throw refused(bundle, "its " + name + " is missing or was changed", e);
      }
      throw e;
    }
    // The store says so as well; a signature is worth what this line is worth.
    if (!Digest.of(content).equals(digest)) {
      throw refused(bundle, "its " + name + " is missing or was changed", null);
    }
    return content;
  }

  private static BundleException refused(Digest bundle, String why, @Nullable Throwable cause) {
    String message =
        "Bundle "
            + bundle
            + " is refused: "
            + why
            + ". Nothing of it was loaded; package the model again.";
    return cause == null ? new BundleException(message) : new BundleException(message, cause);
  }
}
