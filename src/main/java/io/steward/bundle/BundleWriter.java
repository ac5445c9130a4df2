package io.steward.bundle;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import java.util.Map;

/**
 * Writes signed bundles. All parts must be in the store already; the writer adds the manifest and
 * its detached signature. Safe to repeat: equal manifests give the same bundle.
 */
public final class BundleWriter {
  private final ArtifactStore store;
  private final SigningKey key;

  public BundleWriter(ArtifactStore store, SigningKey key) {
    this.store = store;
    this.key = key;
  }

  /**
   * Writes manifest and signature, once all parts are there and the model can be opened.
   *
   * @return the digest of the manifest, which names the bundle
   * @throws BundleException if a part is missing, or model and manifest do not belong together, or
   *     the bundle was signed by another key before
   */
  public Digest write(BundleManifest manifest) {
    byte[] bytes = Json.bytes(manifest);
    Digest digest = Digest.of(bytes);
    for (Map.Entry<String, Digest> part : manifest.parts().byName().entrySet()) {
      if (!store.contains(part.getValue())) {
        throw new BundleException(
            "The bundle of "
                + manifest.modelName()
                + " cannot be written: its "
                + part.getKey()
                + " ("
                + part.getValue()
                + ") is not in the store.");
      }
    }
    // What cannot be served must not be signed.
    new Bundle(digest, manifest, store.get(manifest.parts().onnx())).scorer().close();
    store.put(bytes, "application/json");
    BundleSignature signature = BundleSignature.of(bytes, key);
    String document = BundleSignature.documentKey(digest);
    if (!store.putIfAbsent(document, Json.bytes(signature), "application/json")) {
      // Already there: it must be ours, or the bundle could never be opened with this key.
      new BundleReader(store, key.verifier()).open(digest);
    }
    return digest;
  }
}
