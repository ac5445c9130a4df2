package io.steward.serving;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.bundle.Bundle;
import io.steward.bundle.BundleException;
import io.steward.bundle.BundleReader;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.bundle.SignatureVerifier;
import io.steward.features.FeatureRecipe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Finds versions in the registry and opens their bundles, once signature and digests are good. */
final class ModelLoader {
  private final ArtifactStore store;
  private final ModelRegistry registry;
  private final Path publicKey;

  ModelLoader(ArtifactStore store, Path publicKey, Clock clock) {
    this.store = store;
    this.registry = new ModelRegistry(store, clock);
    this.publicKey = publicKey;
  }

  /** The names of all registered models. */
  List<String> models() {
    return registry.models();
  }

  /** What a reference names; throws {@link ApiException} 404 if that is nothing. */
  ModelVersion resolve(ModelRef ref) {
    return registry
        .resolve(ref)
        .orElseThrow(() -> ApiException.notFound("The registry has no " + ref + "."));
  }

  /**
   * Verifies and opens a version.
   *
   * @throws BundleException if the bundle is refused
   */
  ServedModel open(ModelVersion version) {
    // Read each time: the key may be made after the server was started.
    SignatureVerifier verifier = SignatureVerifier.load(publicKey);
    Bundle bundle = new BundleReader(store, verifier).open(version.bundle());
    if (!bundle.manifest().modelName().equals(version.name())) {
      throw new BundleException(
          "Version "
              + version.ref()
              + " is refused: its bundle is of the model '"
              + bundle.manifest().modelName()
              + "'.");
    }
    FeatureRecipe recipe =
        Json.read(store.get(bundle.manifest().parts().recipe()), FeatureRecipe.class);
    return new ServedModel(version, bundle.manifest(), recipe, bundle.scorer());
  }
}
